import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const MEGABYTE = 1024 * 1024;
const AUDIO = /\.(wav|wave|flac|mp3|ogg|opus|m4a|aif|aiff|w4v|wac)$/i;
const TOP_LEVEL = ['electron', 'renderer', 'native-models', 'db', 'tests', 'build', '.ci', 'docs'];

const listed = spawnSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' });
const files = listed.status === 0 ? listed.stdout.split('\0').filter((path) => path !== '') : [];
const present = files.filter((path) => statSync(join(root, path), { throwIfNoEntry: false })?.isFile() === true);

describe.skipIf(listed.status !== 0)('what is committed (skipped outside a git checkout)', () => {
  test('holds no audio: the sample recordings are made on first use', () => {
    expect(present.filter((path) => AUDIO.test(path))).toEqual([]);
  });

  test('holds no model over 1 MB', () => {
    const large = present.filter((path) => path.endsWith('.onnx') && statSync(join(root, path)).size > MEGABYTE);
    expect(large).toEqual([]);
  });

  test('holds nothing that is installed, built or written at run time', () => {
    const outputs = present.filter((path) => /^(node_modules|dist|\.earmark|test-results)\//.test(path));
    expect(outputs).toEqual([]);
  });

  test('keeps the top level as DESIGN says', () => {
    const folders = new Set(present.filter((path) => path.includes('/')).map((path) => path.split('/')[0] ?? ''));
    expect([...folders].filter((folder) => !TOP_LEVEL.includes(folder))).toEqual([]);
  });
});

describe('the lockfile', () => {
  test('names no registry host and fixes every version of package.json', async () => {
    const { default: lock } = await import('../../../package-lock.json', { with: { type: 'json' } });
    const entries: readonly (readonly [string, { readonly resolved?: string; readonly version?: string }])[] =
      Object.entries(lock.packages);
    expect(entries.filter(([, entry]) => entry.resolved !== undefined).map(([path]) => path)).toEqual([]);
    const { dependencies, devDependencies, optionalDependencies } = lock.packages[''];
    const ranges = { ...dependencies, ...devDependencies, ...optionalDependencies };
    expect(Object.entries(ranges).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  });
});
