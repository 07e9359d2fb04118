import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openLogFile } from '../../../electron/host/log-file.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'earmark-log-'));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(root, { recursive: true });
});

describe('openLogFile', () => {
  it('appends JSON lines in a folder that it makes', async () => {
    const log = openLogFile(join(root, 'library'), 'main');
    log('warning', 'first', { slot: 1 });
    openLogFile(join(root, 'library'), 'main')('info', 'second');
    const lines = (await readFile(join(root, 'library', 'earmark.log'), 'utf8')).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { level: 'warning', source: 'main', message: 'first', slot: 1 },
      { level: 'info', source: 'main', message: 'second' },
    ]);
  });

  it('keeps two files of five megabytes', async () => {
    const path = join(root, 'earmark.log');
    await writeFile(path, 'x'.repeat(5 * 1024 * 1024 + 1));
    openLogFile(root, 'main')('info', 'new');
    expect((await stat(`${path}.old`)).size).toBe(5 * 1024 * 1024 + 1);
    expect((await readFile(path, 'utf8')).split('\n')).toHaveLength(2);
  });

  it('speaks to standard error where it cannot write', async () => {
    const said: string[] = [];
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
      said.push(String(text));
      return true;
    });
    await writeFile(join(root, 'file'), '');
    openLogFile(join(root, 'file'), 'main')('error', 'disk full');
    expect(said).toHaveLength(1);
    expect(said[0]).toContain('disk full');
  });
});
