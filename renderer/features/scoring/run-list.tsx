import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Run } from '../../../electron/contract/runs.ts';
import { useAction } from '../../api/use-action.ts';
import { useQuery } from '../../api/use-query.ts';
import { countOf, countText } from '../../components/format.ts';
import { ThinProgress } from '../../components/small-parts.tsx';
import { LeakageLine } from '../runs/leakage-line.tsx';
import { useView } from '../../state/use-view.ts';
import { useWorkspace, type RunTopic } from '../../state/workspace.ts';
import { isActive } from '../jobs/job-facts.ts';
import { useJobs } from '../jobs/use-jobs.ts';
import styles from '../sources/left-panel.module.css';

export function RunList() {
  const runs = useQuery('run/list', {}).data ?? [];
  const { ranking } = useView();
  if (runs.length === 0) {
    return <div className={styles['empty']}>A run scores every recording with one model. None yet.</div>;
  }
  return runs.map((run) => (
    <RunItem key={run.id} run={run} currentLabel={ranking?.runId === run.id ? ranking.label : null} />
  ));
}

function RunItem({ run, currentLabel }: { readonly run: Run; readonly currentLabel: string | null }) {
  const showRanking = useWorkspace((state) => state.showRanking);
  const show = (label: string | undefined): void => {
    if (label !== undefined) {
      showRanking({ runId: run.id, label });
    }
  };
  return (
    <div className={styles['row']}>
      <button
        type="button"
        className={styles['item']}
        aria-current={currentLabel !== null}
        title={`${run.modelName}, ${run.modelSha256.slice(0, 12)}`}
        onClick={() => {
          show(currentLabel ?? run.labels[0]);
        }}
      >
        <span className={styles['line']}>
          <span className={styles['title']}>{run.name}</span>
        </span>
        <RunFacts run={run} />
      </button>
      <RunMenu run={run} />
      <LeakageLine run={run} />
      <RestLine run={run} />
      {run.labels.length > 1 && <LabelButtons run={run} currentLabel={currentLabel} onShow={show} />}
    </div>
  );
}

function RunFacts({ run }: { readonly run: Run }) {
  const done = run.total - run.pending;
  return (
    <>
      <span className={styles['facts']}>
        {run.labels.length === 1 && <span>{run.labels[0]}</span>}
        <span className="numeric">
          {run.pending > 0 ? `${countText(done)} of ${countOf(run.total, 'file')}` : `${countText(run.scored)} scored`}
        </span>
        {run.failed > 0 && <span className="numeric">{countText(run.failed)} failed</span>}
      </span>
      {run.pending > 0 && run.total > 0 && <ThinProgress share={done / run.total} label={`Scored by ${run.name}`} />}
    </>
  );
}

/** A run that was cancelled goes on from here. */
function RestLine({ run }: { readonly run: Run }) {
  const score = useAction('run/score');
  const active = useJobs().some((job) => job.runId === run.id && isActive(job));
  if (run.pending === 0 || active) {
    return null;
  }
  return (
    <div className={styles['restLine']}>
      <Button
        size="compact-xs"
        variant="light"
        loading={score.busy}
        onClick={() => {
          void score.run({ runId: run.id });
        }}
      >
        {`Score the remaining ${countText(run.pending)}`}
      </Button>
    </div>
  );
}

interface LabelButtonsProps {
  readonly run: Run;
  readonly currentLabel: string | null;
  readonly onShow: (label: string) => void;
}

function LabelButtons({ run, currentLabel, onShow }: LabelButtonsProps) {
  return (
    <div className={styles['labels']} role="group" aria-label={`Labels of ${run.name}`}>
      {run.labels.map((label) => (
        <button
          key={label}
          type="button"
          className={styles['label']}
          aria-pressed={label === currentLabel}
          onClick={() => {
            onShow(label);
          }}
        >
          {label}
        </button>
      ))}
    </div>
  );
}

function RunMenu({ run }: { readonly run: Run }) {
  const { open } = useWorkspace.getState();
  const several = (useQuery('run/list', {}).data ?? []).length > 1 || run.labels.length > 1;
  const item = (about: RunTopic, text: string): ReactNode => (
    <Menu.Item
      onClick={() => {
        open({ kind: 'run', about, runId: run.id });
      }}
    >
      {text}
    </Menu.Item>
  );
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon size="sm" className={styles['more'] ?? ''} aria-label={`More for ${run.name}`}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {run.settings.imported === null && <ScoreItems run={run} />}
        {item('rename', 'Rename…')}
        {item(
          'read-scores',
          run.settings.imported === null ? 'Sensitivity and activation…' : 'Where the scores come from…',
        )}
        {several && item('compare', 'Compare with another run…')}
        {item('leakage', 'Training data…')}
        <Menu.Divider />
        <Menu.Item
          color="red"
          onClick={() => {
            open({ kind: 'run', about: 'remove', runId: run.id });
          }}
        >
          Remove the run and its scores…
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** What only a run of the library's own model can do. */
function ScoreItems({ run }: { readonly run: Run }) {
  const score = useAction('run/score');
  return (
    <>
      <Menu.Item
        onClick={() => {
          void score.run({ runId: run.id });
        }}
      >
        Score what is new or pending
      </Menu.Item>
      <Menu.Item
        disabled={run.failed === 0}
        onClick={() => {
          void score.run({ runId: run.id, retryFailed: true });
        }}
      >
        Try the failed files again
      </Menu.Item>
      <Menu.Divider />
    </>
  );
}
