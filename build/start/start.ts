/** `npm start`: builds what is stale, then opens the app in Electron or, with one line saying why, in the browser. */
import { join } from 'node:path';
import { buildIfStale } from './bundles.ts';
import { fetchElectronOnce, findElectronBinary } from './electron-binary.ts';
import { endWithSetup } from './end-with-setup.ts';
import { chooseHost } from './host-choice.ts';
import { endAs, runChild, type ChildEnd } from './run-child.ts';

/** An Electron that ends this soon with an error has not opened a window: a library or the sandbox is missing. */
const FAILED_START_SECONDS = 10;

const root = join(import.meta.dirname, '../..');
/** Where the person typed the command: a relative --library means a folder there. */
const cwd = process.env['INIT_CWD'] ?? root;
const args = process.argv.slice(2);

async function start(): Promise<ChildEnd> {
  await build('renderer');
  const choice = chooseHost({
    platform: process.platform,
    env: process.env,
    findBinary: () => findElectronBinary(root, process.env),
    fetchBinary: () => fetchElectronOnce(root, say),
  });
  if (choice.host === 'web') return openInBrowser(choice.reason);
  await build('electron');
  say('Opening Earmark in Electron. (EARMARK_HOST=web npm start opens it in the browser.)');
  const end = await runChild({
    command: choice.binary,
    args: [root, ...sandboxSwitch(), ...args],
    cwd,
    ownGroup: true,
  });
  const failed = end.code !== 0 && end.signal === null && end.seconds < FAILED_START_SECONDS;
  return failed ? openInBrowser(`Electron could not start here (exit code ${String(end.code)})`) : end;
}

function openInBrowser(reason: string): Promise<ChildEnd> {
  const notice = `Earmark opens in the browser: ${reason}.`;
  say(notice);
  const program = join(root, 'electron/web/start.ts');
  return runChild({
    command: process.execPath,
    args: [program, `--notice=${notice}`, ...args],
    cwd,
    ownGroup: true,
    lifeline: true,
  });
}

/** Chromium refuses to run as root with its sandbox. */
function sandboxSwitch(): readonly string[] {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

async function build(name: 'renderer' | 'electron'): Promise<void> {
  const seconds = await buildIfStale(root, name);
  if (seconds === undefined) return;
  say(`Built the ${name === 'renderer' ? 'window' : 'desktop programs'} in ${seconds.toFixed(1)} s.`);
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

endWithSetup();
endAs(await start());
