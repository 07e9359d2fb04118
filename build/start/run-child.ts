import { spawn } from 'node:child_process';

/** How a program ended. */
export interface ChildEnd {
  readonly code: number;
  readonly signal: NodeJS.Signals | null;
  readonly seconds: number;
}

export interface ChildSpec {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
  /**
   * Ctrl-C in a terminal reaches every process of the group, and npm passes it on once more at each level. A program
   * that shuts down in order is given a group of its own, and hears a signal once.
   */
  readonly ownGroup?: boolean;
  /** Opens a channel whose end tells the program that this process is gone, however it went. */
  readonly lifeline?: boolean;
}

const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Copies of one Ctrl-C arrive within this time; a later one is a person who asks again. */
const SAME_SIGNAL_MS = 700;

/** Runs a program on this process's own streams, passes signals on to it, and resolves when it has ended. */
export function runChild(spec: ChildSpec): Promise<ChildEnd> {
  const { command, args, cwd, env = process.env, ownGroup = false, lifeline = false } = spec;
  const started = performance.now();
  const child = spawn(command, args, {
    cwd,
    env,
    stdio: ['inherit', 'inherit', 'inherit', ...(lifeline ? (['ipc'] as const) : [])],
    detached: ownGroup && process.platform !== 'win32',
  });
  let lastSignal = -Infinity;
  const forward = (signal: NodeJS.Signals): void => {
    const now = performance.now();
    if (now - lastSignal > SAME_SIGNAL_MS) child.kill(signal);
    lastSignal = now;
  };
  for (const signal of FORWARDED) process.on(signal, forward);
  return new Promise<ChildEnd>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      resolve({ code: code ?? 1, signal, seconds: (performance.now() - started) / 1000 });
    });
  }).finally(() => {
    for (const signal of FORWARDED) process.removeListener(signal, forward);
  });
}

/** Ends this process as its child ended. */
export function endAs({ code, signal }: ChildEnd): void {
  if (signal !== null && process.platform !== 'win32') process.kill(process.pid, signal);
  else process.exitCode = code;
}
