import { join } from 'node:path';
import { BrowserWindow } from 'electron';
import type { Log } from '../rpc/log.ts';
import { APP_ORIGIN } from './app-scheme.ts';

/** A page that dies again this soon after it was loaded anew stays as it is: something is wrong with every start. */
const RELOAD_PAUSE_MS = 10_000;

/** Opens the window on the page. It appears when there is something to see. */
export function openMainWindow(log: Log): BrowserWindow {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    minWidth: 960,
    minHeight: 600,
    show: false,
    title: 'Earmark',
    backgroundColor: '#1a1b1e',
    webPreferences: {
      preload: join(import.meta.dirname, 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  window.once('ready-to-show', () => {
    window.show();
  });
  reloadAfterCrash(window, log);
  void window.loadURL(`${APP_ORIGIN}/`);
  return window;
}

function reloadAfterCrash(window: BrowserWindow, log: Log): void {
  let lastReload = 0;
  window.webContents.on('render-process-gone', (_event, details) => {
    log('error', 'The page’s process ended', { ...details });
    if (details.reason !== 'clean-exit' && Date.now() - lastReload > RELOAD_PAUSE_MS) {
      lastReload = Date.now();
      window.webContents.reload();
    }
  });
}
