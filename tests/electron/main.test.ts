import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createBridgeClient, ENGINE_PORT_MESSAGE, type Bridge } from '../../electron/rpc/bridge-client.ts';
import type { EarmarkClient } from '../../electron/rpc/client.ts';
import { channelOfEmitter, type ChannelEnd } from '../../electron/rpc/message-port.ts';
import { examples } from '../contract/examples.ts';
import { clip } from '../contract/scripted-engine.ts';
import { makeFolder, processesOf, runEngineIn, startMain, useStandIn } from './rig.ts';
import type { StandIn } from './stand-in/electron.ts';
import type { StandInPort } from './stand-in/processes.ts';
import { StandInEvent } from './stand-in/windows.ts';

const originalArguments = process.argv;
let electron: StandIn;
let folder: Awaited<ReturnType<typeof makeFolder>>;
const clients: EarmarkClient[] = [];

beforeEach(async () => {
  electron = useStandIn();
  folder = await makeFolder();
});
afterEach(async () => {
  for (const client of clients.splice(0)) {
    client.close();
  }
  process.argv = originalArguments;
  vi.doUnmock('electron');
  vi.unstubAllGlobals();
  await folder.remove();
});

function theEngineProcess(index = 0) {
  const child = processesOf(electron, 'engine')[index];
  if (child === undefined) {
    throw new Error('the engine was not started');
  }
  return child;
}

function theWindow() {
  const [window] = electron.BrowserWindow.getAllWindows();
  if (window === undefined) {
    throw new Error('there is no window');
  }
  return window;
}

/** Runs the real preload, and in the page what renderer/api does: a client over bridge, port and app:// fetches. */
async function openPage(): Promise<EarmarkClient> {
  const { webContents } = theWindow();
  electron.standIn.speakAs(webContents, webContents.mainFrame);
  let onPort: (end: ChannelEnd) => void = () => undefined;
  vi.stubGlobal('window', {
    postMessage: (message: unknown, _target: string, ports: readonly StandInPort[]) => {
      const port = ports[0];
      if (message === ENGINE_PORT_MESSAGE && port !== undefined) {
        onPort(channelOfEmitter(port));
      }
    },
  });
  await import('../../electron/preload/preload.ts');
  const client = createBridgeClient({
    bridge: electron.standIn.exposed['earmark'] as Bridge,
    onPort: (listener) => {
      onPort = listener;
      return () => undefined;
    },
    fetch: async (url, init) =>
      (await electron.standIn.schemes.get('app')?.(new Request(`app://earmark${url}`, init))) ?? Response.error(),
  });
  clients.push(client);
  return client;
}

