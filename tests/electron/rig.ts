import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { vi } from 'vitest';
import { channelOfEmitter } from '../../electron/rpc/message-port.ts';
import { serveEngine } from '../../electron/rpc/port-server.ts';
import { createScriptedEngine, type ScriptedEngine } from '../contract/scripted-engine.ts';
import { createStandIn, type StandIn } from './stand-in/electron.ts';
import type { StandInPort, StandInUtilityProcess } from './stand-in/processes.ts';

/** A fresh stand-in for every module that is imported from now on. */
export function useStandIn(): StandIn {
  const electron = createStandIn();
  vi.resetModules();
  vi.doMock('electron', () => electron);
  return electron;
}

export async function makeFolder(): Promise<{ readonly path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'earmark-electron-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** Plays the engine program in a stand-in process: opens at once, answers the parent's line and every window's port. */
export function runEngineIn(child: StandInUtilityProcess): ScriptedEngine {
  const engine = createScriptedEngine();
  let receive: (message: unknown) => void = () => undefined;
  serveEngine(
    {
      post: (message) => {
        child.say({ kind: 'rpc', message });
      },
      onMessage: (listener) => (receive = listener),
      onClose: () => undefined,
      close: () => undefined,
    },
    engine,
  );
  child.onParentMessage = (message, ports: readonly StandInPort[]) => {
    const { kind, message: inner } = message as { kind: string; message?: unknown };
    if (kind === 'rpc') {
      receive(inner);
    } else if (kind === 'window-port') {
      ports.forEach((port) => serveEngine(channelOfEmitter(port), engine));
    } else if (kind === 'shutdown') {
      child.end(0);
    }
  };
  child.say({ kind: 'ready' });
  return engine;
}

/** The processes of one program that main has started so far. */
export function processesOf(electron: StandIn, program: string): StandInUtilityProcess[] {
  return electron.standIn.processes.filter((child) => basename(child.path) === `${program}.js`);
}

/** Starts the real main program on the stand-in, with a library in `folder`, up to its window. */
export async function startMain(electron: StandIn, folder: string): Promise<void> {
  process.argv = ['electron', 'earmark', '--no-sandbox', '--library', join(folder, 'library')];
  electron.app.paths['userData'] = folder;
  await writeFile(join(folder, 'a.wav'), '');
  await import('../../electron/main/main.ts');
  electron.app.ready.resolve();
  await vi.waitFor(() => {
    if (electron.standIn.processes.length + (electron.app.hasQuit ? 1 : 0) === 0) {
      throw new Error('main has not started the engine yet');
    }
  });
}
