import type { JobRow } from '../../../db/queries/job-queries.ts';
import type { ErrorCode } from '../../contract/error-codes.ts';
import { fail, FaultError, succeed, type Outcome } from '../../contract/outcome.ts';
import type { Job, JobKind, JobState } from '../../contract/runs.ts';
import type { EngineContext } from '../engine-context.ts';
import type { JobDefinition, JobProgress } from './job-definition.ts';
import { endState, missingJob, type EndState } from './job-end.ts';
import { foreseenFault } from './job-fault.ts';
import { createJobStates, type JobStates } from './job-states.ts';
import { jobView, noPace } from './job-view.ts';
import { createRunningJob, type RunningJob, type StopReason } from './running-job.ts';

export interface NewJob {
  readonly kind: JobKind;
  readonly title: string;
  readonly parameters: unknown;
  readonly runId?: number;
  readonly sourceId?: number;
}

const announceEveryMilliseconds = 200;
const storeEveryMilliseconds = 1_000;

/** Runs long work: one job a lane at a time, queue and outcome in the library, so that both survive a restart. */
export class JobRunner {
  readonly #context: EngineContext;
  readonly #definitions: ReadonlyMap<JobKind, JobDefinition>;
  readonly #running = new Map<number, RunningJob>();
  readonly #busyLanes = new Set<JobDefinition['lane']>();
  readonly #waiters = new Map<number, ((job: Job) => void)[]>();
  readonly #endings = new Set<Promise<void>>();
  readonly #states: JobStates;
  /** Jobs that this runner was given itself; the others wait until `takeUp`. */
  readonly #own = new Set<number>();
  readonly #resumeWhenStopped = new Set<number>();
  /** Jobs that stand still for a moment for work that they would disturb. */
  readonly #heldUp = new Set<number>();
  #hasTakenUp = false;
  #closing = false;

  constructor(context: EngineContext, definitions: readonly JobDefinition[]) {
    this.#context = context;
    this.#states = createJobStates(context);
    this.#definitions = new Map(definitions.map((definition) => [definition.kind, definition]));
  }

