import { join } from 'node:path';
import { utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron';
import type { ProcessExit } from '../contract/processes.ts';
import type { ManagedProcess, ProcessFactory } from '../host/process-factory.ts';
import type { Log } from '../rpc/log.ts';

/** A utility process can also be given ports. */
export interface ElectronProcess extends ManagedProcess {
  sendPort(message: unknown, port: MessagePortMain): void;
}

export function isElectronProcess(process: ManagedProcess): process is ElectronProcess {
  return 'sendPort' in process;
}

/** Starts Earmark's programs, bundled beside the main program, as utility processes. */
export function createUtilityProcessFactory(log: Log): ProcessFactory {
  return {
    start: (program, programArguments) => {
      const child = utilityProcess.fork(join(import.meta.dirname, `${program}.js`), [...programArguments], {
        serviceName: `Earmark ${program}`,
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      child.stderr?.on('data', (chunk: Buffer) => {
        log('info', chunk.toString('utf8').trimEnd(), { program, pid: child.pid });
      });
      child.on('error', (type, location) => {
        log('error', 'A program ended by a fatal error', { program, type, location });
      });
      return manage(child);
    },
  };
}

function manage(child: UtilityProcess): ElectronProcess {
  let ended = false;
  const { pid } = child;
  return {
    // Known only once the process has been spawned.
    get pid() {
      return child.pid ?? pid;
    },
    send: (message) => {
      if (!ended) {
        child.postMessage(message);
      }
    },
    sendPort: (message, port) => {
      if (!ended) {
        child.postMessage(message, [port]);
      }
    },
    onMessage: (listener) => {
      child.on('message', listener);
    },
    onExit: (listener) => {
      child.once('exit', (code) => {
        ended = true;
        listener(classifyUtilityExit(code));
      });
    },
    kill: () => {
      ended = true;
      child.kill();
    },
  };
}

/** SIGKILL and SIGTERM, as Electron reports them: the bare signal number, or 128 more from a shell-like parent. */
const codesFromOutside: readonly number[] = [9, 15, 137, 143];

/** Tells a death from outside from one of the work in hand. Electron gives one number for both kinds of ending. */
export function classifyUtilityExit(code: number): ProcessExit {
  const detail = `exit code ${code}`;
  if (code === 0) {
    return { reason: 'normal', detail };
  }
  return { reason: codesFromOutside.includes(code) ? 'killed' : 'crashed', detail };
}
