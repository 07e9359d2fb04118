import { Button, Group, Select, Tabs } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useState } from 'react';
import type { ResultsImport } from '../../../electron/contract/results.ts';
import { countOf } from '../../components/format.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { GroupsPanel } from './groups-panel.tsx';
import { ImportPanel } from './import-panel.tsx';
import { LeaderboardPanel } from './leaderboard-panel.tsx';
import { PicturePanel } from './picture-panel.tsx';
import { originName } from './result-words.ts';
import { ResultControls } from './result-controls.tsx';
import { useResultChoices } from './use-result-choices.ts';
import styles from './results.module.css';

interface ResultsBodyProps {
  readonly results: ResultsImport;
  readonly imports: readonly ResultsImport[];
  readonly onChoose: (importId: number) => void;
}

export function ResultsBody({ results, imports, onChoose }: ResultsBodyProps) {
  const [choices, change] = useResultChoices(results);
  const [tab, setTab] = useState<string | null>('picture');
  const panel = { importId: results.importId, choices, onChange: change };
  const remarks = results.issues.length + results.duplicates.length;
  return (
    <div className={styles['screen']}>
      <ResultsHead results={results} imports={imports} onChoose={onChoose} />
      <ResultControls results={results} choices={choices} onChange={change} />
      <Tabs value={tab} onChange={setTab} keepMounted={false} className={styles['tabs'] ?? ''}>
        <Tabs.List>
          <Tabs.Tab value="picture">Picture</Tabs.Tab>
          <Tabs.Tab value="groups">Means</Tabs.Tab>
          <Tabs.Tab value="leaderboard">Leaderboard</Tabs.Tab>
          <Tabs.Tab value="import">{remarks === 0 ? 'Import' : `Import: ${countOf(remarks, 'remark')}`}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="picture" className={styles['panel'] ?? ''}>
          <PicturePanel {...panel} />
        </Tabs.Panel>
        <Tabs.Panel value="groups" className={styles['panel'] ?? ''}>
          <GroupsPanel {...panel} />
        </Tabs.Panel>
        <Tabs.Panel value="leaderboard" className={styles['panel'] ?? ''}>
          <LeaderboardPanel {...panel} />
        </Tabs.Panel>
        <Tabs.Panel value="import" className={styles['panel'] ?? ''}>
          <ImportPanel results={results} />
        </Tabs.Panel>
      </Tabs>
    </div>
  );
}

function ResultsHead({ results, imports, onChoose }: ResultsBodyProps) {
  const open = useWorkspace((state) => state.open);
  return (
    <Group justify="space-between" wrap="nowrap" className={styles['head'] ?? ''}>
      <Group gap={12} wrap="nowrap" align="baseline" miw={0}>
        <h1 className={styles['title']}>Results</h1>
        <span className={styles['origin']} title={results.origin}>
          {`${countOf(results.experiments, 'experiment')} of ${originName(results.origin)}`}
        </span>
      </Group>
      <Group gap={8} wrap="nowrap">
        {imports.length > 1 && (
          <Select
            aria-label="Results of"
            w={220}
            allowDeselect={false}
            data={imports.map(({ importId, origin }) => ({ value: String(importId), label: originName(origin) }))}
            value={String(results.importId)}
            onChange={(value) => {
              onChoose(Number(value));
            }}
          />
        )}
        <Button
          variant="default"
          leftSection={<IconFileImport size={15} />}
          onClick={() => {
            open({ kind: 'import-results', dropped: null });
          }}
        >
          Import results…
        </Button>
      </Group>
    </Group>
  );
}
