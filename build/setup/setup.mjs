/**
 * The first thing every command runs, on whatever Node the machine has (20 or newer), without dependencies:
 *   node build/setup/setup.mjs <start|test|check|earmark|bench|soak|fuzz> [arguments…]
 * It installs what is missing and then starts the real program, `npm run <mode>:inner`, on Node 24.
 */
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './install.mjs';
import { SetupFailure, say } from './messages.mjs';
import { becomeNpmScript } from './npm.mjs';
import { checkInstalledNode, checkOwnNode } from './runtime.mjs';

const MODES = ['start', 'test', 'check', 'earmark', 'bench', 'soak', 'fuzz'];
const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

async function main([mode, ...args]) {
  if (!MODES.includes(mode))
    throw new SetupFailure(`Usage: node build/setup/setup.mjs <${MODES.join('|')}> [arguments…]`);
  checkOwnNode();
  await ensureInstalled(root);
  checkInstalledNode(root);
  await becomeNpmScript(`${mode}:inner`, args, root);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof SetupFailure)) throw error;
  say(error.message);
  process.exit(1);
}
