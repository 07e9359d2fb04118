import { ActionIcon, Group, Tooltip } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconX } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
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
  const isStopped = job.state === 'paused' || job.state === 'failed';
  return (
    <Group gap={2} wrap="nowrap">
      <JobAction
        label={isStopped ? 'Resume' : 'Pause'}
        onClick={() => void (isStopped ? resume : pause).run({ jobId: job.id })}
      >
        {isStopped ? <IconPlayerPlay size={16} /> : <IconPlayerPause size={16} />}
      </JobAction>
      {job.state === 'failed' ? (
        <JobAction label="Hide" onClick={onDismiss}>
          <IconX size={16} />
        </JobAction>
      ) : (
        <JobAction
          label="Cancel"
          explanation="Cancel; what is done stays"
          onClick={() => void cancel.run({ jobId: job.id })}
        >
          <IconX size={16} />
        </JobAction>
      )}
    </Group>
  );
}

interface JobActionProps {
  readonly label: string;
  readonly explanation?: string;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

function JobAction({ label, explanation = label, onClick, children }: JobActionProps) {
  return (
    <Tooltip label={explanation}>
      <ActionIcon aria-label={label} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
