import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fail, succeed, type Outcome } from '../contract/outcome.ts';
import { startProgram, type Command, type Desktop } from './desktop-programs.ts';

/** The program that shows a path in this system's file browser. Linux has none that selects a file: its folder opens. */
export function revealCommand(platform: NodeJS.Platform, path: string, isFolder: boolean): Command {
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
  const command = revealCommand(desktop.platform, path, entry.isDirectory());
  if (!desktop.hasDisplay || !(await startProgram(command))) {
    return fail('unavailable', `Earmark cannot open a file browser on this machine. The path is: ${path}`);
  }
  return succeed({});
}
