import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { shellOperations, type ShellOperationName } from '../../electron/contract/operations.ts';
import { succeed } from '../../electron/contract/outcome.ts';
import { createRequestHandler } from '../../electron/host/request-handler.ts';
import { createBridgeTransport } from '../../electron/rpc/bridge-client.ts';
import { createClient, type EarmarkClient, type Transport } from '../../electron/rpc/client.ts';
import { createDispatcher, type Handlers } from '../../electron/rpc/dispatch.ts';
import type { EnginePort } from '../../electron/rpc/engine-port.ts';
import { createHttpTransport } from '../../electron/rpc/http-client.ts';
import { channelOfEventTarget, type ChannelEnd } from '../../electron/rpc/message-port.ts';
import { serveEngine } from '../../electron/rpc/port-server.ts';
import { startWebHost } from '../../electron/web/web-host.ts';
import { examples } from './examples.ts';

/** A client with an engine at the other end of a real transport. */
export interface Rig {
  readonly client: EarmarkClient;
  /** For what the typed client does not let pass. */
  readonly transport: Transport;
  /** Cuts the line under a running client, as a crash or a lost connection does; it then comes back by itself. */
  breakConnection(): void;
  close(): Promise<void>;
}

const silent = (): void => undefined;

/** As in Electron: the engine over a MessagePort, the shell over the bridge, clips by the request handler. */
export async function openPortRig(engine: EnginePort): Promise<Rig> {
  const shellHandlers = Object.fromEntries(
    Object.keys(shellOperations).map((name) => [name, () => succeed(examples[name as ShellOperationName].output)]),
  ) as unknown as Handlers<ShellOperationName>;
  const shell = createDispatcher(shellHandlers, { log: silent, validateOutput: true });
  const handle = createRequestHandler({ bundleFolder: '/nowhere', clip: engine.clip.bind(engine) });
  let give: (end: ChannelEnd) => void = silent;
  let stop: () => void = silent;
  const connect = (): void => {
    const { port1, port2 } = new MessageChannel();
    stop = serveEngine(channelOfEventTarget(port1), engine);
    give(channelOfEventTarget(port2));
  };
  const transport = createBridgeTransport({
    bridge: {
      connect,
      // As over Electron's IPC, what crosses is cloned.
      shell: async (operation, input) => structuredClone(await shell(operation, input, new AbortController().signal)),
    },
    onPort: (listener) => {
      give = listener;
      return silent;
    },
    fetch: (url, init) => handle(new Request(`app://earmark${url}`, init)),
  });
  return Promise.resolve({
    client: createClient(transport),
    transport,
    breakConnection: () => {
      stop();
      setTimeout(connect, 50);
    },
    close: () => {
      transport.close();
      stop();
      return Promise.resolve();
    },
  });
}

/** As in a browser: the loopback host over real sockets, signed in through the start URL. */
export async function openHttpRig(engine: EnginePort): Promise<Rig> {
  const bundleFolder = await mkdtemp(join(tmpdir(), 'earmark-bundle-'));
  await writeFile(join(bundleFolder, 'index.html'), '<meta name="csp-nonce" content="__CSP_NONCE__">');
  const host = await startWebHost({
    engine,
    bundleFolder,
    log: silent,
    desktop: { platform: 'linux', hasDisplay: false },
    heartbeatMs: 200,
  });
  const { origin } = new URL(host.url);
  const cookie = await signIn(host.url);
  let line = new AbortController();
  const transport = createHttpTransport({
    baseUrl: origin,
    fetch: (url, init) => {
      const signals = [init?.signal, url.endsWith('/events') ? line.signal : null];
      return fetch(url, {
        ...init,
        headers: { ...(init?.headers as Record<string, string>), cookie, origin },
        signal: AbortSignal.any(signals.filter((signal) => signal instanceof AbortSignal)),
      });
    },
  });
  return {
    client: createClient(transport),
    transport,
    breakConnection: () => {
      const broken = line;
      line = new AbortController();
      broken.abort();
    },
    close: async () => {
      transport.close();
      await host.close();
      await rm(bundleFolder, { recursive: true });
    },
  };
}

/** The cookie that a browser gets for the start URL. */
export async function signIn(url: string): Promise<string> {
  const response = await fetch(url, { redirect: 'manual' });
  return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}
