import { Button, Group, Loader, Stack, Text } from '@mantine/core';
import { IconFolderDown, IconFolderOpen, IconWaveSine } from '@tabler/icons-react';
import { useAction } from '../../api/use-action.ts';
import { useQuery } from '../../api/use-query.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { isActive } from '../jobs/job-facts.ts';
import { useJobs } from '../jobs/use-jobs.ts';
import styles from './welcome.module.css';

/** The empty library: one sentence, the drop zone, the samples. */
export function WelcomeScreen() {
  const open = useWorkspace((state) => state.open);
  const capabilities = useQuery('shell/capabilities', {}).data;
  return (
    <div className={styles['screen']}>
      <Stack gap="lg" align="center" className={styles['column'] ?? ''}>
        <h1 className={styles['sentence']}>Find the recordings that belong in your next training run.</h1>
        <div className={styles['zone']}>
          <IconFolderDown size={44} stroke={1.3} color="var(--em-accent)" aria-hidden />
          <Text size="lg" fw={500}>
            Drop a recorder’s folder here
          </Text>
          <Text size="sm" c="dimmed" maw={430}>
            {capabilities?.dropPaths === false
              ? 'A browser does not tell where a dropped folder is; you will be asked to point at it. Nothing in it is changed.'
              : 'Every audio file in it is listed, scored and ranked. Nothing in it is changed.'}
          </Text>
          <Button
            mt={6}
            size="sm"
            leftSection={<IconFolderOpen size={16} />}
            onClick={() => {
              open({ kind: 'add-source', path: null, folderName: null });
            }}
          >
            Choose a folder…
          </Button>
        </div>
        <SamplesLine />
        <ol className={styles['steps']}>
          <li>Score every file with your model</li>
          <li>Listen, approve, reject</li>
          <li>Export subsets in one click</li>
          <li>Get the sweep that trains on them</li>
        </ol>
        {capabilities?.notice !== null && capabilities?.notice !== undefined && (
          <Text size="xs" c="dimmed">
            {capabilities.notice}
          </Text>
        )}
      </Stack>
    </div>
  );
}

function SamplesLine() {
  const samples = useAction('source/add-samples');
  const preparing = useJobs().some((job) => job.kind === 'samples' && isActive(job));
  return (
    <Group gap={8}>
      <Text size="sm" c="dimmed">
        No recordings at hand?
      </Text>
      <Button
        variant="default"
        leftSection={preparing ? <Loader size={14} color="gray" /> : <IconWaveSine size={16} />}
        disabled={samples.busy || preparing}
        onClick={() => void samples.run({})}
      >
        {preparing ? 'Making the sample recordings…' : 'Try it with the sample recordings'}
      </Button>
    </Group>
  );
}
