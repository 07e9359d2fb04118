import { fail, succeed, type Outcome } from '../contract/outcome.ts';
import type { RankingKey } from '../contract/ranking.ts';
import type { Verdict } from '../contract/identifiers.ts';
import { buildRanking } from '../core/review/build-ranking.ts';
import { rankOrder, type RankSources } from '../core/review/rank-order.ts';
import type { Queries } from '../../db/queries/index.ts';
import { verdictCode, type RankedScores } from '../core/review/ranked-scores.ts';
import type { RecordingFacts } from '../core/subsets/recording-facts.ts';
import type { Reading } from '../core/scoring/confidence.ts';
import type { EngineContext } from './engine-context.ts';
import type { LibraryFacts } from './library-facts.ts';
import { readModel, readRunSettings, runReading } from './stored-models.ts';

export interface Ranking {
  readonly scores: RankedScores;
  /** What rules need besides scores, read when a rule first needs it. */
  readonly facts: RecordingFacts;
  readonly runLabelId: number;
  readonly reading: Reading;
  readonly windowSeconds: number;
  readonly hopSamples: number;
  readonly sampleRate: number;
  /** The place of a recording, undefined where it is not in the ranking. */
  readonly placeOf: (recordingId: number) => number | undefined;
  /** Grows with every finding and every loading, so that cached views know they are old; no two rankings share one. */
  readonly version: number;
}

export interface Rankings {
  get(key: RankingKey): Outcome<Ranking>;
  /** Scores changed: the next look reads them anew. */
  forget(runId: number | null): void;
  /** A finding changed: applied in place, which keeps the loaded columns. */
  applyFinding(recordingId: number, label: string, verdict: Verdict | null): void;
}

interface LoadedRanking extends Ranking {
  readonly key: RankingKey;
  version: number;
}

const mostLoaded = 8;

/** Rankings in memory, loaded on first use: counting and selecting never ask the database. */
export function createRankings(context: EngineContext, facts: LibraryFacts): Rankings {
  let version = 0;
  const nextVersion = (): number => (version += 1);
  const loaded = new Map<string, LoadedRanking>();
  const keyText = (key: RankingKey): string => `${key.runId} ${key.label}`;

  return {
    get: (key) => {
      const existing = loaded.get(keyText(key));
      if (existing !== undefined) {
        return succeed(existing);
      }
      const ranking = loadRanking(context, key, { facts, version: nextVersion() });
      if (ranking.ok) {
        const oldest = loaded.keys().next().value;
        if (loaded.size >= mostLoaded && oldest !== undefined) {
          loaded.delete(oldest);
        }
        loaded.set(keyText(key), ranking.value);
      }
      return ranking;
    },
    forget: (runId) => {
      for (const [text, ranking] of loaded) {
        if (runId === null || ranking.key.runId === runId) {
          loaded.delete(text);
        }
      }
    },
    applyFinding: (recordingId, label, verdict) => {
      for (const ranking of loaded.values()) {
        const place = ranking.key.label === label ? ranking.placeOf(recordingId) : undefined;
        if (place !== undefined) {
          ranking.scores.verdicts[place] = verdictCode[verdict ?? 'none'];
          ranking.version = nextVersion();
        }
      }
    },
  };
}

function loadRanking(
  context: EngineContext,
  key: RankingKey,
  { facts, version }: { readonly facts: LibraryFacts; readonly version: number },
): Outcome<LoadedRanking> {
  const { queries } = context;
  const run = queries.runs.byId(key.runId);
  const model = run === undefined ? undefined : readModel(queries.models.byId(run.modelId));
  const label = queries.runs.labels(key.runId).find((each) => each.label === key.label);
  if (run === undefined || model === undefined || label === undefined) {
    return fail('not-found', `There is no run with the label “${key.label}”. Choose another run.`);
  }
  const settings = readRunSettings(run.settings);
  const reading = runReading(settings, model.manifest.activation);
  const { count, entries } = rankOrder(rankSources(queries, { runId: run.id, runLabelId: label.id, label: key.label }));
  const scores = buildRanking(entries, count, reading);
  const placeOf = placesByRecording(scores.recordingIds);
  return succeed({
    key,
    scores,
    facts: facts.ofRanking(scores, placeOf),
    runLabelId: label.id,
    reading,
    windowSeconds: settings.windowSamples / settings.sampleRate,
    hopSamples: settings.hopSamples,
    sampleRate: settings.sampleRate,
    placeOf,
    version,
  });
}

function rankSources(
  { runs, rankColumns }: Queries,
  { runId, runLabelId, label }: { readonly runId: number; readonly runLabelId: number; readonly label: string },
): RankSources {
  const sourceIds = runs.sourceIds(runId);
  return {
    paths: sourceIds.map((sourceId) => ({ sourceId, recordingIds: rankColumns.paths(sourceId) })),
    unreadable: sourceIds.flatMap((sourceId) => rankColumns.unreadable(sourceId)),
    scored: rankColumns.inState(runId, 'scored'),
    failed: rankColumns.inState(runId, 'failed'),
    pending: rankColumns.inState(runId, 'pending'),
    scores: rankColumns.scores(runLabelId),
    findings: rankColumns.findings(label),
  };
}

/** A table by id, because a Map of a million entries takes a second and a hundred megabytes. */
function placesByRecording(recordingIds: Int32Array): (recordingId: number) => number | undefined {
  const table = new Int32Array(recordingIds.reduce((most, id) => Math.max(most, id), 0) + 1).fill(-1);
  recordingIds.forEach((recordingId, place) => {
    table[recordingId] = place;
  });
  return (recordingId) => {
    const place = table[recordingId] ?? -1;
    return place < 0 ? undefined : place;
  };
}
