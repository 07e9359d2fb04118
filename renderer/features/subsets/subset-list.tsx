import { ActionIcon, Tooltip } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { Subset } from '../../../electron/contract/subsets.ts';
import { useAction } from '../../api/use-action.ts';
import { useQuery } from '../../api/use-query.ts';
import { countText } from '../../components/format.ts';
import { useWorkspace } from '../../state/workspace.ts';
import styles from '../sources/left-panel.module.css';
import { familiesOf } from './families.ts';
import { JudgeAgain } from './judge-again.tsx';

export function SubsetList() {
  const subsets = useQuery('subset/list', {}).data ?? [];
  const hasRuns = (useQuery('run/list', {}).data ?? []).length > 0;
  if (subsets.length === 0) {
    return (
      <div className={styles['empty']}>
        {hasRuns
          ? 'Cut the ranking into tiers: the top percents, or everything above a confidence.'
          : 'They come after a run.'}
      </div>
    );
  }
  return familiesOf(subsets).map(({ family, runName, members }) => (
    <div key={`${family} ${runName}`}>
      <FamilyHead family={family} members={members} />
      <JudgeAgain members={members} />
      {members.map((subset) => (
        <SubsetItem key={subset.id} subset={subset} />
      ))}
    </div>
  ));
}

function FamilyHead({ family, members }: { readonly family: string; readonly members: readonly Subset[] }) {
  const remove = useAction('subset/remove');
  return (
    <div className={styles['family']}>
      <span className={styles['title']}>{family}</span>
      <Tooltip label={`Remove the subsets of ${family}; exported folders stay`}>
        <ActionIcon
          size="sm"
          aria-label={`Remove the subsets of ${family}`}
          onClick={() => {
            void remove.run({ subsetIds: members.map(({ id }) => id) });
          }}
        >
          <IconTrash size={14} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

function SubsetItem({ subset }: { readonly subset: Subset }) {
  const { showRanking, showSource, changeFilter, choosePurpose } = useWorkspace.getState();
  const shown = useWorkspace((state) => state.filter.subsetId === subset.id);
  const { counts } = subset;
  const reviewed = counts.approved + counts.rejected + counts.unsure;
  return (
    <button
      type="button"
      className={styles['item']}
      aria-current={shown}
      onClick={() => {
        showSource(null);
        showRanking({ runId: subset.settings.runId, label: subset.settings.label });
        choosePurpose(subset.settings.purpose);
        changeFilter({ subsetId: subset.id });
      }}
    >
      <span className={styles['tier']}>
        <span className={styles['title']}>{subset.name}</span>
        <span className="numeric">
          {countText(counts.selected)} <span className="dim">of {countText(counts.denominator)}</span>
        </span>
      </span>
      <span className={styles['facts']}>
        <span>{subset.ruleInWords}</span>
        <span className="numeric">{countText(reviewed)} reviewed</span>
      </span>
    </button>
  );
}
