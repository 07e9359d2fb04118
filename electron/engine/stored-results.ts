import * as z from 'zod';
import { fail, succeed, type Outcome } from '../contract/outcome.ts';
import { resultsDuplicateSchema, resultsIssueSchema, type ResultsImport } from '../contract/results.ts';
import type { CleanResults } from '../core/results/clean-results.ts';
import { describeImport } from '../core/results/describe-import.ts';
import { readExperiments, type Experiment } from '../core/results/experiment.ts';
import type { ResultsImportRow } from '../../db/queries/results-queries.ts';
import type { EngineContext } from './engine-context.ts';

const textsSchema = z.array(z.string());
const duplicatesSchema = z.array(resultsDuplicateSchema);
const issuesSchema = z.array(resultsIssueSchema);

/** An import with its experiments read. */
export interface StoredResults {
  readonly columns: readonly string[];
  readonly experiments: readonly Experiment[];
  readonly view: ResultsImport;
}

/** Imported results; those that were asked for stay in memory. */
export class ResultsStore {
  private readonly context: EngineContext;
  private readonly read = new Map<number, StoredResults>();

  constructor(context: EngineContext) {
    this.context = context;
  }

  /** Replaces what the same origin gave before. */
  replace(origin: string, kind: ResultsImport['kind'], clean: CleanResults): ResultsImport {
    const { queries, now } = this.context;
    const row = {
      origin,
      kind,
      rowsRead: clean.rowsRead,
      columns: JSON.stringify(clean.columns),
      duplicates: JSON.stringify(clean.duplicates),
      issues: JSON.stringify(clean.issues),
      importedAt: now(),
    };
    const id = queries.results.replaceImport(
      row,
      clean.rows.map((cells) => JSON.stringify(cells)),
    );
    // SQLite may give the number of the replaced import again.
    this.read.clear();
    return this.load({ ...row, id }).view;
  }

  list(): ResultsImport[] {
    return this.context.queries.results.imports().map((row) => this.load(row).view);
  }

  get(importId: number): Outcome<StoredResults> {
    const row = this.context.queries.results.importById(importId);
    return row === undefined
      ? fail('not-found', 'These results are no longer in the library. Import them again.')
      : succeed(this.load(row));
  }

  remove(importId: number): void {
    this.context.queries.results.removeImport(importId);
    this.read.clear();
  }

  private load(row: ResultsImportRow): StoredResults {
    const known = this.read.get(row.id);
    if (known !== undefined) {
      return known;
    }
    const columns = textsSchema.parse(JSON.parse(row.columns));
    const rows = this.context.queries.results.cells(row.id).map((cells) => textsSchema.parse(JSON.parse(cells)));
    const experiments = readExperiments({ columns, rows });
    const { id, origin, kind, importedAt, rowsRead } = row;
    const stored: StoredResults = {
      columns,
      experiments,
      view: {
        importId: id,
        origin,
        kind,
        importedAt,
        rowsRead,
        ...describeImport(columns, experiments),
        duplicates: duplicatesSchema.parse(JSON.parse(row.duplicates)),
        issues: issuesSchema.parse(JSON.parse(row.issues)),
      },
    };
    this.read.set(id, stored);
    return stored;
  }
}
