import { ActionIcon, NumberInput, TextInput, Tooltip } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { Tier, TierCounts } from '../../../electron/contract/subsets.ts';
import { confidenceText, countText } from '../../components/format.ts';
import { useSettings } from '../../state/settings.ts';
import { ruleValue, withRuleValue } from './families.ts';
import type { FamilyDraft } from './family-draft.ts';
import styles from './subsets.module.css';

interface TierTableProps {
  readonly draft: FamilyDraft;
  readonly counts: readonly TierCounts[] | undefined;
  readonly onChange: (draft: FamilyDraft) => void;
}

export function TierTable({ draft, counts, onChange }: TierTableProps) {
  const setTiers = (tiers: readonly Tier[]): void => {
    onChange({ ...draft, tiers });
  };
  const last = draft.tiers[draft.tiers.length - 1];
  return (
    <div className={styles['tableBox']}>
      <table className={styles['table']} aria-label="Tiers of the family">
        <thead>
          <tr>
            <th>Name</th>
            <th>Folder</th>
            <th>Rule</th>
            <th className={styles['number']}>Files of N</th>
            <th className={styles['number']}>From</th>
            <th className={styles['number']}>Approved</th>
            <th className={styles['number']}>Rejected</th>
            <th className={styles['number']}>Unreviewed</th>
            <th className={styles['number']}>Ties</th>
            <th>
              <Tooltip label="One more tier">
                <ActionIcon
                  size="sm"
                  aria-label="One more tier"
                  disabled={last === undefined}
                  onClick={() => {
                    if (last !== undefined) {
                      setTiers([...draft.tiers, anotherTier(last, draft.tiers.length + 1)]);
                    }
                  }}
                >
                  <IconPlus size={14} />
                </ActionIcon>
              </Tooltip>
            </th>
          </tr>
        </thead>
        <tbody>
          {draft.tiers.map((tier, index) => (
            <TierLine
              // A tier has no name of its own while it is typed.
              key={index}
              tier={tier}
              counts={counts?.[index]}
              onChange={(changed) => {
                setTiers(draft.tiers.map((other, place) => (place === index ? changed : other)));
              }}
              onRemove={
                draft.tiers.length > 1
                  ? () => {
                      setTiers(draft.tiers.filter((_, place) => place !== index));
                    }
                  : null
              }
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface TierLineProps {
  readonly tier: Tier;
  readonly counts: TierCounts | undefined;
  readonly onChange: (tier: Tier) => void;
  readonly onRemove: (() => void) | null;
}

function TierLine({ tier, counts, onChange, onRemove }: TierLineProps) {
  return (
    <tr>
      <td>
        <TextInput
          w={148}
          aria-label="Name"
          value={tier.name}
          onChange={(event) => {
            onChange({ ...tier, name: event.currentTarget.value });
          }}
        />
      </td>
      <td>
        <TextInput
          w={214}
          aria-label={`Folder of ${tier.name}`}
          value={tier.folder}
          onChange={(event) => {
            onChange({ ...tier, folder: event.currentTarget.value });
          }}
        />
      </td>
      <td>
        <RuleInput tier={tier} onChange={onChange} />
      </td>
      <TierCountCells counts={counts} />
      <td>
        <ActionIcon
          size="sm"
          aria-label={`Remove ${tier.name}`}
          disabled={onRemove === null}
          onClick={onRemove ?? undefined}
        >
          <IconTrash size={14} />
        </ActionIcon>
      </td>
    </tr>
  );
}

function RuleInput({ tier, onChange }: { readonly tier: Tier; readonly onChange: (tier: Tier) => void }) {
  const percent = tier.rule.kind === 'top-percent';
  return (
    <NumberInput
      w={92}
      aria-label={percent ? `Percent of ${tier.name}` : `Threshold of ${tier.name}`}
      prefix={percent ? 'top ' : '≥ '}
      suffix={percent ? ' %' : ''}
      min={0}
      max={percent ? 100 : 1}
      step={percent ? 5 : 0.01}
      decimalScale={percent ? 2 : 4}
      hideControls
      value={ruleValue(tier.rule)}
      onChange={(value) => {
        if (typeof value === 'number') {
          onChange(withRuleValue(tier, value));
        }
      }}
    />
  );
}

function TierCountCells({ counts }: { readonly counts: TierCounts | undefined }) {
  const blind = useSettings((state) => state.blind);
  const cell = styles['number'];
  if (counts === undefined) {
    return (
      <td className={cell} colSpan={6}>
        <span className="dim">Counting…</span>
      </td>
    );
  }
  const { cutConfidence, tiesAtCut, tiesSelected } = counts;
  return (
    <>
      <td className={cell}>
        <b>{countText(counts.selected)}</b> <span className="dim">of {countText(counts.denominator)}</span>
      </td>
      <td className={cell}>{cutConfidence === null || blind ? '–' : confidenceText(cutConfidence)}</td>
      <td className={cell}>{countText(counts.approved)}</td>
      <td className={cell}>{countText(counts.rejected)}</td>
      <td className={cell}>{countText(counts.unreviewed)}</td>
      <td className={cell}>
        {tiesAtCut === 0 ? (
          '–'
        ) : (
          <span
            title={`${tiesAtCut} files share the score at the cut; ${tiesSelected} of them are in`}
          >{`${tiesSelected} of ${tiesAtCut}`}</span>
        )}
      </td>
    </>
  );
}

function anotherTier(last: Tier, number: number): Tier {
  const slash = last.folder.lastIndexOf('/');
  return { ...last, name: `tier ${number}`, folder: `${last.folder.slice(0, slash + 1)}tier_${number}` };
}
