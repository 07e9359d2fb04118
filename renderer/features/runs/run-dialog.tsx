import { Modal } from '@mantine/core';
import type { Run } from '../../../electron/contract/runs.ts';
import { useQuery } from '../../api/use-query.ts';
import { useWorkspace, type RunTopic } from '../../state/workspace.ts';
import { CompareRuns } from './compare-runs.tsx';
import { Leakage } from './leakage.tsx';
import { ImportedFacts } from '../import/imported-facts.tsx';
import { ReadScores } from './read-scores.tsx';
import { RemoveRun } from './remove-run.tsx';
import { RenameRun } from './rename-run.tsx';

interface RunDialogProps {
  readonly about: RunTopic;
  readonly runId: number;
}

const titles: Readonly<Record<RunTopic, string>> = {
  rename: 'Rename the run',
  'read-scores': 'Sensitivity and activation',
  remove: 'Remove the run',
  compare: 'Compare two rankings',
  leakage: 'Training data and held-out splits',
};

const sizes: Readonly<Record<RunTopic, string | number>> = {
  rename: 'sm',
  'read-scores': 'md',
  remove: 'md',
  compare: 1040,
  leakage: 760,
};

/** A dialog about one run; none once the run is gone. */
export function RunDialog({ about, runId }: RunDialogProps) {
  const close = useWorkspace((state) => state.close);
  const run = useQuery('run/list', {}).data?.find(({ id }) => id === runId);
  return run === undefined ? null : (
    <Modal opened onClose={close} title={titleOf(about, run)} size={sizes[about]}>
      <Content about={about} run={run} />
    </Modal>
  );
}

function Content({ about, run }: { readonly about: RunTopic; readonly run: Run }) {
  switch (about) {
    case 'rename':
      return <RenameRun run={run} />;
    case 'read-scores':
      return run.settings.imported === null ? (
        <ReadScores run={run} />
      ) : (
        <ImportedFacts run={run} imported={run.settings.imported} />
      );
    case 'remove':
      return <RemoveRun run={run} />;
    case 'compare':
      return <CompareRuns run={run} />;
    case 'leakage':
      return <Leakage run={run} />;
  }
}

function titleOf(about: RunTopic, run: Run): string {
  return about === 'read-scores' && run.settings.imported !== null ? 'Where the scores come from' : titles[about];
}
