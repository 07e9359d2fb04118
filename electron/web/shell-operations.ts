import { homedir } from 'node:os';
import type { ShellOperationName } from '../contract/operations.ts';
import { fail, succeed } from '../contract/outcome.ts';
import type { Handlers } from '../rpc/dispatch.ts';
import type { Desktop } from './desktop-programs.ts';
import { listFolder, type IsAudioFile } from './folder-listing.ts';
import { reveal } from './reveal.ts';

export interface WebShellOptions {
  readonly desktop: Desktop;
  readonly isAudioFile: IsAudioFile;
  /** Why this is the browser and not the desktop window, for the person; null where they chose it. */
  readonly notice: string | null;
}

/** What the loopback host can do for the page: no dialogs of its own, but a folder browser. */
export function createWebShell(options: WebShellOptions): Handlers<ShellOperationName> {
  return {
    'shell/capabilities': () =>
      succeed({
        host: 'web',
        pickFolder: false,
        browseFolders: true,
        dropPaths: false,
        reveal: options.desktop.hasDisplay,
        quit: false,
        homeFolder: homedir(),
        notice: options.notice,
      }),
    'shell/pick-folder': () =>
      fail('unavailable', 'A browser cannot open a folder dialog here. Use the folder browser.'),
    'shell/pick-file': () => fail('unavailable', 'A browser cannot open a file dialog here. Use the folder browser.'),
    'shell/list-folder': ({ path, kind }) => listFolder(path, options.isAudioFile, kind),
    'shell/reveal': ({ path }) => reveal(path, options.desktop),
    'shell/quit': () =>
      fail('unavailable', 'Close this page, and stop Earmark with Ctrl-C in the terminal where it runs.'),
  };
}
