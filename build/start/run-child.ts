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
}

const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Runs a program on this process's own streams, passes signals on to it, and resolves when it has ended. */
export function runChild({ command, args, cwd, env = process.env }: ChildSpec): Promise<ChildEnd> {
  const started = performance.now();
  const child = spawn(command, args, { cwd, env, stdio: 'inherit' });
  const forward = (signal: NodeJS.Signals): void => {
    child.kill(signal);
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
