import { spawn, type ChildProcess, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { z } from 'zod';

const root = join(import.meta.dirname, '../../..');
const START_LIMIT_MS = 30_000;
const STOP_LIMIT_MS = 5_000;

const firstLine = z.object({ url: z.url() });

export interface WebHostProcess {
  /** With its token: open this. */
  readonly url: string;
  readonly pid: number;
  /** Everything it has said on stderr, for a test that fails. */
  readonly log: () => string;
  readonly stop: () => Promise<void>;
}

/** A host that was started a moment ago. */
export interface StartingWebHost {
  readonly pid: number;
  /** Rejects with its stderr if it ends or stays silent before it has said where it listens. */
  readonly url: Promise<string>;
  readonly log: () => string;
  readonly stop: () => Promise<void>;
}

/** Starts the loopback host on a free port over `library`, as `npm start` does, and does not wait for it. */
export function spawnWebHost(library: string, extra: readonly string[] = [], env = process.env): StartingWebHost {
  const program = join(root, 'electron/web/start.ts');
  const args = [program, '--library', library, '--port', '0', '--no-open', '--json', ...extra];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const url = readUrl(child).catch((cause: unknown) => {
    throw new Error(`The web host did not start: ${String(cause)}\n${errors}`, { cause });
  });
  // Whoever does not ask for it need not hear of it.
  url.catch(() => undefined);
  return { pid: child.pid ?? 0, url, log: () => errors, stop: () => stop(child) };
}

/**
 * Starts the loopback host and waits until it listens.
 * @throws Error with its stderr if it ends or stays silent before it has said where it listens
 */
export async function startWebHostProcess(library: string, extra: readonly string[] = []): Promise<WebHostProcess> {
  const host = spawnWebHost(library, extra);
  try {
    return { ...host, url: await host.url };
  } catch (error) {
    await host.stop();
    throw error;
  }
}

async function readUrl(child: ChildProcessByStdio<null, Readable, Readable>): Promise<string> {
  const lines = createInterface({ input: child.stdout });
  const limit = AbortSignal.timeout(START_LIMIT_MS);
  const ended = once(child, 'exit', { signal: limit }).then(() => Promise.reject(new Error('it ended')));
  ended.catch(() => undefined);
  const [line] = await Promise.race([once(lines, 'line', { signal: limit }), ended]);
  return firstLine.parse(JSON.parse(String(line))).url;
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  const hard = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
  child.kill('SIGTERM');
  await exit;
  clearTimeout(hard);
}