describe('main, with its preload and a page', () => {
  it('shows a confined window and answers the page from engine, shell and scheme', async () => {
    await startMain(electron, folder.path);
    const engine = runEngineIn(theEngineProcess());
    const client = await openPage();

    expect(await client.call('source/list', {})).toStrictEqual({ ok: true, value: examples['source/list'].output });
    expect(await client.call('shell/capabilities', {})).toMatchObject({
      value: { host: 'electron', pickFolder: true, browseFolders: false, dropPaths: true, homeFolder: '/home/anna' },
    });
    expect(await client.clip(7, 0.5, 1.25)).toStrictEqual({ ok: true, value: clip });
    const heard: unknown[] = [];
    client.on('subset/changed', (payload) => heard.push(payload));
    engine.announce({ topic: 'subset/changed', payload: {} });
    await vi.waitFor(() => {
      expect(heard).toStrictEqual([{}]);
    });

    const window = theWindow();
    expect(window.options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      preload: expect.stringMatching(/preload\.cjs$/),
    });
    expect(window.webContents.url).toBe('app://earmark/');
    expect([window.options.show, window.shown]).toStrictEqual([false, false]);
    window.emit('ready-to-show');
    expect(window.shown).toBe(true);
    expect(electron.app.enableSandbox).toHaveBeenCalledOnce();
  });

  it('starts the engine on the library that was asked for, and keeps what programs say in its log', async () => {
    await startMain(electron, folder.path);
    const child = theEngineProcess();
    expect(child.programArguments).toStrictEqual(['--library', join(folder.path, 'library')]);
    child.stderr.write('a warning of the engine\n');
    await vi.waitFor(async () => {
      expect(await readFile(join(folder.path, 'library', 'earmark.log'), 'utf8')).toContain('a warning of the engine');
    });
  });

  it('gives the page a port to the new engine when one dies', async () => {
    await startMain(electron, folder.path);
    runEngineIn(theEngineProcess());
    const client = await openPage();
    expect(await client.call('source/list', {})).toMatchObject({ ok: true });
    const states: string[] = [];
    client.onConnection((state) => states.push(state));

    theEngineProcess().end(9);
    const next = runEngineIn(theEngineProcess(1));
    next.behaviour = 'fault';
    await vi.waitFor(() => {
      expect(states).toStrictEqual(['connected', 'lost', 'connected']);
    });
    expect(await client.call('source/list', {})).toMatchObject({ fault: { code: 'label-unknown' } });
  });

  it('gives a reloaded page a port of its own', async () => {
    await startMain(electron, folder.path);
    runEngineIn(theEngineProcess());
    const before = await openPage();
    await before.call('source/list', {});
    (electron.standIn.exposed['earmark'] as Bridge).connect();
    const ports = theEngineProcess().received.filter(({ ports: sent }) => sent.length === 1);
    expect(ports.map(({ message }) => message)).toStrictEqual([{ kind: 'window-port' }, { kind: 'window-port' }]);
    theWindow().webContents.emit('destroyed');
    theEngineProcess().end(9);
    runEngineIn(theEngineProcess(1));
    expect(theEngineProcess(1).received.filter(({ ports: sent }) => sent.length === 1)).toStrictEqual([]);
  });

  it('starts scorers at the engine’s request and relays for them', async () => {
    await startMain(electron, folder.path);
    const engine = theEngineProcess();
    runEngineIn(engine);
    engine.say({ kind: 'scorer-start', slot: 0 });
    const [scorer] = processesOf(electron, 'scorer');
    expect(scorer?.options).toMatchObject({ serviceName: 'Earmark scorer' });
    engine.say({ kind: 'scorer-send', slot: 0, message: { path: 'a.wav' } });
    expect(scorer?.received.at(-1)?.message).toStrictEqual({ path: 'a.wav' });
    scorer?.say({ scores: [1] });
    scorer?.end(11);
    expect(engine.received.map(({ message }) => message).slice(-2)).toStrictEqual([
      { kind: 'scorer-message', slot: 0, message: { scores: [1] } },
      { kind: 'scorer-exit', slot: 0, exit: { reason: 'crashed', detail: 'exit code 11' } },
    ]);
  });

  it('quits only after the engine has closed its library', async () => {
    await startMain(electron, folder.path);
    const engine = theEngineProcess();
    runEngineIn(engine);
    const client = await openPage();
    void client.call('shell/quit', {});
    await vi.waitFor(() => {
      expect(engine.received.map(({ message }) => message)).toContainEqual({ kind: 'shutdown' });
    });
    expect(electron.app.hasQuit).toBe(false);
    electron.app.emit('window-all-closed');
    await vi.waitFor(() => {
      expect(electron.app.hasQuit).toBe(true);
    });
    expect(engine.received.filter(({ message }) => (message as { kind: string }).kind === 'shutdown')).toHaveLength(1);
  });

  it('says why a library cannot be opened, and ends', async () => {
    await startMain(electron, folder.path);
    theEngineProcess().say({
      kind: 'open-failed',
      fault: { code: 'library-locked', message: 'It is open elsewhere.' },
    });
    await vi.waitFor(() => {
      expect(electron.app.exitCode).toBe(1);
    });
    expect(electron.dialog.showErrorBox).toHaveBeenCalledWith('Earmark cannot start', 'It is open elsewhere.');
  });

  it('leaves the work to the Earmark that is open already', async () => {
    electron.app.isFirstInstance = false;
    await startMain(electron, folder.path);
    expect(electron.app.hasQuit).toBe(true);
    expect(electron.standIn.processes).toStrictEqual([]);
  });

  it('brings its window forward when it is started again', async () => {
    await startMain(electron, folder.path);
    const window = theWindow();
    window.minimized = true;
    electron.app.emit('second-instance');
    expect([window.minimized, window.focused]).toStrictEqual([false, true]);
  });

  it('loads the page again after its process crashed, but not for ever', async () => {
    await startMain(electron, folder.path);
    const { webContents } = theWindow();
    webContents.emit('render-process-gone', new StandInEvent(), { reason: 'crashed', exitCode: 5 });
    webContents.emit('render-process-gone', new StandInEvent(), { reason: 'crashed', exitCode: 5 });
    expect(webContents.reloads).toBe(1);
  });
});
