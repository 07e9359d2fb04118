import type { MatchedScores } from './matched-scores.ts';
import type { Pace } from './pace.ts';
import type { ScoreCollector } from './score-collector.ts';

/** What the tables hold about one target. */
export interface TargetBest {
  /** As the tables spell it. */
  readonly label: string;
  /** How many have a score for it. */
  readonly recordings: number;
  readonly highest: number | null;
}

/** Looks through all recordings for each target, a while at a time. */
export async function findTargetBests(
  labels: readonly string[],
  {
    collector,
    scores,
    pace,
  }: { readonly collector: ScoreCollector; readonly scores: MatchedScores; readonly pace: Pace },
): Promise<TargetBest[]> {
  const bests: TargetBest[] = [];
  for (const [target, label] of labels.entries()) {
    let recordings = 0;
    let highest: number | null = null;
    for (let recording = 0; recording < scores.recordings.length; recording += 1) {
      const best = scores.bestOf(recording, target);
      if (best !== null) {
        recordings += 1;
        highest = highest === null ? best.score : Math.max(highest, best.score);
      }
      if (pace.isDue) {
        await pace.rest();
      }
    }
    bests.push({ label: collector.labels.spelling(label) ?? label, recordings, highest });
  }
  return bests;
}
