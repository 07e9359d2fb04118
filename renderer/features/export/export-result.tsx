import { Button, Group, Stack, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { ExportVerification } from '../../../electron/contract/exports.ts';
import type { Job } from '../../../electron/contract/runs.ts';
import { useAction } from '../../api/use-action.ts';
import { useQuery } from '../../api/use-query.ts';
import { bytesText, countOf } from '../../components/format.ts';
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
  const verify = useAction('export/verify', true);
  const [verification, setVerification] = useState<ExportVerification | null>(null);
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
          <Button
            variant="default"
            loading={verify.busy}
            onClick={() => {
              void verify.run({ path: root }).then(setVerification);
            }}
          >
            Verify
          </Button>
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
      {verify.fault !== null && <FaultNotice fault={verify.fault} />}
      {verification !== null && <Verified verification={verification} />}
    </div>
  );
}

/** Every file was read again. */
function Verified({ verification }: { readonly verification: ExportVerification }) {
  const { isIntact, files, bytes, folders, missingFolders } = verification;
  if (isIntact) {
    return (
      <Text
        size="sm"
        mt={8}
      >{`Verified: ${countOf(files, 'file')}, ${bytesText(bytes)}, tables included: every byte as it was written.`}</Text>
    );
  }
  const off = folders.flatMap(({ path, problem, missing, changed, foreign }) => [
    ...(problem === null ? [] : [`${path}: ${problem}`]),
    ...missing.map((name) => `missing: ${path}/${name}`),
    ...changed.map((name) => `changed: ${path}/${name}`),
    ...foreign.map((name) => `foreign: ${path}/${name}`),
  ]);
  const all = [...off, ...missingFolders.map((path) => `gone: ${path}`)];
  return (
    <Stack gap={2} mt={8} role="alert">
      <Text size="sm" fw={600}>{`Not intact: ${countOf(all.length, 'difference')}`}</Text>
      {all.slice(0, mostDifferences).map((line) => (
        <Text key={line} size="xs" ff="monospace">
          {line}
        </Text>
      ))}
    </Stack>
  );
}

const mostDifferences = 12;
