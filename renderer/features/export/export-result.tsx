import { Button, Group, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import type { Job } from '../../../electron/contract/runs.ts';
import { useAction } from '../../api/use-action.ts';
import { useQuery } from '../../api/use-query.ts';
import { countOf } from '../../components/format.ts';
import { FaultNotice, WarningNotice } from '../../components/notices.tsx';
import { CopyIconButton, PathText, ThinProgress } from '../../components/small-parts.tsx';
import { useWorkspace } from '../../state/workspace.ts';
import { isActive, jobFacts } from '../jobs/job-facts.ts';
import styles from './export.module.css';

/** The export that was started last: under way, done, or why not. */
export function ExportResult({ job, root }: { readonly job: Job; readonly root: string }) {
  if (isActive(job)) {
    return (
      <div className={styles['result']} role="status">
        <Text fw={500} mb={6} className="numeric">
          {`Exporting: ${jobFacts(job)}`}
        </Text>
        <ThinProgress share={job.total > 0 ? job.done / job.total : 0} label="Export" />
      </div>
    );
  }
  if (job.state === 'failed') {
    return <FaultNotice fault={job.fault ?? { code: 'export-failed', message: 'The export failed.' }} />;
  }
  if (job.state === 'cancelled') {
    return <WarningNotice>The export was cancelled; nothing half-written is left behind.</WarningNotice>;
  }
  return <Done job={job} root={root} />;
}

function Done({ job, root }: { readonly job: Job; readonly root: string }) {
  const goTo = useWorkspace((state) => state.goTo);
  const capabilities = useQuery('shell/capabilities', {}).data;
  const reveal = useAction('shell/reveal');
  const records = (useQuery('export/list', {}).data ?? []).filter(
    (record) => record.root === root && record.at >= job.createdAt,
  );
  const files = records.reduce((sum, record) => sum + record.files, 0);
  return (
    <div className={styles['result']} role="status">
      <Group justify="space-between" wrap="nowrap" gap="md">
        <Group gap={10} wrap="nowrap">
          <IconCircleCheck size={24} color="var(--em-approve)" style={{ flex: 'none' }} aria-hidden />
          <div>
            <Text fw={600}>{`Exported ${countOf(files, 'file')} into ${countOf(records.length, 'folder')}`}</Text>
            <Group gap={2} wrap="nowrap">
              <PathText path={root} />
              <CopyIconButton text={root} label="Copy the path" />
            </Group>
          </div>
        </Group>
        <Group gap={8} wrap="nowrap">
          {capabilities?.reveal === true && (
            <Button variant="default" onClick={() => void reveal.run({ path: root })}>
              Show folder
            </Button>
          )}
          <Button
            onClick={() => {
              goTo('sweep');
            }}
          >
            Make the sweep
          </Button>
        </Group>
      </Group>
    </div>
  );
}
