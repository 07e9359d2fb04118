import { succeed } from '../../contract/outcome.ts';
import type { ComparedRecording, RunComparison } from '../../contract/run-comparison.ts';
import { compareRankings, type ComparedPlaces, type MovedPlaces } from '../../core/review/compare-runs.ts';
import { parseRules } from '../../core/subsets/rules/index.ts';
import type { Handlers } from '../../rpc/dispatch.ts';
import type { EngineContext } from '../engine-context.ts';
import { rankedScore } from '../ranked-score.ts';
import type { Ranking, Rankings } from '../rankings.ts';

/** Two rankings side by side. */
export function comparisonHandlers(context: EngineContext, rankings: Rankings): Handlers<'run/compare'> {
  return {
    'run/compare': (input) => {
      const left = rankings.get(input.left);
      const right = rankings.get(input.right);
      if (!left.ok) {
        return left;
      }
      if (!right.ok) {
        return right;
      }
      const tiers = parseRules(input.tiers);
      if (!tiers.ok) {
        return tiers;
      }
      const comparison = compareRankings(left.value.scores, right.value.scores, {
        sampleLimit: input.sampleLimit,
        tiers: tiers.value,
        facts: { left: left.value.facts, right: right.value.facts },
      });
      const describe = createDescriber(context, left.value, right.value);
      const moved = ({ count, first }: MovedPlaces) => ({ count, first: first.map(describe) });
      return succeed({
        ...comparison,
        scatter: comparison.scatter.map(({ recordingId, leftPlace, rightPlace }) => ({
          recordingId,
          left: left.value.scores.confidence[leftPlace] ?? 0,
          right: right.value.scores.confidence[rightPlace] ?? 0,
        })),
        rose: comparison.rose.map(describe),
        fell: comparison.fell.map(describe),
        tiers: comparison.tiers.map((tier): RunComparison['tiers'][number] => ({
          ...tier,
          stayed: moved(tier.stayed),
          entered: moved(tier.entered),
          left: moved(tier.left),
        })),
      });
    },
  };
}

function createDescriber(context: EngineContext, left: Ranking, right: Ranking) {
  const sourceById = new Map(context.queries.sources.list().map((source) => [source.id, source]));
  return ({ recordingId, leftPlace, rightPlace, leftRank, rightRank }: ComparedPlaces): ComparedRecording => {
    const recording = context.queries.recordings.byId(recordingId);
    const source = sourceById.get(recording?.sourceId ?? 0);
    if (recording === undefined || source === undefined) {
      throw new Error(`Recording ${recordingId} is ranked but not in the library`);
    }
    return {
      recordingId,
      sourceName: source.name,
      relativePath: recording.relativePath,
      fileName: recording.fileName,
      recorder: recording.recorder ?? source.recorder,
      leftRank,
      rightRank,
      leftRaw: rankedScore(left, leftPlace).raw,
      rightRaw: rankedScore(right, rightPlace).raw,
      leftConfidence: left.scores.confidence[leftPlace] ?? 0,
      rightConfidence: right.scores.confidence[rightPlace] ?? 0,
    };
  };
}
