import type { OperationInput, OperationOutput, EngineOperationName } from '../contract/operations.ts';
import { fail, FaultError, unwrap } from '../contract/outcome.ts';
import type { Job } from '../contract/runs.ts';
import { applicationVersion } from '../engine/application-version.ts';
import { createEngine, type Engine } from '../engine/engine.ts';
import { openLogFile } from '../host/log-file.ts';
import { createNodeProcessFactory } from '../host/node-process-factory.ts';
import { createScorerFleet } from '../host/scorer-fleet.ts';

export interface SessionOptions {
  readonly libraryFolder: string;
  readonly scorerCount?: number;
}

/** A library open in this very process, with the operations of the contract; failures are thrown as FaultErrors. */
export interface Session {
  readonly libraryFolder: string;
  call<Name extends EngineOperationName>(operation: Name, input: OperationInput<Name>): Promise<OperationOutput<Name>>;
  /** Waits for a job and throws its fault if it failed. `onProgress` hears of it while it runs. */
  finish(jobId: number, onProgress?: (job: Job) => void): Promise<Job>;
  close(): Promise<void>;
}

export async function openSession(options: SessionOptions): Promise<Session> {
  const log = openLogFile(options.libraryFolder, 'cli');
  const fleet = createScorerFleet(createNodeProcessFactory(log));
  const engine = unwrap(
    await createEngine({
      libraryFolder: options.libraryFolder,
      scorers: fleet,
      scorerCount: options.scorerCount ?? null,
      log,
      applicationVersion,
      takeUpJobs: false,
    }),
  );
  return {
    libraryFolder: options.libraryFolder,
    call: async <Name extends EngineOperationName>(operation: Name, input: OperationInput<Name>) =>
      // The dispatcher parsed the input and the compiler checked the handler against the contract.
      unwrap(await engine.call(operation, input, new AbortController().signal)) as OperationOutput<Name>,
    finish: (jobId, onProgress) => finishJob(engine, jobId, onProgress),
    close: async () => {
      await engine.close();
      fleet.close();
    },
  };
}

async function finishJob(engine: Engine, jobId: number, onProgress?: (job: Job) => void): Promise<Job> {
  const stop = engine.onEvent((event) => {
    if (event.topic === 'job/changed' && event.payload.id === jobId) {
      onProgress?.(event.payload);
    }
  });
  const job = await engine.settled(jobId);
  stop();
  if (job.state !== 'done') {
    throw new FaultError(job.fault ?? fail('cancelled', `${job.title} was stopped.`).fault);
  }
  return job;
}
