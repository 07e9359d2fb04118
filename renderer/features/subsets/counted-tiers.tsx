import { Button, Group, Switch, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { RankingKey } from '../../../electron/contract/ranking.ts';
import type { PresetEvidence, TierCounts } from '../../../electron/contract/subsets.ts';
import { tellDone, useAction } from '../../api/use-action.ts';
import { useLastingQuery } from '../../api/use-query.ts';
import { countOf } from '../../components/format.ts';
import { FaultNotice, WarningNotice } from '../../components/notices.tsx';
import { useWorkspace } from '../../state/workspace.ts';
import { EvidenceNote } from './evidence-note.tsx';
import { settingsOf, sharedFolders, type FamilyDraft } from './family-draft.ts';
import { FamilyHistogram } from './family-histogram.tsx';
import { TierTable } from './tier-table.tsx';
import { useRuleKinds } from './use-rule-kinds.ts';

interface CountedTiersProps {
  readonly draft: FamilyDraft;
  readonly ranking: RankingKey;
  readonly evidence: PresetEvidence | null;
  readonly onChange: (draft: FamilyDraft) => void;
}

/** A key held down must not ask for every value on its way. */
const SETTLE_MILLISECONDS = 90;

/** The tiers with live counts, and the button that makes them. */
export function CountedTiers({ draft, ranking, evidence, onChange }: CountedTiersProps) {
  const close = useWorkspace((state) => state.close);
  const kinds = useRuleKinds();
  const create = useAction('subset/create-family', true);
  const settings = settingsOf(draft, ranking, kinds);
  const tiers = [...draft.tiers];
  const [asked] = useDebouncedValue({ settings, tiers }, SETTLE_MILLISECONDS);
  const answer = useLastingQuery('subset/preview', asked.settings.sourceIds.length === 0 ? null : asked);
  const counts = answer.data?.length === tiers.length ? answer.data : undefined;
  const shared = sharedFolders(tiers);
  const save = async (): Promise<void> => {
    const subsets = await create.run({ family: draft.family, settings, tiers });
    if (subsets !== null) {
      tellDone(`${countOf(subsets.length, 'subset')} made. They are on the left, and ready to export.`);
      close();
    }
  };
  return (
    <>
      <FamilyHistogram draft={draft} ranking={ranking} counts={counts} />
      <TierTable draft={draft} counts={counts} settings={asked.settings} onChange={onChange} />
      <NestingSwitch draft={draft} counts={counts} onChange={onChange} />
      {evidence !== null && <EvidenceNote evidence={evidence} />}
      {answer.fault !== null && <FaultNotice fault={answer.fault} />}
      {create.fault !== null && <FaultNotice fault={create.fault} />}
      {shared.length > 0 && (
        <WarningNotice>Two tiers have the folder {shared.join(', ')}. Give each its own.</WarningNotice>
      )}
      <TierWarnings counts={counts ?? []} />
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          Decisions made later change what the subsets hold.
        </Text>
        <Button
          size="sm"
          loading={create.busy}
          disabled={draft.sourceIds.length === 0 || shared.length > 0 || draft.family.trim() === ''}
          onClick={() => void save()}
        >
          {`Make ${countOf(tiers.length, 'subset')}`}
        </Button>
      </Group>
    </>
  );
}

function TierWarnings({ counts }: { readonly counts: readonly TierCounts[] }) {
  const warnings = [...new Set(counts.flatMap((tier) => tier.warnings))];
  return warnings.length === 0 ? null : (
    <WarningNotice>
      {warnings.map((warning) => (
        <div key={warning}>{warning}</div>
      ))}
    </WarningNotice>
  );
}

interface NestingSwitchProps {
  readonly draft: FamilyDraft;
  readonly counts: readonly TierCounts[] | undefined;
  readonly onChange: (draft: FamilyDraft) => void;
}

/** Only where it makes a difference: most families nest by themselves. */
function NestingSwitch({ draft, counts, onChange }: NestingSwitchProps) {
  const matters = !draft.nest || (counts?.some(({ steps }) => steps.length > 1) ?? false);
  return draft.tiers.length > 1 && matters ? (
    <Switch
      label="Larger tiers extend smaller ones"
      checked={draft.nest}
      onChange={(event) => {
        onChange({ ...draft, nest: event.currentTarget.checked });
      }}
    />
  ) : null;
}
