import { ActionIcon, Tooltip } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { SelectionSettings, Tier, TierCounts } from '../../../electron/contract/subsets.ts';
import { OWN_FAMILY, withLaterSteps, type FamilyDraft } from './family-draft.ts';
import styles from './subsets.module.css';
import { TierLine } from './tier-line.tsx';

interface TierTableProps {
  readonly draft: FamilyDraft;
  readonly counts: readonly TierCounts[] | undefined;
  readonly settings: SelectionSettings;
  readonly onChange: (draft: FamilyDraft) => void;
}

export function TierTable({ draft, counts, settings, onChange }: TierTableProps) {
  const { tiers } = draft;
  const setTiers = (changed: readonly Tier[]): void => {
    onChange({ ...draft, tiers: changed });
  };
  return (
    <div className={styles['tableBox']}>
      <table className={styles['table']} aria-label="Tiers of the family">
        <TierHead
          onAdd={() => {
            const last = tiers[tiers.length - 1];
            setTiers(last === undefined ? tiers : [...tiers, anotherTier(last, tiers.length + 1)]);
          }}
        />
        <tbody>
          {tiers.map((tier, index) => (
            <TierLine
              // A tier has no name of its own while it is typed; a family of own rules shows its steps.
              key={`${draft.presetId} ${index}`}
              opened={draft.presetId === OWN_FAMILY}
              tier={tier}
              settings={settings}
              counts={counts?.[index]}
              onChange={(changed) => {
                setTiers(tiers.map((other, place) => (place === index ? changed : other)));
              }}
              onRemove={
                tiers.length > 1
                  ? () => {
                      setTiers(tiers.filter((_, place) => place !== index));
                    }
                  : null
              }
              onShare={
                tiers.length > 1
                  ? (later) => {
                      setTiers(withLaterSteps(tiers, later));
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

function TierHead({ onAdd }: { readonly onAdd: () => void }) {
  const number = styles['number'];
  return (
    <thead>
      <tr>
        <th aria-label="Steps" />
        <th>Name</th>
        <th>Folder</th>
        <th>Rule</th>
        <th className={number}>Files of N</th>
        <th className={number}>From</th>
        <th className={number}>Approved</th>
        <th className={number}>Rejected</th>
        <th className={number}>Unreviewed</th>
        <th className={number}>Ties</th>
        <th>
          <Tooltip label="One more tier">
            <ActionIcon size="sm" aria-label="One more tier" onClick={onAdd}>
              <IconPlus size={14} />
            </ActionIcon>
          </Tooltip>
        </th>
      </tr>
    </thead>
  );
}

function anotherTier(last: Tier, number: number): Tier {
  const slash = last.folder.lastIndexOf('/');
  return { ...last, name: `tier_${number}`, folder: `${last.folder.slice(0, slash + 1)}tier_${number}` };
}
