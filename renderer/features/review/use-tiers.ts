import { useMemo } from 'react';
import type { OperationInput } from '../../../electron/contract/operations.ts';
import type { Tier, TierCounts } from '../../../electron/contract/subsets.ts';
import { useLastingQuery, useQuery } from '../../api/use-query.ts';
import type { View } from '../../state/view.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { presetFor } from '../subsets/families.ts';

/** The tiers whose handles stand in the histogram, with their live counts. */
export interface Tiers {
  readonly tiers: readonly Tier[];
  /** Same order as `tiers`; undefined until counted. */
  readonly counts: readonly TierCounts[] | undefined;
  /** True once a handle was moved. */
  readonly changed: boolean;
  change(tiers: readonly Tier[] | null): void;
}

const NO_TIERS: readonly Tier[] = [];

export function useTiers(view: View): Tiers {
  const presets = useQuery('subset/presets', {}).data;
  const own = useWorkspace((state) => state.tiers[view.purpose]);
  const setTiers = useWorkspace((state) => state.setTiers);
  const tiers = own ?? presetFor(presets ?? [], view.purpose)?.tiers ?? NO_TIERS;
  const counts = useLastingQuery('subset/preview', previewInput(view, tiers)).data;
  return useMemo(
    () => ({
      tiers,
      counts: counts?.length === tiers.length ? counts : undefined,
      changed: own !== null,
      change: (changed) => {
        setTiers(view.purpose, changed);
      },
    }),
    [tiers, counts, own, setTiers, view.purpose],
  );
}

/** The plainest selection: every scored file counts, everything but the rejected is in. */
function previewInput(view: View, tiers: readonly Tier[]): OperationInput<'subset/preview'> | null {
  const sourceIds = view.sourcesInView.map(({ id }) => id);
  if (view.ranking === null || tiers.length === 0 || sourceIds.length === 0) {
    return null;
  }
  return {
    settings: {
      ...view.ranking,
      purpose: view.purpose,
      sourceIds,
      denominator: { kind: 'scored' },
      policy: 'all-but-rejected',
      refill: false,
    },
    tiers: [...tiers],
  };
}
