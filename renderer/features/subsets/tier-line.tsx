import { ActionIcon, TextInput, Tooltip } from '@mantine/core';
import { IconChevronDown, IconChevronRight, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import {
  ruleOfSteps,
  stepsOf,
  type SelectionSettings,
  type SubsetStep,
  type Tier,
  type TierCounts,
} from '../../../electron/contract/subsets.ts';
import { confidenceText, countText } from '../../components/format.ts';
import { useSettings } from '../../state/settings.ts';
import { laterText, ruleText } from './families.ts';
import { LeftOutList } from './left-out-list.tsx';
import { RuleSteps } from './rule-steps.tsx';
import { RuleValueInput } from './rule-value-input.tsx';
import styles from './subsets.module.css';
import { useRuleKinds } from './use-rule-kinds.ts';

interface TierLineProps {
  readonly tier: Tier;
  readonly counts: TierCounts | undefined;
  readonly settings: SelectionSettings;
  readonly onChange: (tier: Tier) => void;
  readonly onRemove: (() => void) | null;
  readonly onShare: ((later: readonly SubsetStep[]) => void) | null;
  /** Whether its steps are in view from the start. */
  readonly opened: boolean;
}

const COLUMNS = 11;

/** One tier of the family; its steps on demand. */
export function TierLine({ tier, counts, settings, onChange, onRemove, onShare, opened }: TierLineProps) {
  const [open, setOpen] = useState(opened);
  return (
    <>
      <tr>
        <td>
          <StepsToggle
            name={tier.name}
            open={open}
            onToggle={() => {
              setOpen(!open);
            }}
          />
        </td>
        <td>
          <TextInput
            w={164}
            aria-label="Name"
            value={tier.name}
            onChange={(event) => {
              onChange({ ...tier, name: event.currentTarget.value });
            }}
          />
        </td>
        <td>
          <TextInput
            w={222}
            aria-label={`Folder of ${tier.name}`}
            value={tier.folder}
            onChange={(event) => {
              onChange({ ...tier, folder: event.currentTarget.value });
            }}
          />
        </td>
        <td>
          <FirstValue tier={tier} onChange={onChange} />
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
      {open && (
        <tr className={styles['stepsRow']}>
          <td colSpan={COLUMNS}>
            <RuleSteps tier={tier} counts={counts} onChange={onChange} onShare={onShare} />
            <LeftOutList tier={tier} counts={counts} settings={settings} />
          </td>
        </tr>
      )}
    </>
  );
}

interface StepsToggleProps {
  readonly name: string;
  readonly open: boolean;
  readonly onToggle: () => void;
}

function StepsToggle({ name, open, onToggle }: StepsToggleProps) {
  return (
    <Tooltip label={open ? 'Hide the steps of this rule' : 'Another rule, or more steps'}>
      <ActionIcon size="sm" aria-label={`Steps of ${name}`} aria-expanded={open} onClick={onToggle}>
        {open ? <IconChevronDown size={14} /> : <IconChevronRight size={14} />}
      </ActionIcon>
    </Tooltip>
  );
}

/** The value that matters most, to be changed in place; what comes after it, in words. */
function FirstValue({ tier, onChange }: { readonly tier: Tier; readonly onChange: (tier: Tier) => void }) {
  const kinds = useRuleKinds();
  const [first, ...later] = stepsOf(tier.rule);
  const own = kinds.find(({ kind }) => kind === first?.kind);
  const [field, ...others] = own?.fields ?? [];
  const rest = laterText(tier.rule, kinds);
  const isPlain = field !== undefined && others.every(({ control }) => control === 'switch');
  if (first === undefined || !isPlain || field.control === 'recordings') {
    return <span title={ruleText(tier.rule, kinds)}>{ruleText(tier.rule, kinds)}</span>;
  }
  return (
    <>
      <RuleValueInput
        field={field}
        name={`${field.label} of ${tier.name}`}
        value={first[field.name]}
        onChange={(value) => {
          onChange({ ...tier, rule: ruleOfSteps([{ ...first, [field.name]: value }, ...later]) });
        }}
      />
      {rest !== '' && (
        <div className={styles['later']} title={rest}>
          {rest}
        </div>
      )}
    </>
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
  const { cutConfidence } = counts;
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
        <Ties counts={counts} />
      </td>
    </>
  );
}

function Ties({ counts: { tiesAtCut, tiesSelected } }: { readonly counts: TierCounts }) {
  return tiesAtCut === 0 ? (
    '–'
  ) : (
    <span
      title={`${tiesAtCut} files share the score at the cut; ${tiesSelected} of them are in`}
    >{`${tiesSelected} of ${tiesAtCut}`}</span>
  );
}
