import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { hash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createFileCrew, type FileCrew } from '../../../electron/core/export/file-crew.ts';
import type { FileResult } from '../../../electron/core/export/file-task.ts';

let folder: string;
let crew: FileCrew;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'earmark-crew-'));
  crew = createFileCrew(2);
});
afterEach(async () => {
  await crew.close();
  await rm(folder, { recursive: true, force: true });
});

it('answers every task of several runs at once, again and again', { timeout: 60_000 }, async () => {
  const path = join(folder, 'a');
  await writeFile(path, 'content');
  const tasks = Array.from({ length: 300 }, () => ({ kind: 'hash' as const, path }));
  for (let round = 0; round < 20; round += 1) {
    const runs = Array.from({ length: 5 }, async () => {
      const results: FileResult[] = [];
      await crew.run(tasks, { onResult: (result, index) => (results[index] = result) });
      return results;
    });
    for (const results of await Promise.all(runs)) {
      expect(results.length).toBe(tasks.length);
      expect(results.every((result) => result.ok && result.sha256 === hash('sha256', 'content'))).toBe(true);
    }
  }
});

it('stops when it is told to, and copies nothing after that', async () => {
  const file = join(folder, 'a');
  await writeFile(file, new Uint8Array(1000));
  const controller = new AbortController();
  const tasks = Array.from({ length: 2000 }, () => ({ kind: 'hash' as const, path: file }));
  let heard = 0;
  const run = crew.run(tasks, {
    signal: controller.signal,
    onResult: () => {
      heard += 1;
      controller.abort();
    },
  });
  await expect(run).rejects.toMatchObject({ name: 'AbortError' });
  expect(heard).toBe(1);
});

it('ends a run whose threads end, and starts new ones for the next', async () => {
  const path = join(folder, 'a');
  await writeFile(path, new Uint8Array(32e6));
  const tasks = Array.from({ length: 50 }, () => ({ kind: 'hash' as const, path }));
  const run = crew.run(tasks, { onResult: () => undefined });
  await Promise.all([crew.close(), expect(run).rejects.toMatchObject({ fault: { code: 'export-failed' } })]);
  const results: FileResult[] = [];
  await crew.run(tasks.slice(0, 1), { onResult: (result) => results.push(result) });
  expect(results).toEqual([{ ok: true, sha256: hash('sha256', await readFile(path)), bytes: 32e6 }]);
});
