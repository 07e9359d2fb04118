import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { ownedEnvironment, whenStarterGone } from './orphaned.mjs';

/**
 * How to start npm: the very npm that started setup, on the Node that it runs on (never the one in node_modules,
 * which an install replaces); `npm` from the path where setup was started by hand.
 * @returns {{ command: string, prefix: string[], shell: boolean }}
 */
export function npmCommand() {
  const script = process.env['npm_execpath'];
  if (script !== undefined && /\.c?js$/.test(script)) {
    return { command: process.env['npm_node_execpath'] ?? process.execPath, prefix: [script], shell: false };
  }
  return { command: 'npm', prefix: [], shell: process.platform === 'win32' };
}

/**
 * Runs npm and collects what it says.
 * @param {string[]} args
 * @param {string} cwd
 * @returns {Promise<{ code: number, output: string }>}
 */
export function runNpmQuietly(args, cwd) {
  const { command, prefix, shell } = npmCommand();
  return new Promise((resolve) => {
    const child = spawn(command, [...prefix, ...args], { cwd, shell, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => resolve({ code: 1, output: error.message }));
    child.on('close', (code, signal) => resolve({ code: code ?? 1, output: signal ? `stopped by ${signal}` : output }));
  });
}

/**
 * Starts a script of package.json in a fresh shell, which finds Node 24 in node_modules/.bin, and ends as it ends:
 * its output, exit code and signals are this process's own. The script runs in `root`; INIT_CWD names the folder
 * the person was in, against which a program resolves the paths it was given.
 * @param {string} script
 * @param {string[]} args
 * @param {string} root
 * @returns {Promise<never>}
 */
export function becomeNpmScript(script, args, root) {
  const { command, prefix, shell } = npmCommand();
  const npmArguments = [...prefix, '--prefix', root, ...scriptShell(), 'run', '--silent', script, '--', ...args];
  const cwd = process.env['INIT_CWD'] ?? process.cwd();
  const child = spawn(command, npmArguments, { cwd, shell, stdio: 'inherit', env: ownedEnvironment() });
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  const forward = (signal) => child.kill(signal);
  for (const signal of signals) process.on(signal, forward);
  whenStarterGone(() => forward('SIGTERM'));
  return new Promise((_, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      for (const name of signals) process.removeListener(name, forward);
      if (signal !== null && process.platform !== 'win32') process.kill(process.pid, signal);
      else process.exit(code ?? 1);
    });
  });
}

/**
 * npm signals the shell that runs a script, and only a shell that becomes its command passes that on: bash does,
 * Debian's sh waits beside it.
 */
function scriptShell() {
  return existsSync('/bin/bash') ? ['--script-shell=/bin/bash'] : [];
}
