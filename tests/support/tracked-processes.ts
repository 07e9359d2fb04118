import { createNodeProcessFactory } from '../../electron/host/node-process-factory.ts';
import type { ProcessFactory, ProgramName } from '../../electron/host/process-factory.ts';
import { silentLog } from '../../electron/rpc/line-log.ts';

export interface TrackedProcesses {
  readonly factory: ProcessFactory;
  /** Processes of a program that are alive. */
  pids(program: ProgramName): readonly number[];
}

/** The process factory of the web host and the command line, which also tells whom it started. */
export function trackProcesses(): TrackedProcesses {
  const alive: Record<ProgramName, Set<number>> = { engine: new Set(), scorer: new Set() };
  const inner = createNodeProcessFactory(silentLog);
  return {
    factory: {
      start: (program, programArguments) => {
        const child = inner.start(program, programArguments);
        const { pid } = child;
        if (pid !== undefined) {
          alive[program].add(pid);
          child.onExit(() => alive[program].delete(pid));
        }
        return child;
      },
    },
    pids: (program) => [...alive[program]],
  };
}
