import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from './lock.mjs';
import { isInstalled, lacksNode, writeStamp } from './installed-state.mjs';
import { SetupFailure, say, startProgress } from './messages.mjs';
import { runNpmQuietly } from './npm.mjs';

/** Without a network npm would wait 70 s between its attempts; ten say the same. */
const CI_ARGUMENTS = [
  'ci',
  '--loglevel=error',
  '--prefer-offline',
  '--no-audit',
  '--no-fund',
  '--ignore-scripts',
  '--fetch-retry-mintimeout=2000',
  '--fetch-retry-maxtimeout=8000',
];

/** What npm prints, and what it means for the person who waits. */
const CAUSES = [
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ECONNRESET|ENOTCACHED|ERR_SOCKET_TIMEOUT/,
    'The npm registry could not be reached. The first start needs the network; later ones do not.',
  ],
  [
    /E401|E403|EINTEGRITY|CERT|SELF_SIGNED/,
    'The npm registry refused. Check the proxy, certificate and registry settings: npm config get registry',
  ],
  [/E404|ETARGET/, 'The npm registry does not have a package that the lockfile names: npm config get registry'],
  [/ENOSPC/, 'The disk is full. Earmark needs about 1.5 GB for its parts.'],
  [/EACCES|EPERM|EBUSY/, 'A file in node_modules cannot be written. Close other copies of Earmark, check the rights.'],
];

/**
 * Installs from the lockfile if, and only if, what is installed differs from it.
 * @param {string} root
 * @returns {Promise<void>}
 * @throws {SetupFailure} with what to do
 */
export async function ensureInstalled(root) {
  if (isInstalled(root)) return;
  const lock = join(root, '.earmark', 'setup.lock');
  await withLock(
    lock,
    () => say('Another start is installing Earmark; waiting for it …'),
    async () => {
      if (!isInstalled(root)) await install(root);
    },
  );
}

async function install(root) {
  refuseToReplaceRunningNode(root);
  const first = !existsSync(join(root, 'node_modules'));
  const progress = startProgress(
    first ? 'Installing from the lockfile (first start only)' : 'Updating from the lockfile',
  );
  const { code, output } = await runNpmQuietly(CI_ARGUMENTS, root);
  if (code === 0 && !lacksNode(root)) {
    writeStamp(root);
    progress.end('Installed');
    return;
  }
  progress.end('Installation failed');
  throw new SetupFailure(code === 0 ? 'The npm registry did not deliver Node 24.' : explain(output));
}

function explain(output) {
  const cause = CAUSES.find(([pattern]) => pattern.test(output));
  const detail = output.trim().split('\n').slice(-12).join('\n');
  return `${cause === undefined ? 'npm ci failed.' : cause[1]}\nnpm said:\n${detail}`;
}

/** Windows does not let a running program be deleted, and on a later start setup itself runs on the Node in there. */
function refuseToReplaceRunningNode(root) {
  if (process.platform === 'win32' && process.execPath.startsWith(join(root, 'node_modules'))) {
    throw new SetupFailure('The lockfile has changed. Run once: npm ci\nThen start Earmark again.');
  }
}
