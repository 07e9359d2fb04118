import { SegmentedControl, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Purpose } from '../../../electron/contract/identifiers.ts';
import type { RankingKey } from '../../../electron/contract/ranking.ts';
import type { Run } from '../../../electron/contract/runs.ts';
import type { Source } from '../../../electron/contract/sources.ts';
import type { FamilyPreset, FamilyScope, Tier } from '../../../electron/contract/subsets.ts';
import { useQuery } from '../../api/use-query.ts';
import { FaultNotice } from '../../components/notices.tsx';
import { SourceChecks } from '../../components/source-checks.tsx';
import { useWorkspace } from '../../state/workspace.ts';
import { CountedTiers } from './counted-tiers.tsx';
import { presetFor } from './families.ts';
import {
  draftOf as plainDraft,
  hasFourDecimals,
  OWN_FAMILY,
  ownPreset,
  sourcesOfRun,
  withFourDecimals,
  type FamilyDraft,
} from './family-draft.ts';
import { QualityChoice } from './quality-choice.tsx';
import { RoleChoice } from './role-choice.tsx';
import { FamilySettings } from './family-settings.tsx';
import { KeptApartChoice } from './kept-apart-choice.tsx';
import styles from './subsets.module.css';

interface FamilyFormProps {
  readonly purpose: Purpose;
  readonly run: Run;
  readonly ranking: RankingKey;
  readonly presets: readonly FamilyPreset[];
  readonly sources: readonly Source[];
}

/** The form, as soon as it is known whose recordings suit each side. */
export function FamilyForm(props: FamilyFormProps) {
  const positive = useQuery('subset/scope', { ...props.ranking, purpose: 'positive' });
  const negative = useQuery('subset/scope', { ...props.ranking, purpose: 'negative' });
  const fault = positive.fault ?? negative.fault;
  if (fault !== null) {
    return <FaultNotice fault={fault} />;
  }
  return positive.data === undefined || negative.data === undefined ? null : (
    <FamilyFields {...props} scopes={{ positive: positive.data, negative: negative.data }} />
  );
}

interface FamilyFieldsProps extends FamilyFormProps {
  readonly scopes: Readonly<Record<Purpose, FamilyScope>>;
}

function FamilyFields({ purpose, run, ranking, presets, sources, scopes }: FamilyFieldsProps) {
  const scored = sourcesOfRun(run, sources);
  const draftOf = (from: Parameters<typeof plainDraft>[0], tiers: readonly Tier[] | null): FamilyDraft => {
    const plain = plainDraft(from, scopes[from.purpose], tiers);
    return hasFourDecimals(run) ? { ...plain, tiers: withFourDecimals(plain.tiers, true) } : plain;
  };
  const dragged = useWorkspace((state) => state.tiers);
  const first = presetFor(presets, purpose) ?? ownPreset(purpose);
  const [draft, setDraft] = useState<FamilyDraft>(draftOf(first, dragged[first.purpose]));
  const preset = presets.find(({ id }) => id === draft.presetId);
  const choose = (presetId: string): void => {
    const chosen = presets.find(({ id }) => id === presetId);
    setDraft(chosen === undefined ? draftOf(ownPreset(draft.purpose), null) : draftOf(chosen, dragged[chosen.purpose]));
  };
  return (
    <Stack gap="md">
      <SegmentedControl
        size="sm"
        fullWidth
        aria-label="Family"
        value={draft.presetId}
        data={[...presets.map(({ id, label }) => ({ value: id, label })), { value: OWN_FAMILY, label: 'Own rules' }]}
        onChange={choose}
      />
      {draft.presetId === OWN_FAMILY && (
        <OwnFamily
          draft={draft}
          onChange={setDraft}
          onPurpose={(changed) => {
            setDraft(draftOf(ownPreset(changed), null));
          }}
        />
      )}
      <div className={styles['columns']}>
        <Stack gap={10}>
          <SourceChecks
            title="Sources that are ranked (N counts within them)"
            sources={scored}
            chosen={draft.sourceIds}
            onChange={(sourceIds) => {
              setDraft({ ...draft, sourceIds });
            }}
          />
          <RoleChoice draft={draft} offered={scopes[draft.purpose].roles} onChange={setDraft} />
          <QualityChoice draft={draft} ranking={ranking} onChange={setDraft} />
          <KeptApartChoice
            apart={draft.apart}
            onChange={(apart) => {
              setDraft({ ...draft, apart });
            }}
          />
        </Stack>
        <FamilySettings draft={draft} onChange={setDraft} />
      </div>
      <CountedTiers draft={draft} ranking={ranking} evidence={preset?.evidence ?? null} onChange={setDraft} />
    </Stack>
  );
}

interface OwnFamilyProps {
  readonly draft: FamilyDraft;
  readonly onChange: (draft: FamilyDraft) => void;
  readonly onPurpose: (purpose: Purpose) => void;
}

/** Name and side of a family of own rules. */
function OwnFamily({ draft, onChange, onPurpose }: OwnFamilyProps) {
  return (
    <div className={styles['columns']}>
      <TextInput
        aria-label="Name of the family"
        value={draft.family}
        onChange={(event) => {
          onChange({ ...draft, family: event.currentTarget.value });
        }}
      />
      <SegmentedControl
        fullWidth
        aria-label="Side"
        value={draft.purpose}
        data={[
          { value: 'positive', label: 'Positives' },
          { value: 'negative', label: 'Negatives' },
        ]}
        onChange={(value) => {
          onPurpose(value === 'negative' ? 'negative' : 'positive');
        }}
      />
    </div>
  );
}
