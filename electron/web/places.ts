import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { homedir, userInfo } from 'node:os';
import { join } from 'node:path';

export interface Place {
  readonly name: string;
  readonly path: string;
}

/** Where a person starts to look: home, the disks of this machine, and the cards and drives that are plugged in. */
export async function listPlaces(): Promise<Place[]> {
  const home = { name: 'Home', path: homedir() };
  if (process.platform === 'win32') {
    return [home, ...windowsDrives()];
  }
  return [home, { name: 'This computer', path: '/' }, ...(await mountedDrives(mountFolders()))];
}

function windowsDrives(): Place[] {
  return [...'CDEFGHIJKLMNOPQRSTUVWXYZAB']
    .map((letter) => ({ name: `${letter}:`, path: `${letter}:\\` }))
    .filter((drive) => existsSync(drive.path));
}

function mountFolders(): string[] {
  const user = userInfo().username;
  return [join('/run/media', user), join('/media', user), '/media', '/mnt', '/Volumes'];
}

/** Folders right below each of the mount folders, each once, a mount folder itself left out. */
export async function mountedDrives(folders: readonly string[]): Promise<Place[]> {
  const drives: Place[] = [];
  for (const folder of folders) {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (!entry.name.startsWith('.') && (entry.isDirectory() || entry.isSymbolicLink()) && !folders.includes(path)) {
        drives.push({ name: entry.name, path });
      }
    }
  }
  return drives;
}