  enqueue(job: NewJob): Job {
    const row = this.#context.queries.jobs.insert({
      kind: job.kind,
      title: job.title,
      parameters: JSON.stringify(job.parameters),
      runId: job.runId ?? null,
      sourceId: job.sourceId ?? null,
      createdAt: this.#context.now(),
    });
    this.#own.add(row.id);
    this.#context.events.announce('job/changed', this.#view(row));
    this.#startSoon();
    return this.#view(row);
  }

  list(): Job[] {
    return this.#states.list().map((row) => this.#view(row));
  }

  pause(jobId: number): Outcome<Job> {
    return this.#stop(jobId, 'pause', 'paused');
  }

  cancel(jobId: number): Outcome<Job> {
    return this.#stop(jobId, 'cancel', 'cancelled');
  }

  resume(jobId: number): Outcome<Job> {
    const row = this.#states.row(jobId);
    if (row === undefined) {
      return missingJob();
    }
    this.#own.add(jobId);
    if (this.#running.get(jobId)?.stopReason() === 'pause') {
      this.#resumeWhenStopped.add(jobId);
      return succeed({ ...this.#view(row), state: 'queued' });
    }
    if (this.#running.has(jobId) || row.state === 'queued' || row.state === 'done') {
      this.#startSoon();
      return succeed(this.#view(row));
    }
    const job = this.#setState(row, { state: 'queued', fault: null });
    this.#startSoon();
    return succeed(job);
  }

  /** A job of this kind that is not over yet. */
  unfinished(kind: JobKind): Job | undefined {
    const row = this.#context.queries.jobs.unfinished().find((each) => each.kind === kind);
    return row === undefined ? undefined : this.#view(row);
  }

  /** Goes on with what waits for a drive that may be back; where it is not, the job waits again. */
  resumeOffline(): void {
    for (const row of this.#context.queries.jobs.unfinished()) {
      if (row.state === 'paused' && row.faultCode === ('source-offline' satisfies ErrorCode)) {
        this.resume(row.id);
      }
    }
  }

  /** Takes up what an earlier engine left queued or running. */
  takeUp(): void {
    this.#hasTakenUp = true;
    this.leaveAside();
    this.#startNext();
  }

  /** What an earlier engine was working on waits for one that takes it up, or for a person who resumes it. */
  leaveAside(): void {
    for (const row of this.#context.queries.jobs.unfinished()) {
      if (row.state === 'running') {
        this.#states.store({ ...row, state: 'queued' });
      }
    }
  }

  /** Stops the jobs that match, does `work`, and lets go on what nobody else stopped meanwhile: nothing may vanish under a job's hands. */
  async whileStopped(matches: (row: JobRow) => boolean, work: () => void): Promise<void> {
    const open = this.#context.queries.jobs.unfinished().filter((row) => row.state !== 'paused' && matches(row));
    try {
      for (const { id } of open) {
        this.pause(id);
        this.#heldUp.add(id);
      }
      await Promise.all(open.map(({ id }) => this.settled(id)));
      work();
    } finally {
      for (const { id } of open) {
        if (this.#heldUp.delete(id) && this.#states.row(id)?.state === 'paused') {
          this.resume(id);
        }
      }
    }
  }

  /** Resolves when the job is no longer queued or running. */
  settled(jobId: number): Promise<Job> {
    const row = this.#states.row(jobId);
    if (row === undefined) {
      return Promise.reject(new FaultError(missingJob().fault));
    }
    if (row.state !== 'queued' && row.state !== 'running') {
      return Promise.resolve(this.#view(row));
    }
    return new Promise((resolve) => {
      this.#waiters.set(jobId, [...(this.#waiters.get(jobId) ?? []), resolve]);
    });
  }

  /** Stops what runs, keeping it for the next start. */
  async close(): Promise<void> {
    this.#closing = true;
    this.#running.forEach((job) => {
      job.stop('shutdown');
    });
    await Promise.allSettled(this.#endings);
  }

  #view(row: JobRow): Job {
    return this.#running.get(row.id)?.view() ?? jobView(row, noPace);
  }

  /** In the next turn, so that a caller has the job's id before its first event. */
  #startSoon(): void {
    setImmediate(() => {
      this.#startNext();
    });
  }

  #startNext(): void {
    if (this.#closing) {
      return;
    }
    for (const stored of this.#context.queries.jobs.unfinished()) {
      const row = this.#states.row(stored.id) ?? stored;
      const definition = this.#definitions.get(row.kind);
      const isOurs = this.#hasTakenUp || this.#own.has(row.id);
      if (isOurs && row.state === 'queued' && definition !== undefined && !this.#busyLanes.has(definition.lane)) {
        this.#busyLanes.add(definition.lane);
        const ending = this.#run(definition, row).finally(() => this.#endings.delete(ending));
        this.#endings.add(ending);
      }
    }
  }

  async #run(definition: JobDefinition, row: JobRow): Promise<void> {
    const job = createRunningJob(row);
    this.#running.set(row.id, job);
    this.#states.store(job.row());
    this.#context.events.announce('job/changed', job.view());
    const outcome = await this.#work(definition, job);
    this.#running.delete(row.id);
    this.#busyLanes.delete(definition.lane);
    this.#end(job, outcome);
    this.#startNext();
  }

  #end(job: RunningJob, outcome: Outcome<null>): void {
    try {
      const end = endState(outcome, job.stopReason());
      if (end !== null) {
        this.#setState(job.row(), end);
      }
      if (this.#resumeWhenStopped.delete(job.row().id) && end?.state === 'paused') {
        this.resume(job.row().id);
      }
    } catch (error) {
      // The library cannot take the outcome (a full disk): the row stays as it was, and the next engine takes it up.
      this.#context.log('error', `The end of ${job.row().title} could not be stored`, { error: String(error) });
      this.#tellWaiters(jobView({ ...job.row(), state: 'failed' }, noPace));
    }
  }

  async #work(definition: JobDefinition, job: RunningJob): Promise<Outcome<null>> {
    const tell = this.#progressTeller(job);
    try {
      return await definition.run(JSON.parse(job.row().parameters), {
        jobId: job.row().id,
        signal: job.controller.signal,
        progress: tell,
        isAlone: () => this.#running.size === 1,
      });
    } catch (error) {
      const fault = foreseenFault(error);
      if (fault !== null) {
        return { ok: false, fault };
      }
      const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
      this.#context.log('error', `${job.row().title} failed unexpectedly`, { job: job.row().id, error: detail });
      const message =
        'This job stopped for a reason that Earmark did not foresee. What it had finished is kept; resume it to go on.';
      return fail('unexpected', message, detail);
    }
  }

  /** Announces and stores progress now and then: a listener and a disk can take only so much. */
  #progressTeller(job: RunningJob): (progress: JobProgress) => void {
    let lastAnnounced = 0;
    let lastStored = performance.now();
    return (progress) => {
      job.record(progress);
      const now = performance.now();
      if (now - lastAnnounced >= announceEveryMilliseconds) {
        lastAnnounced = now;
        this.#context.events.announce('job/changed', job.view());
      }
      if (now - lastStored >= storeEveryMilliseconds) {
        lastStored = now;
        this.#states.store(job.row());
      }
    };
  }

  #stop(jobId: number, reason: StopReason, idleState: JobState): Outcome<Job> {
    const row = this.#states.row(jobId);
    if (row === undefined) {
      return missingJob();
    }
    const job = this.#running.get(jobId);
    this.#resumeWhenStopped.delete(jobId);
    this.#heldUp.delete(jobId);
    if (job !== undefined) {
      job.stop(reason);
      return succeed({ ...job.view(), state: idleState });
    }
    const isOpen = row.state === 'queued' || row.state === 'paused' || row.state === 'running';
    return succeed(isOpen ? this.#setState(row, { state: idleState, fault: null }) : this.#view(row));
  }

  #setState(row: JobRow, { state, fault }: EndState): Job {
    const isOver = state === 'done' || state === 'failed' || state === 'cancelled';
    const stored: JobRow = {
      ...row,
      state,
      faultCode: fault?.code ?? null,
      faultMessage: fault?.message ?? null,
      finishedAt: isOver ? this.#context.now() : null,
    };
    this.#states.store(stored);
    const job = jobView(stored, noPace);
    this.#context.events.announce('job/changed', job);
    if (state !== 'queued') {
      this.#tellWaiters(job);
    }
    return job;
  }

  #tellWaiters(job: Job): void {
    this.#waiters.get(job.id)?.forEach((resolve) => {
      resolve(job);
    });
    this.#waiters.delete(job.id);
  }
}
