import { rename, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fileVersion, oncePerVersion } from '../../../electron/engine/unchanged-files.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const folder = temporaryFolder();
const path = join(folder, 'model.onnx');

function counted() {
  const readings: string[] = [];
  const read = (of: string): Promise<string> => {
    readings.push(of);
    return Promise.resolve(`reading ${readings.length}`);
  };
  return { read, readings };
}

test('a file that is unchanged is read once, also by two who ask at the same time', async () => {
  await writeFile(path, 'one');
  const { read, readings } = counted();
  const once = oncePerVersion(read);
  expect(await Promise.all([once(path), once(path)])).toEqual(['reading 1', 'reading 1']);
  expect(await once(path)).toBe('reading 1');
  expect(readings).toHaveLength(1);
});

test('other bytes of the same length and time are another file', async () => {
  await writeFile(path, 'one');
  const when = new Date('2026-01-01T00:00:00Z');
  await utimes(path, when, when);
  const once = oncePerVersion(counted().read);
  await once(path);
  await writeFile(`${path}.new`, 'two');
  await utimes(`${path}.new`, when, when);
  await rename(`${path}.new`, path);
  expect(await once(path)).toBe('reading 2');
});

test('what is not worth keeping, a missing file and an error are read anew', async () => {
  await writeFile(path, 'one');
  const fault = counted();
  const once = oncePerVersion(fault.read, () => false);
  await once(path);
  await once(path);
  expect(fault.readings).toHaveLength(2);

  const missing = join(folder, 'missing.onnx');
  expect(await fileVersion(missing)).toBeNull();
  expect(await fileVersion(folder)).toBeNull();
  const absent = counted();
  const onceMore = oncePerVersion(absent.read);
  await onceMore(missing);
  await onceMore(missing);
  expect(absent.readings).toHaveLength(2);

  const failing = oncePerVersion(() => Promise.reject(new Error('unreadable')));
  await expect(failing(path)).rejects.toThrow('unreadable');
  await expect(failing(path)).rejects.toThrow('unreadable');
});
