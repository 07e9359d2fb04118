import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

const repository = join(import.meta.dirname, '../../..');

/**
 * Stands in for npm, which is another program: `ci` makes node_modules after a moment (or fails as
 * FAKE_NPM_FAILURE says), `run` ends as the first argument after `--` says. Every call is written down.
 */
const FAKE_NPM = `
import { appendFileSync, mkdirSync } from 'node:fs';
const args = process.argv.slice(2);
appendFileSync(process.env.FAKE_NPM_CALLS, JSON.stringify(args) + '\\n');
if (args[0] === 'ci') {
  await new Promise((resolve) => setTimeout(resolve, 400));
  if (process.env.FAKE_NPM_FAILURE) {
    console.error('npm error code ' + process.env.FAKE_NPM_FAILURE);
    process.exit(1);
  }
  mkdirSync('node_modules/.bin', { recursive: true });
  appendFileSync('node_modules/.bin/node', '');
} else {
  const order = args[args.indexOf('--') + 1];
  if (order === 'wait') {
    process.on('SIGTERM', () => {
      appendFileSync(process.env.FAKE_NPM_CALLS, JSON.stringify(['stopped']) + '\\n');
      process.exit(7);
    });
    console.log('waiting');
    setInterval(() => {}, 1000);
  } else {
    console.log('the program speaks');
    process.exitCode = Number(order ?? 0);
  }
}
`;

/** A program whose output is read here. */
export type SetupProcess = ChildProcessByStdio<null, Readable, Readable>;

export interface SetupEnd {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface SetupSandbox {
  readonly folder: string;
  /** Starts setup in the sandbox. */
  readonly spawn: (args: readonly string[], env?: NodeJS.ProcessEnv) => SetupProcess;
  /** The same from a shell that waits beside it, as npm's does on Debian. */
  readonly spawnFromShell: (args: readonly string[]) => SetupProcess;
  /** Runs setup to its end. */
  readonly run: (args: readonly string[], env?: NodeJS.ProcessEnv) => Promise<SetupEnd>;
  /** The arguments of every call of npm so far. */
  readonly calls: () => Promise<readonly (readonly string[])[]>;
  readonly writeLock: (content: object) => Promise<void>;
  readonly remove: () => Promise<void>;
}

/** A copy of build/setup in a temporary repository, with a stand-in for npm. */
export async function makeSetupSandbox(): Promise<SetupSandbox> {
  const folder = await mkdtemp(join(tmpdir(), 'earmark-setup-'));
  const npm = join(folder, 'fake-npm.js');
  const callsFile = join(folder, 'calls.jsonl');
  await mkdir(join(folder, 'build'));
  await cp(join(repository, 'build/setup'), join(folder, 'build/setup'), { recursive: true });
  await writeFile(npm, FAKE_NPM);
  await writeFile(callsFile, '');
  const writeLock = (content: object): Promise<void> =>
    writeFile(join(folder, 'package-lock.json'), JSON.stringify(content));
  await writeLock({ packages: {} });

  const start = (command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): SetupProcess =>
    spawn(command, args, {
      cwd: folder,
      env: {
        ...process.env,
        npm_execpath: npm,
        npm_node_execpath: process.execPath,
        FAKE_NPM_CALLS: callsFile,
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  const setup = (args: readonly string[], env?: NodeJS.ProcessEnv): SetupProcess =>
    start(process.execPath, ['build/setup/setup.mjs', ...args], env);
  return {
    folder,
    spawn: setup,
    spawnFromShell: (args) =>
      start('/bin/sh', ['-c', `"${process.execPath}" build/setup/setup.mjs ${args.join(' ')}; exit $?`]),
    async run(args, env) {
      const child = setup(args, env);
      const code = new Promise<number | null>((resolve) => child.on('exit', resolve));
      const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
      return { code: await code, stdout, stderr };
    },
    async calls() {
      const lines = (await readFile(callsFile, 'utf8')).split('\n').filter((line) => line !== '');
      return lines.map((line) => JSON.parse(line) as readonly string[]);
    },
    writeLock,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
