import type { BaselineKind, ResultAxis } from '../../contract/results.ts';
import { negativeColumn, positiveColumn } from './columns.ts';
import type { Experiment } from './experiment.ts';
import { noSubset } from './setting-value.ts';
import { isHalfTier, subsetName } from './subset-path.ts';

const labels: Readonly<Record<BaselineKind, string>> = {
  'no-subsets': 'no subsets at all',
  'tier-50': 'the same with negatives ≥ 0.50',
  'no-negatives': 'the same without negative subset',
  none: 'nothing',
};

export function baselineLabel(kind: BaselineKind): string {
  return labels[kind];
}

/** In the order of preference where several serve as many groups. */
export const baselineKinds: readonly Exclude<BaselineKind, 'none'>[] = ['no-subsets', 'tier-50', 'no-negatives'];

/** A group's own experiments and its key on each axis. */
export interface Keyed {
  readonly keys: readonly string[];
  readonly experiments: readonly Experiment[];
}

/** The keys of the group that a group is compared with; null where the axes do not tell the subsets apart. */
export type FindBaseline = (group: Keyed) => readonly string[] | null;

/** How the baseline of a kind is found among groups by these axes. */
export function baselineFinder(
  kind: BaselineKind,
  axes: readonly Pick<ResultAxis, 'column'>[],
  experiments: readonly Experiment[],
): FindBaseline {
  const wanted = kind === 'none' ? null : wantedKeys(kind, experiments);
  return ({ keys, experiments: own }) => {
    if (wanted === null) {
      return null;
    }
    const answer = [...keys];
    for (const [column, key] of wanted) {
      const place = axes.findIndex((axis) => axis.column === column);
      if (place !== -1) {
        answer[place] = key;
      } else if (own.some((experiment) => experiment.setting(column).key !== key)) {
        return null;
      }
    }
    return answer;
  };
}

function wantedKeys(
  kind: Exclude<BaselineKind, 'none'>,
  experiments: readonly Experiment[],
): ReadonlyMap<string, string> | null {
  switch (kind) {
    case 'no-subsets':
      return new Map([
        [positiveColumn, noSubset],
        [negativeColumn, noSubset],
      ]);
    case 'no-negatives':
      return new Map([[negativeColumn, noSubset]]);
    case 'tier-50': {
      const keys = new Set(experiments.map((experiment) => experiment.setting(negativeColumn).key));
      const tier = [...keys].sort().find((key) => !key.includes(' + ') && isHalfTier(subsetName(key)));
      return tier === undefined ? null : new Map([[negativeColumn, tier]]);
    }
  }
}
