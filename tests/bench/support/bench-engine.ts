import type { EngineOperationName, OperationInput, OperationOutput } from '../../../electron/contract/operations.ts';
import { FaultError, unwrap } from '../../../electron/contract/outcome.ts';
import { readScorerReplies } from '../../../electron/core/scoring/scorer-messages.ts';
import { applicationVersion } from '../../../electron/engine/application-version.ts';
import { createEngine, type Engine } from '../../../electron/engine/engine.ts';
import { createScorerFleet } from '../../../electron/host/scorer-fleet.ts';
import { silentLog } from '../../../electron/rpc/line-log.ts';
import { trackProcesses } from '../../support/tracked-processes.ts';

/** When a scorer handed in a file, and how many windows it had. */
export interface ScoredMoment {
  readonly at: number;
  readonly windows: number;
}

/** What the command line composes (electron/cli/session.ts), with an ear on the scorers' messages. */
export interface BenchEngine {
  readonly engine: Engine;
  call<Name extends EngineOperationName>(operation: Name, input: OperationInput<Name>): Promise<OperationOutput<Name>>;
  /** Waits for a job; throws its fault. */
  finish(jobId: number): Promise<void>;
  onScored(listener: (moment: ScoredMoment) => void): () => void;
  /** Processes of the scorers that are there now. */
  scorerPids(): readonly number[];
  close(): Promise<void>;
}

export async function openBenchEngine(libraryFolder: string, scorerCount = 1): Promise<BenchEngine> {
  const tracked = trackProcesses();
  const scorers = createScorerFleet(tracked.factory);
  const engine = unwrap(
    await createEngine({
      libraryFolder,
      scorers,
      scorerCount,
      log: silentLog,
      applicationVersion,
      takeUpJobs: false,
    }),
  );
  return {
    engine,
    // The dispatcher parsed the input and the compiler checked the handler against the contract.
    call: async <Name extends EngineOperationName>(operation: Name, input: OperationInput<Name>) =>
      unwrap(await engine.call(operation, input, new AbortController().signal)) as OperationOutput<Name>,
    finish: async (jobId) => {
      const job = await engine.settled(jobId);
      if (job.fault !== null) {
        throw new FaultError(job.fault);
      }
    },
    onScored: (listener) =>
      scorers.onMessage((_slot, message) => {
        for (const reply of readScorerReplies(message)) {
          if (reply.kind === 'scored') {
            listener({ at: performance.now(), windows: reply.windowCount });
          }
        }
      }),
    scorerPids: () => tracked.pids('scorer'),
    close: async () => {
      await engine.close();
      scorers.close();
    },
  };
}
