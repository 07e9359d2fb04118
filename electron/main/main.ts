/** Electron's main process: starts, feeds and supervises everything, and does no work of its own. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { app, BrowserWindow } from 'electron';
import { libraryFolder } from '../host/library-folder.ts';
import { openLogFile } from '../host/log-file.ts';
import { createRequestHandler } from '../host/request-handler.ts';
import { superviseEngine } from '../host/supervisor.ts';
import { registerAppScheme, serveAppScheme } from './app-scheme.ts';
import { createDialogs } from './dialogs.ts';
import { claimSingleInstance, endWhereHopeless, quitInOrder } from './lifecycle.ts';
import { openMainWindow } from './main-window.ts';
import { setMenu } from './menu.ts';
import { createMemory } from './remembered.ts';
import { secureEverything } from './security.ts';
import { createDesktopShell, serveShell } from './shell-operations.ts';
import { createUtilityProcessFactory } from './utility-processes.ts';
import { serveWindowPorts } from './window-ports.ts';

const currentWindow = (): BrowserWindow | null => BrowserWindow.getAllWindows()[0] ?? null;

/** Everything is ready to answer before the window that asks exists. */
function onReady(): void {
  const folder = libraryFolder(libraryArgument());
  const log = openLogFile(folder, 'main');
  secureEverything();
  const windowPorts = serveWindowPorts();
  const engine = superviseEngine({
    factory: createUtilityProcessFactory(log),
    libraryFolder: folder,
    log,
    onEngineReady: (ready) => {
      windowPorts.engineReady(ready);
    },
  });
  quitInOrder(() => engine.close());
  const memory = createMemory(join(app.getPath('userData'), 'remembered.json'));
  serveShell(createDesktopShell(createDialogs(currentWindow, memory)), log);
  serveAppScheme(
    createRequestHandler({ bundleFolder: join(import.meta.dirname, '../renderer'), clip: engine.clip.bind(engine) }),
  );
  setMenu(folder);
  openMainWindow(log);
  void endWhereHopeless(engine.opened);
}

/** Chromium's own switches are among the arguments too, so that unknown ones are no error. */
function libraryArgument(): string | undefined {
  const { values } = parseArgs({
    args: process.argv.slice(1),
    options: { library: { type: 'string' } },
    strict: false,
    allowPositionals: true,
  });
  return typeof values.library === 'string' ? values.library : undefined;
}

registerAppScheme();
app.enableSandbox();
if (claimSingleInstance(currentWindow)) {
  void app.whenReady().then(onReady);
}
