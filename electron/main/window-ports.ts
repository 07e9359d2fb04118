import { ipcMain, MessageChannelMain, type WebContents } from 'electron';
import type { HostToEngine } from '../contract/processes.ts';
import type { ManagedProcess } from '../host/process-factory.ts';
import { CONNECT_CHANNEL, ENGINE_PORT_CHANNEL } from '../rpc/bridge-channels.ts';
import { isOwnFrame } from './security.ts';
import { isElectronProcess, type ElectronProcess } from './utility-processes.ts';

export interface WindowPorts {
  /** Every page that has asked gets a port to this engine, the first one or one that was started again. */
  engineReady(engine: ManagedProcess): void;
}

/** Gives each page a direct port to the engine, when it asks and whenever there is a new engine. */
export function serveWindowPorts(): WindowPorts {
  const pages = new Set<WebContents>();
  let engine: ElectronProcess | null = null;

  ipcMain.on(CONNECT_CHANNEL, (event) => {
    if (!isOwnFrame(event.senderFrame)) {
      return;
    }
    const page = event.sender;
    if (!pages.has(page)) {
      pages.add(page);
      page.once('destroyed', () => {
        pages.delete(page);
      });
    }
    if (engine !== null) {
      connectPage(page, engine);
    }
  });

  return {
    engineReady: (ready) => {
      if (!isElectronProcess(ready)) {
        return;
      }
      engine = ready;
      ready.onExit(() => {
        if (engine === ready) {
          engine = null;
        }
      });
      for (const page of pages) {
        connectPage(page, ready);
      }
    },
  };
}

function connectPage(page: WebContents, engine: ElectronProcess): void {
  const { port1, port2 } = new MessageChannelMain();
  engine.sendPort({ kind: 'window-port' } satisfies HostToEngine, port1);
  page.postMessage(ENGINE_PORT_CHANNEL, null, [port2]);
}
