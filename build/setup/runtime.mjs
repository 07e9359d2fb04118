import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { SetupFailure } from './messages.mjs';

const SETUP_NODE = 20;
const EARMARK_NODE = 24;

const major = Number(process.versions.node.split('.')[0]);

/** Checked before anything is installed: what setup itself and npm need, and on macOS what Earmark needs. */
export function checkOwnNode() {
  if (major < SETUP_NODE) {
    throw new SetupFailure(
      `Earmark needs Node ${SETUP_NODE} or newer to set itself up; this is ${process.version}. Get one at https://nodejs.org`,
    );
  }
  if (process.platform === 'darwin') checkMachineNode('On macOS');
}

/**
 * Checked after the install: the registry has Node 24 for Linux and Windows on common processors; elsewhere the
 * machine's own is used, and better-sqlite3 crashes on anything older.
 * @param {string} root
 */
export function checkInstalledNode(root) {
  const installed = ['node', 'node.cmd'].some((name) => existsSync(join(root, 'node_modules', '.bin', name)));
  if (!installed) checkMachineNode(`On ${process.platform} ${process.arch}`);
}

function checkMachineNode(where) {
  if (major >= EARMARK_NODE) return;
  throw new SetupFailure(
    `${where} Earmark runs on the machine's own Node and needs ${EARMARK_NODE} or newer; this is ${process.version}.\n` +
      'Install it from https://nodejs.org (or: brew install node) and start again.',
  );
}
