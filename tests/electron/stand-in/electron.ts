import { EventEmitter } from 'node:events';
import { tmpdir } from 'node:os';
import { vi } from 'vitest';
import { StandInChannel, StandInUtilityProcess, type ForkOptions } from './processes.ts';
import { createBrowserWindowClass, StandInEvent, type StandInFrame, type StandInWebContents } from './windows.ts';

type Listener = (...values: never[]) => unknown;

class StandInApp extends EventEmitter {
  readonly paths: Record<string, string> = { home: '/home/anna', userData: tmpdir() };
  isFirstInstance = true;
  exitCode: number | null = null;
  hasQuit = false;
  readonly enableSandbox = vi.fn();
  readonly ready = Promise.withResolvers<void>();

  getPath(name: string): string {
    return this.paths[name] ?? '';
  }

  requestSingleInstanceLock(): boolean {
    return this.isFirstInstance;
  }

  whenReady(): Promise<void> {
    return this.ready.promise;
  }

  quit(): void {
    const event = new StandInEvent();
    this.emit('before-quit', event);
    this.hasQuit = !event.defaultPrevented;
  }

  exit(code: number): void {
    this.exitCode = code;
  }
}

/** ipcMain and the renderer's half of one page, joined: what crosses is cloned. */
function createIpc() {
  const main = new EventEmitter();
  const renderer = new EventEmitter();
  const handlers = new Map<string, Listener>();
  let page: { readonly sender: StandInWebContents; readonly senderFrame: StandInFrame | null } | null = null;
  return {
    ipcMain: Object.assign(main, {
      handle: (channel: string, handler: Listener) => {
        handlers.set(channel, handler);
      },
    }),
    ipcRenderer: Object.assign(renderer, {
      invoke: async (channel: string, ...values: unknown[]): Promise<unknown> => {
        const handler = handlers.get(channel) as ((...all: unknown[]) => unknown) | undefined;
        return structuredClone(await handler?.(page, ...structuredClone<unknown[]>(values)));
      },
      send: (channel: string, ...values: unknown[]) => main.emit(channel, page, ...structuredClone<unknown[]>(values)),
    }),
    /** From now on the renderer's messages come from this page and frame. */
    speakAs: (sender: StandInWebContents, senderFrame: StandInFrame | null) => {
      page = { sender, senderFrame };
      sender.deliver = (channel, message, ports) => renderer.emit(channel, { ports }, message);
    },
  };
}

/**
 * As much of the electron module as main and preload use, alive enough to run them in Node. The binary is not on every
 * machine, and importing the real package would download it.
 */
export function createStandIn() {
  const app = new StandInApp();
  const BrowserWindow = createBrowserWindowClass((contents) =>
    app.emit('web-contents-created', new StandInEvent(), contents),
  );
  const ipc = createIpc();
  const processes: StandInUtilityProcess[] = [];
  const exposed: Record<string, unknown> = {};
  const schemes = new Map<string, (request: Request) => Response | Promise<Response>>();
  return {
    app,
    BrowserWindow,
    ipcMain: ipc.ipcMain,
    ipcRenderer: ipc.ipcRenderer,
    MessageChannelMain: StandInChannel,
    dialog: {
      showOpenDialog: vi.fn((..._values: unknown[]) => Promise.resolve({ canceled: true, filePaths: [] as string[] })),
      showErrorBox: vi.fn(),
    },
    shell: { showItemInFolder: vi.fn(), openPath: vi.fn(() => Promise.resolve('')) },
    Menu: { buildFromTemplate: vi.fn((template: unknown) => template), setApplicationMenu: vi.fn() },
    protocol: {
      registerSchemesAsPrivileged: vi.fn(),
      handle: (scheme: string, handler: (request: Request) => Response | Promise<Response>) => {
        schemes.set(scheme, handler);
      },
    },
    session: {
      defaultSession: {
        setPermissionRequestHandler: vi.fn(),
        setPermissionCheckHandler: vi.fn(),
        setDevicePermissionHandler: vi.fn(),
      },
    },
    utilityProcess: {
      fork: (path: string, programArguments: readonly string[], options: ForkOptions) => {
        const child = new StandInUtilityProcess(path, programArguments, options);
        processes.push(child);
        setImmediate(() => {
          child.pid = 4_000 + processes.length;
          child.emit('spawn');
        });
        return child;
      },
    },
    contextBridge: {
      exposeInMainWorld: (name: string, value: unknown) => {
        exposed[name] = value;
      },
    },
    webUtils: {
      getPathForFile: (file: unknown): string => {
        if (!(file instanceof File)) {
          throw new TypeError('not a File');
        }
        return `/media/card/${file.name}`;
      },
    },
    // What a test needs besides: not part of electron.
    standIn: { processes, exposed, schemes, speakAs: ipc.speakAs },
  };
}

export type StandIn = ReturnType<typeof createStandIn>;
