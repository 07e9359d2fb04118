import type { LeakGrade } from '../contract/leakage.ts';
import type { KnownContents } from '../contract/subsets.ts';
import { fail, succeed, type Outcome } from '../contract/outcome.ts';
import { wasKnown } from '../core/subsets/known-contents.ts';
import type { EngineContext } from './engine-context.ts';
import { heldOutGrade, type LeakageGuard } from './leakage-guard.ts';
import type { Ranking } from './rankings.ts';

/** How surely a recording is in a held-out split, by its place in a ranking. */
export type HeldOutMark = (place: number) => LeakGrade | null;

/** What the leakage guard knows of held-out splits, as far as it is at hand. */
export function createHeldOutMarks(context: EngineContext, guard: LeakageGuard) {
  const { queries } = context;
  const isAnythingHeldOut = (): boolean => queries.leakage.importsOfSplits().length > 0;
  return {
    /**
     * null where nothing is held out. Contents that were not known then are left out of it. Errors: `unavailable` while
     * recordings are still being compared.
     */
    of: (
      { scores }: Pick<Ranking, 'scores'>,
      runId: number,
      known: KnownContents | undefined,
    ): Outcome<HeldOutMark | null> => {
      if (!isAnythingHeldOut()) {
        return succeed(null);
      }
      const flags = guard.readyFlags(queries.leakage.modelOfRun(runId) ?? 0);
      if (flags === null) {
        return fail(
          'unavailable',
          'Recordings are still being compared with the held-out splits. Try again in a moment.',
        );
      }
      const isKnown = wasKnown(known);
      return succeed((place) => {
        const recordingId = scores.recordingIds[place] ?? 0;
        return heldOutGrade(flags, recordingId, isKnown(recordingId));
      });
    },
    /** The held-out split that a recording is in, where that is known by now. */
    splitOf: (runId: number, recordingId: number): string | null => {
      const flags = guard.readyFlags(queries.leakage.modelOfRun(runId) ?? 0);
      return flags?.splits.find(({ heldOut, marks }) => heldOut && marks.gradeOf(recordingId) !== null)?.split ?? null;
    },
    /** Waits until every run can be asked. */
    prepare: async (): Promise<void> => {
      if (isAnythingHeldOut()) {
        const models = new Set(queries.runs.list().map((run) => run.modelId));
        await Promise.all([...models].map((modelId) => guard.flags(modelId)));
      }
    },
  };
}
