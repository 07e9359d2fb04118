import { Button, Group } from '@mantine/core';
import type { Tier, TierCounts } from '../../../electron/contract/subsets.ts';
import { confidenceText, countOf, countText } from '../../components/format.ts';
import { useSettings } from '../../state/settings.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { ruleText } from '../subsets/families.ts';
import { useRuleKinds } from '../subsets/use-rule-kinds.ts';
import styles from './review.module.css';
import type { Tiers } from './use-tiers.ts';

/** The tiers under the histogram: what each would hold now. */
export function TierStrip({ tiers }: { readonly tiers: Tiers }) {
  const denominator = tiers.counts?.[0]?.denominator;
  if (tiers.tiers.length === 0) {
    return null;
  }
  return (
    <div className={styles['tiers']}>
      <table aria-label="Tiers">
        <thead>
          <tr>
            <th scope="col">
              <span className={styles['tierTitle']}>
                {denominator === undefined ? 'Tiers' : `Tiers of ${countOf(denominator, 'file')}`}
                <TierActions tiers={tiers} />
              </span>
            </th>
            <th scope="col">Rule</th>
            <th scope="col" className={styles['wide']}>
              From
            </th>
            <th scope="col">Files</th>
            <th scope="col">Approved</th>
            <th scope="col">Rejected</th>
            <th scope="col">Unreviewed</th>
          </tr>
        </thead>
        <tbody>
          {tiers.tiers.map((tier, index) => (
            <TierRow key={tier.name} number={index + 1} tier={tier} counts={tiers.counts?.[index]} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function TierActions({ tiers }: { readonly tiers: Tiers }) {
  const open = useWorkspace((state) => state.open);
  return (
    <Group gap={4} wrap="nowrap">
      {tiers.changed && (
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          onClick={() => {
            tiers.change(null);
          }}
        >
          Reset
        </Button>
      )}
      <Button
        size="compact-xs"
        variant="light"
        onClick={() => {
          open({ kind: 'subsets' });
        }}
      >
        Make subsets…
      </Button>
    </Group>
  );
}

interface TierRowProps {
  readonly number: number;
  readonly tier: Tier;
  readonly counts: TierCounts | undefined;
}

function TierRow({ number, tier, counts }: TierRowProps) {
  const kinds = useRuleKinds();
  const blind = useSettings((state) => state.blind);
  const cut = counts?.cutConfidence ?? null;
  return (
    <tr>
      <td title={tier.folder}>
        <span className={styles['tierNumber']} aria-hidden>
          {number}
        </span>
        {tier.name}
      </td>
      <td>{ruleText(tier.rule, kinds)}</td>
      <td className={styles['wide']}>{cut === null || blind ? '–' : confidenceText(cut)}</td>
      <td>{counts === undefined ? '…' : countText(counts.candidates)}</td>
      <td>{counts === undefined ? '…' : countText(counts.approved)}</td>
      <td>{counts === undefined ? '…' : countText(counts.rejected)}</td>
      <td>{counts === undefined ? '…' : countText(counts.unreviewed)}</td>
    </tr>
  );
}
