import { spawn } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fail, succeed, type Outcome } from '../contract/outcome.ts';

export interface Desktop {
  readonly platform: NodeJS.Platform;
  /** Whether windows can appear on this machine at all. */
  readonly hasDisplay: boolean;
}

export function currentDesktop(): Desktop {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  const unixDisplay = (DISPLAY ?? '') !== '' || (WAYLAND_DISPLAY ?? '') !== '';
  return {
    platform: process.platform,
    hasDisplay: process.platform === 'win32' || process.platform === 'darwin' || unixDisplay,
  };
}

/** The program that shows a path in this system's file browser. Linux has none that selects a file: its folder opens. */
export function revealCommand(
  platform: NodeJS.Platform,
  path: string,
  isFolder: boolean,
): readonly [string, ...string[]] {
  if (platform === 'win32') {
    return isFolder ? ['explorer.exe', path] : ['explorer.exe', `/select,${path}`];
  }
  if (platform === 'darwin') {
    return isFolder ? ['open', path] : ['open', '-R', path];
  }
  return ['xdg-open', isFolder ? path : dirname(path)];
}

/** Shows a file or folder in the file browser of the machine that Earmark runs on. */
export async function reveal(path: string, desktop: Desktop): Promise<Outcome<Record<string, never>>> {
  const entry = await stat(path).catch(() => null);
  if (entry === null) {
    return fail('not-found', `“${path}” is not there any more.`);
  }
  const [command, ...values] = revealCommand(desktop.platform, path, entry.isDirectory());
  if (!desktop.hasDisplay || !(await start(command, values))) {
    return fail('unavailable', `Earmark cannot open a file browser on this machine. The path is: ${path}`);
  }
  return succeed({});
}

/** Whether the program started; what it does afterwards is its own life. */
function start(command: string, values: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(command, values, { detached: true, stdio: 'ignore' });
    child.once('error', () => {
      resolve(false);
    });
    child.once('spawn', () => {
      child.unref();
      resolve(true);
    });
  });
}
