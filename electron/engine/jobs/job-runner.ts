import type { JobRow } from '../../../db/queries/job-queries.ts';
import { fail, FaultError, succeed, type Fault, type Outcome } from '../../contract/outcome.ts';
import type { Job, JobKind, JobState } from '../../contract/runs.ts';
import type { EngineContext } from '../engine-context.ts';
import type { JobDefinition } from './job-definition.ts';
import { jobView, noPace } from './job-view.ts';
import { createRunningJob, type RunningJob, type StopReason } from './running-job.ts';

export interface NewJob {
  readonly kind: JobKind;
  readonly title: string;
  readonly parameters: unknown;
  readonly runId?: number;
  readonly sourceId?: number;
}

export interface JobRunner {
  enqueue(job: NewJob): Job;
  list(): Job[];
  pause(jobId: number): Outcome<Job>;
  resume(jobId: number): Outcome<Job>;
  cancel(jobId: number): Outcome<Job>;
  /** Takes up what an earlier engine left queued or running. */
  takeUp(): void;
  /** Resolves when the job is no longer queued or running. */
  settled(jobId: number): Promise<Job>;
  /** Stops what runs, keeping it for the next start. */
  close(): Promise<void>;
}

const announceEveryMilliseconds = 200;
const storeEveryMilliseconds = 1_000;

type EndState = { readonly state: JobState; readonly fault: Fault | null };

