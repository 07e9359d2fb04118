import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconPlus, IconWaveSawTool } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useQuery } from '../../api/use-query.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { RunList } from '../scoring/run-list.tsx';
import { SubsetList } from '../subsets/subset-list.tsx';
import styles from './left-panel.module.css';
import { SourceList } from './source-list.tsx';

/** What there is: sources, runs, subsets. */
export function LeftPanel() {
  const open = useWorkspace((state) => state.open);
  const hasSources = (useQuery('source/list', {}).data ?? []).length > 0;
  const hasRuns = (useQuery('run/list', {}).data ?? []).length > 0;
  return (
    <>
      <div className={styles['scroll']}>
        <Section
          title="Sources"
          action={
            <IconAction
              label="Add a folder"
              onClick={() => {
                open({ kind: 'add-source', path: null, folderName: null });
              }}
            >
              <IconPlus size={16} />
            </IconAction>
          }
        >
          <SourceList />
        </Section>
        <Section
          title="Runs"
          action={
            hasSources ? (
              <IconAction
                label="Score with a model"
                onClick={() => {
                  open({ kind: 'score', sourceIds: null });
                }}
              >
                <IconWaveSawTool size={16} />
              </IconAction>
            ) : null
          }
        >
          <RunList />
        </Section>
        <Section
          title="Subsets"
          action={
            hasRuns ? (
              <IconAction
                label="Make subsets"
                onClick={() => {
                  open({ kind: 'subsets' });
                }}
              >
                <IconPlus size={16} />
              </IconAction>
            ) : null
          }
        >
          <SubsetList />
        </Section>
      </div>
      <DropZone />
    </>
  );
}

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

interface IconActionProps {
  readonly label: string;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

function IconAction({ label, onClick, children }: IconActionProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon size="sm" aria-label={label} onClick={onClick}>
        {children}
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
          open({ kind: 'add-source', path: null, folderName: null });
        }}
      >
        Choose a folder…
      </Button>
    </div>
  );
}
