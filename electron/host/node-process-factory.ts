import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ProcessExit } from '../contract/processes.ts';
import type { Log } from '../rpc/log.ts';
import type { ManagedProcess, ProcessFactory, ProgramName } from './process-factory.ts';

const programs: Readonly<Record<ProgramName, URL>> = {
  engine: new URL('../engine/program.ts', import.meta.url),
  scorer: new URL('../scorer/program.ts', import.meta.url),
};

/**
 * What the programs are told on top of this process's environment. Kept compiled code saves each of them the compiler of
 * TypeScript, 35 MB and a quarter of a second; glibc gives back what loading a model took only if it is told to, which
 * is another 25 MB. Both are ignored where they mean nothing.
 */
const programEnvironment = {
  NODE_COMPILE_CACHE: fileURLToPath(new URL('../../node_modules/.cache/earmark', import.meta.url)),
  MALLOC_TRIM_THRESHOLD_: '131072',
};

/** Starts Earmark's programs as ordinary Node processes. Whatever they write to standard error goes to the log. */
export function createNodeProcessFactory(log: Log): ProcessFactory {
  return {
    start: (program, programArguments) => {
      const child = fork(fileURLToPath(programs[program]), programArguments, {
        serialization: 'advanced',
        env: { ...programEnvironment, ...process.env },
        stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      });
      child.stderr?.setEncoding('utf8').on('data', (text: string) => {
        log('info', text.trimEnd(), { program, pid: child.pid });
      });
      return manage(child);
    },
  };
}

function manage(child: ChildProcess): ManagedProcess {
  let ended = false;
  // A message to a child that has just died fails with an error that its exit already tells.
  child.on('error', () => undefined);
  return {
    pid: child.pid,
    send: (message) => {
      if (!ended && child.connected) {
        child.send(message as object);
      }
    },
    onMessage: (listener) => {
      child.on('message', listener);
    },
    onExit: (listener) => {
      child.once('exit', (code, signal) => {
        ended = true;
        listener(classifyExit(code, signal));
      });
      child.once('error', (error) => {
        if (child.pid === undefined) {
          // It never came to life, and therefore never exits.
          ended = true;
          listener({ reason: 'crashed', detail: String(error) });
        }
      });
    },
    kill: () => {
      ended = true;
      child.kill('SIGKILL');
    },
  };
}

const outsideSignals: readonly string[] = ['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGHUP'];

/** Tells a death from outside, which is nobody's fault, from one that the work in hand caused. */
export function classifyExit(code: number | null, signal: NodeJS.Signals | null): ProcessExit {
  if (signal !== null) {
    return { reason: outsideSignals.includes(signal) ? 'killed' : 'crashed', detail: `signal ${signal}` };
  }
  return { reason: code === 0 ? 'normal' : 'crashed', detail: `exit code ${code ?? 'none'}` };
}
