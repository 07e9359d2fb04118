import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const FIXED_PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];
const DOWNLOAD_LIMIT_MS = 180_000;
const APT_LIMIT_MS = 300_000;

/** A Chromium that starts on this machine, looked for in the order: EARMARK_CHROMIUM, system, Playwright's own. */
export function findChromium(env: NodeJS.ProcessEnv): string | undefined {
  const named = env['EARMARK_CHROMIUM'];
  const onPath = (env['PATH'] ?? '').split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const candidates = [...(named === undefined ? [] : [named]), ...onPath, ...FIXED_PLACES, chromium.executablePath()];
  return candidates.find((path) => existsSync(path) && starts(path));
}

/** A downloaded browser may lack system libraries; asking its version shows it. On Windows that would open a window. */
function starts(path: string): boolean {
  if (process.platform === 'win32') return true;
  return spawnSync(path, ['--version', '--no-sandbox'], { stdio: 'ignore', timeout: 20_000 }).status === 0;
}

/**
 * Finds Chromium or gets one: Playwright's download, else Debian's package as root.
 * @returns its path, or undefined where none can be had
 */
export function ensureChromium(root: string, announce: (line: string) => void): string | undefined {
  const found = findChromium(process.env);
  if (found !== undefined) return found;
  announce('No Chromium on this machine; trying the download of Playwright …');
  const cli = join(root, 'node_modules/@playwright/test/cli.js');
  spawnSync(process.execPath, [cli, 'install', 'chromium', '--no-shell'], {
    stdio: 'ignore',
    timeout: DOWNLOAD_LIMIT_MS,
  });
  const downloaded = findChromium(process.env);
  if (downloaded !== undefined) return downloaded;
  if (process.platform === 'linux' && process.getuid?.() === 0) installWithApt(announce);
  return findChromium(process.env);
}

function installWithApt(announce: (line: string) => void): void {
  announce('That did not work; installing the chromium package with apt …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [
    ['update', '-qq'],
    ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-liberation'],
  ]) {
    spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], timeout: APT_LIMIT_MS, env });
  }
}
