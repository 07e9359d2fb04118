import { app, dialog, type BrowserWindow } from 'electron';
import type { Fault, Outcome } from '../contract/outcome.ts';

/** True where this is the first Earmark of this person; a second start only brings the first one's window forward. */
export function claimSingleInstance(window: () => BrowserWindow | null): boolean {
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return false;
  }
  app.on('second-instance', () => {
    const first = window();
    if (first?.isMinimized() === true) {
      first.restore();
    }
    first?.focus();
  });
  return true;
}

/** Quits when the last window closes, and only after `close` has ended engine and scorers in order. */
export function quitInOrder(close: () => Promise<void>): void {
  let state: 'open' | 'closing' | 'closed' = 'open';
  app.on('window-all-closed', () => {
    app.quit();
  });
  app.on('before-quit', (event) => {
    if (state === 'closed') {
      return;
    }
    event.preventDefault();
    if (state === 'open') {
      state = 'closing';
      void close().finally(() => {
        state = 'closed';
        app.quit();
      });
    }
  });
}

/** A library that cannot be opened, or an engine that does not stay up: says why, then ends. */
export async function endWhereHopeless(opened: Promise<Outcome<null>>): Promise<void> {
  const outcome = await opened;
  if (!outcome.ok) {
    reportFault(outcome.fault);
    app.exit(1);
  }
}

function reportFault(fault: Fault): void {
  dialog.showErrorBox('Earmark cannot start', fault.message);
}
