import { Modal, Select, Tabs } from '@mantine/core';
import { IconWaveSawTool } from '@tabler/icons-react';
import { useState } from 'react';
import type { RankingKey } from '../../../electron/contract/ranking.ts';
import { useQuery } from '../../api/use-query.ts';
import { EmptyNotice, FaultNotice } from '../../components/notices.tsx';
import { useView } from '../../state/use-view.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { keyOfRanking, rankingChoices } from '../runs/ranking-choices.ts';
import { FamilyForm } from './family-form.tsx';
import { SubsetOverlap } from './subset-overlap.tsx';
import styles from './subsets.module.css';

/** Tier families from one dialog, and what the subsets that there are share. */
export function SubsetsDialog() {
  const close = useWorkspace((state) => state.close);
  const subsets = useQuery('subset/list', {}).data ?? [];
  return (
    <Modal opened onClose={close} title="Make subsets" size={1090}>
      {subsets.length < 2 ? (
        <MakeSubsets />
      ) : (
        <Tabs defaultValue="make" keepMounted={false}>
          <Tabs.List mb="md">
            <Tabs.Tab value="make">Make</Tabs.Tab>
            <Tabs.Tab value="overlap">What they share</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="make">
            <MakeSubsets />
          </Tabs.Panel>
          <Tabs.Panel value="overlap">
            <SubsetOverlap subsets={subsets} />
          </Tabs.Panel>
        </Tabs>
      )}
    </Modal>
  );
}

/** Cut from the ranking in view, or from any other label of any run. */
function MakeSubsets() {
  const view = useView();
  const presets = useQuery('subset/presets', {});
  const sources = useQuery('source/list', {}).data;
  const runs = useQuery('run/list', {}).data ?? [];
  const [chosen, setChosen] = useState<RankingKey | null>(null);
  const ranking = chosen ?? view.ranking;
  const run = runs.find(({ id }) => id === ranking?.runId);
  const choices = rankingChoices(runs);
  if (presets.fault !== null) {
    return <FaultNotice fault={presets.fault} />;
  }
  if (ranking === null || run === undefined) {
    return (
      <EmptyNotice
        icon={<IconWaveSawTool size={28} stroke={1.4} />}
        title="No ranking in view"
        text="Subsets are cut from a run. Choose one on the left, or score the recordings first."
      />
    );
  }
  return (
    <>
      {choices.length > 1 && (
        <Select
          className={styles['ranking'] ?? ''}
          aria-label="Ranking that is cut"
          allowDeselect={false}
          data={choices.map(({ key, text }) => ({ value: key, label: text }))}
          value={keyOfRanking(ranking)}
          onChange={(key) => {
            setChosen(choices.find((choice) => choice.key === key)?.ranking ?? null);
          }}
        />
      )}
      {presets.data !== undefined && sources !== undefined && (
        <FamilyForm
          key={keyOfRanking(ranking)}
          purpose={view.purpose}
          run={run}
          ranking={ranking}
          presets={presets.data}
          sources={sources}
        />
      )}
    </>
  );
}
