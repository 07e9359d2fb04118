import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
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

/**
 * Starts the loopback host on a free port over `library`, as `npm start` does.
 * @throws Error with its stderr if it ends or stays silent before it has said where it listens
 */
export async function startWebHostProcess(library: string, extra: readonly string[] = []): Promise<WebHostProcess> {
  const program = join(root, 'electron/web/start.ts');
  const args = [program, '--library', library, '--port', '0', '--no-open', '--json', ...extra];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const lines = createInterface({ input: child.stdout });
  try {
    const limit = AbortSignal.timeout(START_LIMIT_MS);
    const ended = once(child, 'exit', { signal: limit }).then(() => Promise.reject(new Error('it ended')));
    const [line] = await Promise.race([once(lines, 'line', { signal: limit }), ended]);
    const { url } = firstLine.parse(JSON.parse(String(line)));
    ended.catch(() => undefined);
    return { url, pid: child.pid ?? 0, log: () => errors, stop: () => stop(child) };
  } catch (cause) {
    await stop(child);
    throw new Error(`The web host did not start: ${String(cause)}\n${errors}`, { cause });
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  const hard = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
  child.kill('SIGTERM');
  await exit;
  clearTimeout(hard);
}
