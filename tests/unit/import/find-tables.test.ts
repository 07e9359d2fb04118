import { execFileSync } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { unwrap } from '../../../electron/contract/outcome.ts';
import { findTables } from '../../../electron/core/import/find-tables.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const { signal } = new AbortController();

async function folderOf(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return folder;
}

async function linesOf(open: AsyncIterable<readonly string[]>): Promise<string[]> {
  const lines: string[] = [];
  for await (const some of open) {
    lines.push(...some);
  }
  return lines.filter((line) => line !== '');
}

describe('Finding tables', () => {
  test.skipIf(process.platform === 'win32')('a pipe is refused, and not waited for', async () => {
    const folder = await folderOf({ 'x.csv': 'x', 'y.csv': 'y' });
    const [x, y] = [join(folder, 'x.csv'), join(folder, 'y.csv')];
    const tables = unwrap(await findTables([x, y], signal));
    await rm(y);
    execFileSync('mkfifo', [y]);

    expect(await findTables([y], signal)).toMatchObject({ ok: false, fault: { code: 'file-unreadable' } });
    const [isRead, isRefused] = await Promise.allSettled(tables.map(({ open }) => linesOf(open(() => undefined))));
    expect(isRead).toMatchObject({ status: 'fulfilled', value: ['x'] });
    expect(isRefused).toMatchObject({ status: 'rejected', reason: { message: expect.stringContaining('not a file') } });
  });

  test('a folder is searched to the bottom, in the order of paths; lists and other files are no tables', async () => {
    const folder = await folderOf({ 'b/x.csv': 'b', 'a.txt': 'a', 'a.list.txt': 'l', 'x.wav': 'w', 'c/d/e.TSV': 'e' });
    const tables = unwrap(await findTables([folder], signal));

    expect(tables.map(({ relativePath }) => relativePath)).toEqual([
      'a.txt',
      join('b', 'x.csv'),
      join('c', 'd', 'e.TSV'),
    ]);
    expect(await Promise.all(tables.map(({ open }) => linesOf(open(() => undefined))))).toEqual([['a'], ['b'], ['e']]);
  });

  test('tables of several analyses are told apart by the folders that hold their settings', async () => {
    const folder = await folderOf({
      'one/BirdNET_analysis_params.csv': 'p',
      'one/A/x.csv': 'x',
      'two/birdnet.analyze-params.csv': 'p',
      'two/x.csv': 'x',
      'y.csv': 'y',
    });
    const runs = unwrap(await findTables([folder], signal)).map(({ run }) => run.split('/').at(-1));
    const [only] = unwrap(await findTables([join(folder, 'one')], signal));

    expect(runs).toEqual(['one', 'one', 'two', 'two', '']);
    expect(only?.run).toBe('');
  });

  test('a long table is read in pieces and tells how far it is', async () => {
    const folder = await folderOf({ 'x.csv': 'x,0.5\n'.repeat(400_000) });
    const [table] = unwrap(await findTables([folder], signal));
    const fractions: number[] = [];
    const lines = await linesOf(table!.open((fraction) => fractions.push(fraction)));

    expect(lines).toHaveLength(400_000);
    expect(fractions.length).toBeGreaterThan(10);
    expect(fractions.at(-1)).toBe(1);
    expect(fractions).toEqual(fractions.toSorted((left, right) => left - right));
  });
});
