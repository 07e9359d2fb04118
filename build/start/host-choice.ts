/** Which host opens the app, and for the browser: why. */
export type HostChoice =
  { readonly host: 'electron'; readonly binary: string } | { readonly host: 'web'; readonly reason: string };

export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
  readonly findBinary: () => string | undefined;
  readonly fetchBinary: () => string | undefined;
}

/**
 * Electron where its binary can be had and there is a display; the same app in a browser otherwise.
 * Cheap answers come first, so that a machine without a display never waits for a download.
 */
export function chooseHost({ platform, env, findBinary, fetchBinary }: Machine): HostChoice {
  if (env['EARMARK_HOST'] === 'web') return { host: 'web', reason: 'EARMARK_HOST=web asks for the browser' };
  if (!hasDisplay(platform, env)) return { host: 'web', reason: 'this session has no display for Electron' };
  const binary = findBinary() ?? fetchBinary();
  if (binary === undefined) return { host: 'web', reason: 'the Electron binary could not be fetched' };
  return { host: 'electron', binary };
}

/** macOS and Windows always have a display; elsewhere X11 or Wayland says so. */
export function hasDisplay(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): boolean {
  if (platform === 'darwin' || platform === 'win32') return true;
  return Boolean(env['DISPLAY']) || Boolean(env['WAYLAND_DISPLAY']);
}
