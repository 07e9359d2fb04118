import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fetchElectronOnce, findElectronBinary } from '../../../build/start/electron-binary.ts';
import { chooseHost } from '../../../build/start/host-choice.ts';
import { hashSources, isFresh, writeStamp } from '../../../build/start/source-stamp.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'earmark-start-'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

describe('which host opens the app', () => {
  const here = { platform: 'linux' as const, findBinary: () => '/electron', fetchBinary: () => undefined };
  const never = (): undefined => {
    throw new Error('must not be asked');
  };

  test('Electron where the binary and a display are there', () => {
    expect(chooseHost({ ...here, env: { DISPLAY: ':0' } })).toEqual({ host: 'electron', binary: '/electron' });
    expect(chooseHost({ ...here, env: { WAYLAND_DISPLAY: 'wayland-0' } }).host).toBe('electron');
    expect(chooseHost({ ...here, platform: 'darwin', env: {} }).host).toBe('electron');
  });

  test('the browser without a display, with no download', () => {
    const choice = chooseHost({ ...here, env: {}, findBinary: never, fetchBinary: never });
    expect(choice).toEqual({ host: 'web', reason: 'this session has no display for Electron' });
  });

  test('the browser where the binary cannot be had, and where a person asks for it', () => {
    const env = { DISPLAY: ':0' };
    expect(chooseHost({ ...here, env, findBinary: () => undefined })).toMatchObject({ host: 'web' });
    const asked = { ...env, EARMARK_HOST: 'web' };
    expect(chooseHost({ ...here, env: asked, findBinary: never, fetchBinary: never })).toMatchObject({ host: 'web' });
  });
});

describe('the Electron binary', () => {
  beforeEach(() => {
    mkdirSync(join(root, 'node_modules/electron/dist'), { recursive: true });
    writeFileSync(join(root, 'node_modules/electron/package.json'), '{ "version": "45.4.1" }');
  });

  test('is there when path.txt names a file', () => {
    expect(findElectronBinary(root, {})).toBeUndefined();
    writeFileSync(join(root, 'node_modules/electron/path.txt'), 'electron');
    expect(findElectronBinary(root, {})).toBeUndefined();
    writeFileSync(join(root, 'node_modules/electron/dist/electron'), '');
    expect(findElectronBinary(root, {})).toBe(join(root, 'node_modules/electron/dist/electron'));
  });

  test('is fetched once; a failure is remembered until the version changes', () => {
    const install = join(root, 'node_modules/electron/install.js');
    writeFileSync(install, `require('node:fs').appendFileSync(__dirname + '/tries', 'x'); process.exit(1)`);
    const said: string[] = [];
    const fetchOnce = (): string | undefined => fetchElectronOnce(root, (line) => said.push(line));
    expect([fetchOnce(), fetchOnce()]).toEqual([undefined, undefined]);
    expect(said).toHaveLength(1);
    writeFileSync(join(root, 'node_modules/electron/package.json'), '{ "version": "46.0.0" }');
    fetchOnce();
    expect(said).toHaveLength(2);
  });
});

describe('whether a build is stale', () => {
  const hash = (): string => hashSources(root, ['source/**']);
  const source = (name: string, content: string): void => {
    mkdirSync(join(root, 'source'), { recursive: true });
    writeFileSync(join(root, 'source', name), content);
  };

  test('depends on names and bytes, not on dates', () => {
    source('a.ts', 'one');
    const first = hash();
    source('a.ts', 'one');
    expect(hash()).toBe(first);
    source('a.ts', 'two');
    expect(hash()).not.toBe(first);
    source('a.ts', 'one');
    source('b.ts', '');
    expect(hash()).not.toBe(first);
  });

  test('is read from the folder that was built', () => {
    mkdirSync(join(root, 'dist'));
    expect(isFresh(join(root, 'dist'), 'x')).toBe(false);
    writeStamp(join(root, 'dist'), 'x');
    expect(isFresh(join(root, 'dist'), 'x')).toBe(true);
    expect(isFresh(join(root, 'dist'), 'y')).toBe(false);
  });
});
