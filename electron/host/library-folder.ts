import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * The library to open: what was asked for, else the one named by EARMARK_LIBRARY, else `Earmark` in the home folder.
 * The same in every host, so that window, browser and command line work on one library.
 */
export function libraryFolder(asked: string | undefined, environment: NodeJS.ProcessEnv = process.env): string {
  const named = [asked, environment['EARMARK_LIBRARY']].find((path) => path !== undefined && path !== '');
  return named === undefined ? join(homedir(), 'Earmark') : resolve(named);
}
