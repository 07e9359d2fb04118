import { ActionIcon, Group, Tooltip } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { Job } from '../../../electron/contract/runs.ts';
import { useAction } from '../../api/use-action.ts';
import { ThinProgress } from '../../components/small-parts.tsx';
import styles from './jobs-bar.module.css';
import { jobFacts, jobsToShow } from './job-facts.ts';
import { useJobs } from './use-jobs.ts';

/** What is being done now, at the bottom of the window; gone when there is nothing. */
export function JobsBar() {
  const jobs = useJobs();
  const [dismissed, setDismissed] = useState<readonly number[]>([]);
  const shown = jobsToShow(jobs, dismissed);
  if (shown.length === 0) {
    return null;
  }
  return (
    <footer className={styles['bar']} aria-label="Jobs">
      {shown.map((job) => (
        <JobLine
          key={job.id}
          job={job}
          onDismiss={() => {
            setDismissed([...dismissed, job.id]);
          }}
        />
      ))}
    </footer>
  );
}

function JobLine({ job, onDismiss }: { readonly job: Job; readonly onDismiss: () => void }) {
  const share = job.total > 0 ? job.done / job.total : 0;
  return (
    <div className={styles['job']} role="group" aria-label={job.title}>
      <span className={styles['title']} title={job.title}>
        {job.title}
      </span>
      <ThinProgress share={share} label={job.title} />
      <span
        className={`${styles['facts'] ?? ''} numeric ${job.fault === null ? '' : (styles['fault'] ?? '')}`}
        title={job.fault?.message}
      >
        {jobFacts(job)}
      </span>
      <JobActions job={job} onDismiss={onDismiss} />
    </div>
  );
}

function JobActions({ job, onDismiss }: { readonly job: Job; readonly onDismiss: () => void }) {
  const pause = useAction('job/pause');
  const resume = useAction('job/resume');
  const cancel = useAction('job/cancel');
  if (job.state === 'failed') {
    return (
      <Tooltip label="Hide">
        <ActionIcon aria-label="Hide" onClick={onDismiss}>
          <IconX size={16} />
        </ActionIcon>
      </Tooltip>
    );
  }
  const paused = job.state === 'paused';
  return (
    <Group gap={2} wrap="nowrap">
      <Tooltip label={paused ? 'Resume' : 'Pause'}>
        <ActionIcon
          aria-label={paused ? 'Resume' : 'Pause'}
          onClick={() => {
            void (paused ? resume : pause).run({ jobId: job.id });
          }}
        >
          {paused ? <IconPlayerPlay size={16} /> : <IconPlayerPause size={16} />}
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Cancel; what is done stays">
        <ActionIcon
          aria-label="Cancel"
          onClick={() => {
            void cancel.run({ jobId: job.id });
          }}
        >
          <IconX size={16} />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}
