import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconAdjustments, IconPlus, IconTableImport, IconWaveSawTool } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useQuery } from '../../api/use-query.ts';
import { useWorkspace, type Dialog } from '../../state/workspace.ts';
import { RunList } from '../scoring/run-list.tsx';
import { SubsetList } from '../subsets/subset-list.tsx';
import styles from './left-panel.module.css';
import { SourceList } from './source-list.tsx';

/** What there is: sources, runs, subsets. */
export function LeftPanel() {
  const hasSources = (useQuery('source/list', {}).data ?? []).length > 0;
  const hasRuns = (useQuery('run/list', {}).data ?? []).length > 0;
  return (
    <>
      <div className={styles['scroll']}>
        <Section
          title="Sources"
          action={<OpenAction label="Add a folder" dialog={addFolder} icon={<IconPlus size={16} />} />}
        >
          <SourceList />
        </Section>
        <Section
          title="Runs"
          action={
            hasSources && (
              <span className={styles['actions']}>
                <OpenAction label="Scoring settings" dialog={settings} icon={<IconAdjustments size={16} />} />
                <OpenAction
                  label="Import scores made elsewhere"
                  dialog={importScores}
                  icon={<IconTableImport size={16} />}
                />
                <OpenAction label="Score with a model" dialog={scoreAll} icon={<IconWaveSawTool size={16} />} />
              </span>
            )
          }
        >
          <RunList />
        </Section>
        <Section
          title="Subsets"
          action={hasRuns && <OpenAction label="Make subsets" dialog={makeSubsets} icon={<IconPlus size={16} />} />}
        >
          <SubsetList />
        </Section>
      </div>
      <DropZone />
    </>
  );
}

const addFolder: Dialog = { kind: 'add-source', path: null, folderName: null };
const importScores: Dialog = { kind: 'import-scores', dropped: [] };
const scoreAll: Dialog = { kind: 'score', sourceIds: null };
const settings: Dialog = { kind: 'settings' };
const makeSubsets: Dialog = { kind: 'subsets' };

interface SectionProps {
  readonly title: string;
  readonly action: ReactNode;
  readonly children: ReactNode;
}

function Section({ title, action, children }: SectionProps) {
  return (
    <section className={styles['section']} aria-label={title}>
      <div className={styles['head']}>
        <h2 className="heading">{title}</h2>
        {action}
      </div>
      {children}
    </section>
  );
}

interface OpenActionProps {
  readonly label: string;
  readonly dialog: Dialog;
  readonly icon: ReactNode;
}

function OpenAction({ label, dialog, icon }: OpenActionProps) {
  const open = useWorkspace((state) => state.open);
  return (
    <Tooltip label={label}>
      <ActionIcon
        size="sm"
        aria-label={label}
        onClick={() => {
          open(dialog);
        }}
      >
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}

function DropZone() {
  const open = useWorkspace((state) => state.open);
  return (
    <div className={styles['drop']}>
      Drop a recorder’s folder here
      <Button
        mt={6}
        fullWidth
        variant="default"
        onClick={() => {
          open(addFolder);
        }}
      >
        Choose a folder…
      </Button>
    </div>
  );
}
