import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const DOWNLOAD_LIMIT_MS = 60_000;

/**
 * Where the Electron program is, or undefined. Reads files only: importing the package would start its download.
 */
export function findElectronBinary(root: string, env: NodeJS.ProcessEnv): string | undefined {
  const folder = join(root, 'node_modules/electron');
  const pathFile = join(folder, 'path.txt');
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : undefined;
  const override = env['ELECTRON_OVERRIDE_DIST_PATH'];
  const binary =
    override === undefined ? name && join(folder, 'dist', name) : join(override, name ?? defaultBinaryName());
  return binary !== undefined && binary !== '' && existsSync(binary) ? binary : undefined;
}

function defaultBinaryName(): string {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}

/**
 * Lets the electron package fetch its binary, once: a failure is remembered for this version, so that later starts
 * neither wait nor need the network. Deleting .earmark/electron-download.json makes the next start try again.
 */
export function fetchElectronOnce(root: string, announce: (line: string) => void): string | undefined {
  const record = join(root, '.earmark/electron-download.json');
  const version = electronVersion(root);
  if (existsSync(record) && readFileSync(record, 'utf8').includes(`"${version}"`)) return undefined;
  announce(`Fetching Electron ${version} (once, at most a minute) …`);
  spawnSync(process.execPath, [join(root, 'node_modules/electron/install.js')], {
    stdio: 'ignore',
    timeout: DOWNLOAD_LIMIT_MS,
  });
  const binary = findElectronBinary(root, {});
  if (binary === undefined) {
    mkdirSync(dirname(record), { recursive: true });
    writeFileSync(record, `${JSON.stringify({ failed: version, at: new Date().toISOString() })}\n`);
  }
  return binary;
}

function electronVersion(root: string): string {
  const text = readFileSync(join(root, 'node_modules/electron/package.json'), 'utf8');
  return /"version":\s*"([^"]+)"/.exec(text)?.[1] ?? 'unknown';
}
