import { spawn } from 'node:child_process';

export interface Desktop {
  readonly platform: NodeJS.Platform;
  /** Whether windows can appear on this machine at all. */
  readonly hasDisplay: boolean;
}

/** A program and what it is given. */
export type Command = readonly [string, ...string[]];

export function currentDesktop(): Desktop {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  const unixDisplay = (DISPLAY ?? '') !== '' || (WAYLAND_DISPLAY ?? '') !== '';
  return {
    platform: process.platform,
    hasDisplay: process.platform === 'win32' || process.platform === 'darwin' || unixDisplay,
  };
}

/** The program that opens an address in the person's own browser. */
export function browserCommand(platform: NodeJS.Platform, url: string): Command {
  if (platform === 'win32') {
    return ['rundll32', 'url.dll,FileProtocolHandler', url];
  }
  return [platform === 'darwin' ? 'open' : 'xdg-open', url];
}

/** Whether the program started; what it does afterwards is its own life. */
export function startProgram([command, ...values]: Command): Promise<boolean> {
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
