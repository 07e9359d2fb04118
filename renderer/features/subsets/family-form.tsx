import { Button, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { RankingKey } from '../../../electron/contract/ranking.ts';
import type { Run } from '../../../electron/contract/runs.ts';
import type { Source } from '../../../electron/contract/sources.ts';
import type { FamilyPreset } from '../../../electron/contract/subsets.ts';
import { tellDone, useAction } from '../../api/use-action.ts';
import { useLastingQuery } from '../../api/use-query.ts';
import { countOf } from '../../components/format.ts';
import { EmptyNotice, FaultNotice, WarningNotice } from '../../components/notices.tsx';
import { SourceChecks } from '../../components/source-checks.tsx';
import type { View } from '../../state/view.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { presetFor } from './families.ts';
import { draftOf, settingsOf, sharedFolders, sourcesOfRun, type FamilyDraft } from './family-draft.ts';
import { FamilySettings } from './family-settings.tsx';
import styles from './subsets.module.css';
import { TierTable } from './tier-table.tsx';

interface FamilyFormProps {
  readonly view: View;
  readonly run: Run;
  readonly ranking: RankingKey;
  readonly presets: readonly FamilyPreset[];
  readonly sources: readonly Source[];
}

export function FamilyForm({ view, run, ranking, presets, sources }: FamilyFormProps) {
  const scored = sourcesOfRun(run, sources);
  const first = presetFor(presets, view.purpose) ?? presets[0];
  const dragged = useWorkspace((state) => state.tiers);
  const [draft, setDraft] = useState<FamilyDraft | null>(
    first === undefined ? null : draftOf(first, scored, dragged[first.purpose]),
  );
  if (draft === null) {
    return <EmptyNotice title="No families to choose from" />;
  }
  const choosePreset = (presetId: string): void => {
    const preset = presets.find(({ id }) => id === presetId);
    if (preset !== undefined) {
      setDraft(draftOf(preset, scored, dragged[preset.purpose]));
    }
  };
  return (
    <Stack gap="md">
      <SegmentedControl
        size="sm"
        fullWidth
        aria-label="Family"
        value={draft.presetId}
        data={presets.map(({ id, label }) => ({ value: id, label }))}
        onChange={choosePreset}
      />
      <div className={styles['columns']}>
        <SourceChecks
          title="Sources that are ranked (N counts within them)"
          sources={scored}
          chosen={draft.sourceIds}
          onChange={(sourceIds) => {
            setDraft({ ...draft, sourceIds });
          }}
        />
        <FamilySettings draft={draft} onChange={setDraft} />
      </div>
      <CountedTiers draft={draft} ranking={ranking} onChange={setDraft} />
    </Stack>
  );
}

interface CountedTiersProps {
  readonly draft: FamilyDraft;
  readonly ranking: RankingKey;
  readonly onChange: (draft: FamilyDraft) => void;
}

/** The tiers with live counts, and the button that makes them. */
function CountedTiers({ draft, ranking, onChange }: CountedTiersProps) {
  const close = useWorkspace((state) => state.close);
  const create = useAction('subset/create-family', true);
  const settings = settingsOf(draft, ranking);
  const tiers = [...draft.tiers];
  const counts = useLastingQuery('subset/preview', draft.sourceIds.length === 0 ? null : { settings, tiers });
  const shared = sharedFolders(tiers);
  const warnings = [...new Set((counts.data ?? []).flatMap((tier) => tier.warnings))];
  const save = async (): Promise<void> => {
    const subsets = await create.run({ family: draft.family, settings, tiers });
    if (subsets !== null) {
      tellDone(`${countOf(subsets.length, 'subset')} made. They are on the left, and ready to export.`);
      close();
    }
  };
  return (
    <>
      <TierTable draft={draft} counts={counts.data} onChange={onChange} />
      {counts.fault !== null && <FaultNotice fault={counts.fault} />}
      {create.fault !== null && <FaultNotice fault={create.fault} />}
      {shared.length > 0 && (
        <WarningNotice>Two tiers have the folder {shared.join(', ')}. Give each its own.</WarningNotice>
      )}
      {warnings.length > 0 && (
        <WarningNotice>
          {warnings.map((warning) => (
            <div key={warning}>{warning}</div>
          ))}
        </WarningNotice>
      )}
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          Decisions made later change what the subsets hold.
        </Text>
        <Button
          size="sm"
          loading={create.busy}
          disabled={draft.sourceIds.length === 0 || shared.length > 0}
          onClick={() => void save()}
        >
          {`Make ${countOf(tiers.length, 'subset')}`}
        </Button>
      </Group>
    </>
  );
}
