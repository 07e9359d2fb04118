import type Database from 'better-sqlite3';
import { prepareAttributeQueries } from './attribute-queries.ts';
import { prepareChannelQueries } from './channel-queries.ts';
import { prepareCopyQueries } from './copy-queries.ts';
import { prepareExportQueries } from './export-queries.ts';
import { prepareFindingQueries } from './finding-queries.ts';
import { prepareImportQueries } from './import-queries.ts';
import { prepareJobQueries } from './job-queries.ts';
import { prepareLeakageQueries } from './leakage-queries.ts';
import { prepareModelQueries } from './model-queries.ts';
import { prepareRankColumnQueries } from './rank-column-queries.ts';
import { prepareRankingQueries } from './ranking-queries.ts';
import { prepareRecordingQueries } from './recording-queries.ts';
import { prepareResultsQueries } from './results-queries.ts';
import { prepareRunQueries } from './run-queries.ts';
import { prepareScoringQueries } from './scoring-queries.ts';
import { prepareSettingQueries } from './setting-queries.ts';
import { prepareSourceQueries } from './source-queries.ts';
import { prepareSubsetQueries } from './subset-queries.ts';
import { withoutDiskSync } from './without-disk-sync.ts';

/** Every statement of the application, prepared once for an open library. */
export function prepareQueries(database: Database.Database) {
  return {
    settings: prepareSettingQueries(database),
    sources: prepareSourceQueries(database),
    recordings: prepareRecordingQueries(database),
    channels: prepareChannelQueries(database),
    copies: prepareCopyQueries(database),
    attributes: prepareAttributeQueries(database),
    models: prepareModelQueries(database),
    runs: prepareRunQueries(database),
    scoring: prepareScoringQueries(database),
    rankColumns: prepareRankColumnQueries(database),
    ranking: prepareRankingQueries(database),
    exports: prepareExportQueries(database),
    findings: prepareFindingQueries(database),
    subsets: prepareSubsetQueries(database),
    imports: prepareImportQueries(database),
    jobs: prepareJobQueries(database),
    leakage: prepareLeakageQueries(database),
    results: prepareResultsQueries(database),
    /**
     * Like `transaction`, without waiting for the disk: for what only names files that the disk may not hold yet either.
     * To wait would write out all of those first.
     */
    transactionWithoutDiskSync: (work: () => void): void => {
      withoutDiskSync(database, () => {
        database.transaction(work)();
      });
    },
    /** Runs `work` in one transaction: all of its writes or none. */
    transaction: <Result>(work: () => Result): Result => database.transaction(work)(),
  };
}

export type Queries = ReturnType<typeof prepareQueries>;
