import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHttpClient } from '../../electron/rpc/http-client.ts';
import { signIn } from './transports.ts';

const program = join(import.meta.dirname, '../../electron/web/start.ts');
let folder: string;
let host: ChildProcess;
let first: { url: string; library: string };

function start(...values: string[]): ChildProcess {
  return spawn(process.execPath, [program, '--no-open', ...values], { stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Waits for the program's end: its exit code and what it said on standard error. */
async function endOf(child: ChildProcess): Promise<{ readonly code: unknown; readonly errors: string }> {
  let errors = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const [code] = (await once(child, 'close')) as [unknown];
  return { code, errors };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'earmark-start-'));
  host = start('--json', '--library', join(folder, 'library'), '--notice', 'There is no display here.');
  const lines = createInterface({ input: host.stdout ?? process.stdin });
  const [line] = (await once(lines, 'line', { signal: AbortSignal.timeout(30_000) })) as [string];
  first = JSON.parse(line) as typeof first;
});
afterAll(async () => {
  host.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

describe('the program of the loopback host', () => {
  it('serves a real engine on the library that it names', async () => {
    expect(first.library).toBe(join(folder, 'library'));
    const cookie = await signIn(first.url);
    const { origin } = new URL(first.url);
    const client = createHttpClient({
      baseUrl: origin,
      fetch: (url, init) =>
        fetch(url, { ...init, headers: { ...(init?.headers as Record<string, string>), cookie, origin } }),
    });
    expect(await client.call('library/summary', {})).toMatchObject({ ok: true, value: { path: first.library } });
    expect(await client.call('shell/capabilities', {})).toMatchObject({
      value: { notice: 'There is no display here.' },
    });
    client.close();
  });

  it('does not open a library twice, and says who has it', async () => {
    const { code, errors } = await endOf(start('--library', join(folder, 'library')));
    expect(code).toBe(1);
    expect(errors).toContain('open in another Earmark');
  });

  it.each([
    [['--port', 'many'], '--port takes a number'],
    [['--unknown'], '--unknown'],
  ])('refuses %o', async (values, message) => {
    const { code, errors } = await endOf(start('--library', join(folder, 'other'), ...values));
    expect(code).toBe(1);
    expect(errors).toContain(message);
  });

  it('ends in order when it is told to', async () => {
    const end = endOf(host);
    host.kill('SIGTERM');
    expect(await end).toStrictEqual({ code: 0, errors: '' });
  });
});
