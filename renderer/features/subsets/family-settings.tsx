import { NumberInput, SegmentedControl, Stack, Switch, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { comparesConfidence, hasPlaces, isAtFourDecimals, withFourDecimals, type FamilyDraft } from './family-draft.ts';
import { useRuleKinds } from './use-rule-kinds.ts';

interface FamilySettingsProps {
  readonly draft: FamilyDraft;
  readonly onChange: (draft: FamilyDraft) => void;
}

/** What N counts, and how decisions act. */
export function FamilySettings({ draft, onChange }: FamilySettingsProps) {
  return (
    <Stack gap={10}>
      <Field title="N counts">
        <SegmentedControl
          fullWidth
          aria-label="N counts"
          value={draft.countDetectedOnly ? 'detected' : 'scored'}
          data={[
            { value: 'scored', label: 'Every scored file' },
            { value: 'detected', label: 'With a detection' },
          ]}
          onChange={(value) => {
            onChange({ ...draft, countDetectedOnly: value === 'detected' });
          }}
        />
        {draft.countDetectedOnly && (
          <NumberInput
            mt={6}
            aria-label="Detection floor"
            leftSection="≥"
            min={0}
            max={1}
            step={0.05}
            decimalScale={4}
            value={draft.floor}
            onChange={(value) => {
              onChange({ ...draft, floor: typeof value === 'number' ? value : draft.floor });
            }}
          />
        )}
      </Field>
      <Field title="Takes">
        <SegmentedControl
          fullWidth
          aria-label="Takes"
          value={draft.approvedOnly ? 'approved' : 'all'}
          data={[
            { value: 'all', label: 'All but rejected' },
            { value: 'approved', label: 'Approved only' },
          ]}
          onChange={(value) => {
            onChange({ ...draft, approvedOnly: value === 'approved' });
          }}
        />
      </Field>
      <FamilySwitches draft={draft} onChange={onChange} />
    </Stack>
  );
}

/** What only some rules can choose. */
function FamilySwitches({ draft, onChange }: FamilySettingsProps) {
  const kinds = useRuleKinds();
  return (
    <>
      {hasPlaces(draft, kinds) && (
        <Switch
          label="A rejected file frees its place for the next in rank"
          checked={draft.refill}
          onChange={(event) => {
            onChange({ ...draft, refill: event.currentTarget.checked });
          }}
        />
      )}
      {comparesConfidence(draft) && (
        <Switch
          label="Compare at 4 decimals, as BirdNET tables do"
          checked={isAtFourDecimals(draft)}
          onChange={(event) => {
            onChange({ ...draft, tiers: withFourDecimals(draft.tiers, event.currentTarget.checked) });
          }}
        />
      )}
    </>
  );
}

function Field({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div>
      <Text size="sm" fw={500} mb={4}>
        {title}
      </Text>
      {children}
    </div>
  );
}
