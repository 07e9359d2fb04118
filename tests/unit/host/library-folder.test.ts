import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { libraryFolder } from '../../../electron/host/library-folder.ts';

describe('libraryFolder', () => {
  it.each([
    ['/lab/frogs', { EARMARK_LIBRARY: '/elsewhere' }, '/lab/frogs'],
    [undefined, { EARMARK_LIBRARY: '/elsewhere' }, '/elsewhere'],
    ['', { EARMARK_LIBRARY: '' }, join(homedir(), 'Earmark')],
    ['frogs', {}, resolve('frogs')],
  ])('asked for %o with %o is %s', (asked, environment, folder) => {
    expect(libraryFolder(asked, environment)).toBe(folder);
  });
});