/** Runs long work: one job a lane at a time, queue and outcome in the library, so that both survive a restart. */
export function createJobRunner(context: EngineContext, definitions: readonly JobDefinition[]): JobRunner {
  const { queries, events, log } = context;
  const running = new Map<number, RunningJob>();
  const busyLanes = new Set<JobDefinition['lane']>();
  const waiters = new Map<number, ((job: Job) => void)[]>();
  const finishing = new Set<Promise<void>>();
  let closing = false;

  const definitionOf = (kind: JobKind): JobDefinition | undefined =>
    definitions.find((definition) => definition.kind === kind);
  const viewOf = (row: JobRow): Job => running.get(row.id)?.view() ?? jobView(row, noPace);
  const announce = (job: Job): void => events.announce('job/changed', job);

  const setState = (row: JobRow, { state, fault }: EndState): Job => {
    const isOver = state === 'done' || state === 'failed' || state === 'cancelled';
    const stored: JobRow = {
      ...row,
      state,
      faultCode: fault?.code ?? null,
      faultMessage: fault?.message ?? null,
      finishedAt: isOver ? context.now() : null,
    };
    queries.jobs.update(stored);
    const job = jobView(stored, noPace);
    announce(job);
    if (state !== 'queued' && state !== 'running') {
      waiters.get(row.id)?.forEach((resolve) => {
        resolve(job);
      });
      waiters.delete(row.id);
    }
    return job;
  };

  const work = async (definition: JobDefinition, job: RunningJob): Promise<Outcome<null>> => {
    let lastAnnounced = 0;
    let lastStored = performance.now();
    try {
      return await definition.run(JSON.parse(job.row().parameters), {
        jobId: job.row().id,
        signal: job.controller.signal,
        progress: (progress) => {
          job.record(progress);
          const now = performance.now();
          if (now - lastAnnounced >= announceEveryMilliseconds) {
            lastAnnounced = now;
            announce(job.view());
          }
          if (now - lastStored >= storeEveryMilliseconds) {
            lastStored = now;
            queries.jobs.update(job.row());
          }
        },
      });
    } catch (error) {
      return unexpectedEnd(error, (detail) => {
        log('error', `Job ${job.row().title} failed unexpectedly`, { job: job.row().id, error: detail });
      });
    }
  };

  const run = async (definition: JobDefinition, row: JobRow): Promise<void> => {
    const job = createRunningJob(row);
    running.set(row.id, job);
    queries.jobs.update(job.row());
    announce(job.view());
    const outcome = await work(definition, job);
    running.delete(row.id);
    busyLanes.delete(definition.lane);
    const end = endState(outcome, job.stopReason());
    if (end !== null) {
      setState(job.row(), end);
    }
    startNext();
  };

  const startNext = (): void => {
    if (closing) {
      return;
    }
    for (const row of queries.jobs.unfinished()) {
      const definition = definitionOf(row.kind);
      if (row.state === 'queued' && definition !== undefined && !busyLanes.has(definition.lane)) {
        busyLanes.add(definition.lane);
        const ending = run(definition, row).finally(() => finishing.delete(ending));
        finishing.add(ending);
      }
    }
  };

  const stop = (jobId: number, reason: StopReason, idleState: JobState): Outcome<Job> => {
    const row = queries.jobs.byId(jobId);
    if (row === undefined) {
      return fail('not-found', 'This job is no longer in the library.');
    }
    const job = running.get(jobId);
    if (job !== undefined) {
      job.stop(reason);
      return succeed({ ...job.view(), state: idleState });
    }
    const isOpen = row.state === 'queued' || row.state === 'paused' || row.state === 'running';
    return succeed(isOpen ? setState(row, { state: idleState, fault: null }) : viewOf(row));
  };

  return {
    enqueue: (job) => {
      const row = queries.jobs.insert({
        kind: job.kind,
        title: job.title,
        parameters: JSON.stringify(job.parameters),
        runId: job.runId ?? null,
        sourceId: job.sourceId ?? null,
        createdAt: context.now(),
      });
      announce(viewOf(row));
      // Started in the next turn, so that the caller has the job's id before its first event.
      setImmediate(startNext);
      return viewOf(row);
    },
    list: () => queries.jobs.recent().map(viewOf),
    pause: (jobId) => stop(jobId, 'pause', 'paused'),
    cancel: (jobId) => stop(jobId, 'cancel', 'cancelled'),
    resume: (jobId) => {
      const row = queries.jobs.byId(jobId);
      if (row === undefined) {
        return fail('not-found', 'This job is no longer in the library.');
      }
      if (running.has(jobId) || row.state === 'queued' || row.state === 'done') {
        return succeed(viewOf(row));
      }
      const job = setState(row, { state: 'queued', fault: null });
      setImmediate(startNext);
      return succeed(job);
    },
    takeUp: () => {
      for (const row of queries.jobs.unfinished()) {
        if (row.state === 'running') {
          queries.jobs.update({ ...row, state: 'queued' });
        }
      }
      startNext();
    },
    settled: (jobId) => {
      const row = queries.jobs.byId(jobId);
      if (row === undefined || (row.state !== 'queued' && row.state !== 'running')) {
        return row === undefined ? Promise.reject(new Error(`No job ${jobId}`)) : Promise.resolve(viewOf(row));
      }
      return new Promise((resolve) => {
        waiters.set(jobId, [...(waiters.get(jobId) ?? []), resolve]);
      });
    },
    close: async () => {
      closing = true;
      running.forEach((job) => {
        job.stop('shutdown');
      });
      await Promise.allSettled(finishing);
    },
  };
}

/** null: nothing is written, so that the next engine takes the job up as it stands. */
function endState(outcome: Outcome<null>, reason: StopReason | null): EndState | null {
  if (outcome.ok) {
    // It finished before it heard that it should stop.
    return { state: 'done', fault: null };
  }
  if (reason === 'shutdown') {
    return null;
  }
  if (reason !== null) {
    return { state: reason === 'pause' ? 'paused' : 'cancelled', fault: null };
  }
  return { state: 'failed', fault: outcome.fault };
}

function unexpectedEnd(error: unknown, report: (detail: string) => void): Outcome<never> {
  if (error instanceof FaultError) {
    return { ok: false, fault: error.fault };
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  report(detail);
  return fail(
    'unexpected',
    'This job stopped for a reason that Earmark did not foresee. What it had finished is kept; resume it to go on.',
    detail,
  );
}
