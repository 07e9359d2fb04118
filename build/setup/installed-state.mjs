import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const STAMP = '.earmark-setup.json';

/**
 * Whether node_modules holds what package-lock.json asks for on this platform; reads files only, never the network.
 * An install that a person made with `npm ci` has no stamp: it is recognised by npm's own record and stamped.
 * @param {string} root
 * @returns {boolean}
 */
export function isInstalled(root) {
  if (lacksNode(root)) return false;
  const stamp = readJson(join(root, 'node_modules', STAMP));
  if (stamp !== undefined) return stamp.lock === lockKey(root);
  if (!matchesOwnRecordOfNpm(root)) return false;
  writeStamp(root);
  return true;
}

/** @param {string} root */
export function writeStamp(root) {
  writeFileSync(join(root, 'node_modules', STAMP), `${JSON.stringify({ lock: lockKey(root) })}\n`);
}

/**
 * Whether the registry has Node 24 for this machine and it is not there: npm leaves out an optional package that it
 * could not fetch, and says nothing.
 * @param {string} root
 */
export function lacksNode(root) {
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const lock = readJson(join(root, 'package-lock.json'));
  return lock?.packages[`node_modules/${name}`] !== undefined && !existsSync(join(root, 'node_modules', name, 'bin'));
}

function lockKey(root) {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  return `${hash.digest('hex')} ${process.platform} ${process.arch}`;
}

/** npm writes node_modules/.package-lock.json when an install is complete: every package that was put there. */
function matchesOwnRecordOfNpm(root) {
  const record = readJson(join(root, 'node_modules', '.package-lock.json'));
  const lock = readJson(join(root, 'package-lock.json'));
  if (record === undefined || lock === undefined) return false;
  return Object.entries(lock.packages).every(([path, wanted]) => {
    if (path === '') return true;
    const found = record.packages[path];
    if (found === undefined) return wanted.optional === true;
    return found.version === wanted.version && existsSync(join(root, path));
  });
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
