import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 300;

/**
 * Runs `work` while this process alone holds the lock folder; making a folder is atomic on every file system.
 * A lock whose process is gone is taken over.
 * @template T
 * @param {string} folder
 * @param {() => void} onWait called once if another process holds the lock
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(folder, onWait, work) {
  mkdirSync(dirname(folder), { recursive: true });
  let told = false;
  while (!tryTake(folder)) {
    if (!told && isAlive(readOwner(folder))) {
      told = true;
      onWait();
    }
    removeIfStale(folder);
    await sleep(POLL_MS);
  }
  const release = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.removeListener('exit', release);
    release();
  }
}

function tryTake(folder) {
  try {
    mkdirSync(folder);
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
  writeFileSync(join(folder, 'owner.json'), JSON.stringify({ pid: process.pid, host: hostname(), since: Date.now() }));
  return true;
}

/** Undefined while the owner is still writing its name, or if the lock has just been released. */
function readOwner(folder) {
  try {
    return JSON.parse(readFileSync(join(folder, 'owner.json'), 'utf8'));
  } catch {
    return undefined;
  }
}

function isAlive(owner) {
  if (owner === undefined || owner.host !== hostname()) return true;
  try {
    process.kill(owner.pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Renames before it removes, and looks again: of two waiters only one may remove, and never a fresh lock. */
function removeIfStale(folder) {
  if (isAlive(readOwner(folder))) return;
  const aside = `${folder}.stale-${process.pid}`;
  try {
    renameSync(folder, aside);
    if (isAlive(readOwner(aside))) renameSync(aside, folder);
    else rmSync(aside, { recursive: true, force: true });
  } catch (error) {
    if (!['ENOENT', 'EEXIST', 'ENOTEMPTY', 'EPERM'].includes(error.code)) throw error;
  }
}
