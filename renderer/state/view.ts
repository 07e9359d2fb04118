import type { Purpose } from '../../electron/contract/identifiers.ts';
import type { RankingFilter, RankingKey } from '../../electron/contract/ranking.ts';
import type { Run } from '../../electron/contract/runs.ts';
import type { Source } from '../../electron/contract/sources.ts';

/** What the middle of the window shows, worked out from what the person chose and from what there is. */
export interface View {
  readonly run: Run | null;
  /** The ranking that is listed; null: plain recordings. */
  readonly ranking: RankingKey | null;
  /** The sources whose recordings are listed. */
  readonly sourcesInView: readonly Source[];
  readonly purpose: Purpose;
}

export interface ViewChoice {
  readonly ranking: RankingKey | null;
  readonly sourceId: number | null;
  readonly unreadableOf: number | null;
  readonly chosenPurpose: Purpose | null;
}

/** A source that the run does not cover is shown as plain recordings, whatever run is chosen. */
export function resolveView(choice: ViewChoice, runs: readonly Run[], sources: readonly Source[]): View {
  const view = viewOfRun(choice, runs, sources);
  const unreadable = sources.filter(({ id }) => id === choice.unreadableOf);
  // A run knows only the recordings that it was given, and looking at files without sound is no other review.
  return unreadable.length === 0 ? view : { ...view, run: null, ranking: null, sourcesInView: unreadable };
}

function viewOfRun(choice: ViewChoice, runs: readonly Run[], sources: readonly Source[]): View {
  const run = runs.find(({ id }) => id === choice.ranking?.runId) ?? newestFor(runs, choice.sourceId);
  const covered = run !== null && (choice.sourceId === null || run.sourceIds.includes(choice.sourceId));
  const ids = choice.sourceId === null ? (run?.sourceIds ?? sources.map(({ id }) => id)) : [choice.sourceId];
  const sourcesInView = sources.filter(({ id }) => ids.includes(id));
  const label = labelIn(run, choice.ranking);
  return {
    run: covered ? run : null,
    ranking: covered && label !== null ? { runId: run.id, label } : null,
    sourcesInView,
    purpose: choice.chosenPurpose ?? purposeOfSources(sourcesInView),
  };
}

function newestFor(runs: readonly Run[], sourceId: number | null): Run | null {
  const fitting = runs.filter((run) => sourceId === null || run.sourceIds.includes(sourceId));
  return fitting.reduce<Run | null>((newest, run) => (newest === null || run.id > newest.id ? run : newest), null);
}

function labelIn(run: Run | null, wanted: RankingKey | null): string | null {
  if (run === null) {
    return null;
  }
  const label = wanted?.runId === run.id ? wanted.label : null;
  return label !== null && run.labels.includes(label) ? label : (run.labels[0] ?? null);
}

/** Negative sources are searched for hard negatives; everything else for positives. */
export function purposeOfSources(sources: readonly Source[]): Purpose {
  return sources.length > 0 && sources.every(({ role }) => role === 'negative') ? 'negative' : 'positive';
}

/** The filter of the ranking's pages: what the person set, within the source in view. */
export function filterInView(filter: RankingFilter, sourceId: number | null): RankingFilter {
  return sourceId === null ? filter : { ...filter, sourceIds: [sourceId] };
}

/** How many conditions a filter has, for the badge on its button. */
export function conditionCount(filter: RankingFilter): number {
  return Object.keys(filter).length;
}
