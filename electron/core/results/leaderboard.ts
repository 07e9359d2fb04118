import type { LeaderboardEntry, MetricKey, ResultGroup } from '../../contract/results.ts';
import type { Experiment } from './experiment.ts';
import { compareStages } from './stage.ts';

/** How much a spread over seeds costs, as on the study's leaderboard. */
const SPREAD_WEIGHT = 0.2;

/** Groups by mean − 0.2 · sd of a metric, best first; those without a spread last, by their mean. */
export function rankGroups(
  groups: readonly ResultGroup[],
  metric: MetricKey,
  experiments: readonly Experiment[],
): LeaderboardEntry[] {
  const stageOf = new Map(experiments.map(({ name, stage }) => [name, stage]));
  return groups
    .flatMap((group) => {
      const summary = group.metrics[metric];
      const score = summary === undefined || summary.sd === null ? null : summary.mean - SPREAD_WEIGHT * summary.sd;
      return summary === undefined ? [] : [{ group, score, mean: summary.mean }];
    })
    .sort(
      (left, right) =>
        Number(left.score === null) - Number(right.score === null) ||
        (right.score ?? right.mean) - (left.score ?? left.mean),
    )
    .map(({ group, score }, index) => ({
      rank: index + 1,
      score,
      stages: [...new Set(group.experiments.map((name) => stageOf.get(name) ?? ''))].sort(compareStages),
      group,
    }));
}
