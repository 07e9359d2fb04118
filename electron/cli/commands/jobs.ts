import { Argument, type Command } from 'commander';
import type { Job, JobState } from '../../contract/runs.ts';
import { stop } from '../lookup.ts';
import { createProgressLine, table, type Report } from '../output.ts';
import type { Session } from '../session.ts';
import type { RegisterCommand } from './command.ts';

const actions = ['list', 'resume', 'pause', 'cancel'] as const;
type Action = (typeof actions)[number];

/** Jobs on which an action has something to do, where none is named. */
const fitting: Readonly<Record<Exclude<Action, 'list'>, readonly JobState[]>> = {
  resume: ['paused', 'failed', 'queued'],
  pause: ['queued', 'running'],
  cancel: ['paused', 'queued', 'running'],
};

export const registerJobs: RegisterCommand = (program, context) => {
  program
    .command('jobs')
    .description('list long work; resume what was stopped or failed, leave aside (pause) or cancel what waits')
    .addArgument(new Argument('[action]').choices(actions).default('list'))
    .argument('[job]', 'its number (default: the newest that fits)')
    .action((action: Action, id: string | undefined, _options: unknown, command: Command) =>
      context.run(command, (session) => (action === 'list' ? listJobs(session) : act(session, action, id))),
    );
};

async function listJobs(session: Session): Promise<Report> {
  const jobs = await session.call('job/list', {});
  const rows = jobs.map((job) => [
    String(job.id),
    job.title,
    job.state,
    job.total === 0 ? String(job.done) : `${job.done} of ${job.total}`,
    String(job.failed),
    job.fault?.message ?? '',
  ]);
  return { value: jobs, lines: table(['id', 'job', 'state', 'files', 'failed', 'remark'], rows) };
}

async function act(session: Session, action: Exclude<Action, 'list'>, id: string | undefined): Promise<Report> {
  const { id: jobId } = await findJob(session, action, id);
  const answered = await session.call(`job/${action}`, { jobId });
  const job = action === 'resume' ? await session.finish(jobId, createProgressLine()) : answered;
  const failed = job.failed === 0 ? '' : `, ${job.failed} failed`;
  return { value: job, lines: [`Job ${job.id}, ${job.title}: ${job.state}, ${job.done} of ${job.total}${failed}`] };
}

async function findJob(session: Session, action: Exclude<Action, 'list'>, id: string | undefined): Promise<Job> {
  const jobs = await session.call('job/list', {});
  if (id !== undefined) {
    return (
      jobs.find((job) => String(job.id) === id) ??
      stop('not-found', `There is no job ${id}. See which there are: earmark jobs`)
    );
  }
  const candidates = jobs.filter((job) => fitting[action].includes(job.state));
  return (
    candidates.sort((left, right) => right.id - left.id)[0] ??
    stop('not-found', `There is no job to ${action}: none is ${fitting[action].join(', ')}.`)
  );
}
