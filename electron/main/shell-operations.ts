import { stat } from 'node:fs/promises';
import { app, ipcMain, shell, type IpcMainInvokeEvent } from 'electron';
import type { ShellOperationName } from '../contract/operations.ts';
import { fail, succeed, type Outcome } from '../contract/outcome.ts';
import { SHELL_CHANNEL } from '../rpc/bridge-channels.ts';
import { createDispatcher, type Handlers } from '../rpc/dispatch.ts';
import type { Log } from '../rpc/log.ts';
import type { Dialogs } from './dialogs.ts';
import { isOwnFrame } from './security.ts';

/** What the desktop can do for the page. */
export function createDesktopShell(dialogs: Dialogs): Handlers<ShellOperationName> {
  return {
    'shell/capabilities': () =>
      succeed({
        host: 'electron',
        pickFolder: true,
        browseFolders: false,
        dropPaths: true,
        reveal: true,
        quit: true,
        homeFolder: app.getPath('home'),
        notice: null,
      }),
    'shell/pick-folder': async ({ title }) => succeed(await dialogs.pickFolder(title)),
    'shell/pick-file': async ({ kind, near }) => succeed(await dialogs.pickFile(kind, near)),
    'shell/list-folder': () => fail('unavailable', 'Choose the folder in the system’s dialog.'),
    'shell/reveal': async ({ path }) => {
      if ((await stat(path).catch(() => null)) === null) {
        return fail('not-found', `“${path}” is not there any more.`);
      }
      shell.showItemInFolder(path);
      return succeed({});
    },
    'shell/quit': () => {
      app.quit();
      return succeed({});
    },
  };
}

/** Answers the page's shell operations; nobody else's. */
export function serveShell(handlers: Handlers<ShellOperationName>, log: Log): void {
  const dispatch = createDispatcher(handlers, { log });
  ipcMain.handle(
    SHELL_CHANNEL,
    (event: IpcMainInvokeEvent, operation: unknown, input: unknown): Promise<Outcome<unknown>> | Outcome<unknown> => {
      if (!isOwnFrame(event.senderFrame)) {
        log('warning', 'A message from a foreign frame was refused', { url: event.senderFrame?.url });
        return fail('permission-denied', 'Only Earmark’s own page may do this.');
      }
      return dispatch(String(operation), input, new AbortController().signal);
    },
  );
}
