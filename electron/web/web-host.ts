import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FaultError } from '../contract/outcome.ts';
import { createRequestHandler, type RequestHandler } from '../host/request-handler.ts';
import { createDispatcher, type Dispatch } from '../rpc/dispatch.ts';
import type { EnginePort } from '../rpc/engine-port.ts';
import type { Log } from '../rpc/log.ts';
import { createEventStream, type EventStream } from './event-stream.ts';
import { looksLikeAudio, type IsAudioFile } from './folder-listing.ts';
import { currentDesktop, type Desktop } from './desktop-programs.ts';
import { refusalOf } from './guard.ts';
import { sendResponse, signalOf, toRequest } from './node-http.ts';
import { refusalResponse, signInResponse } from './pages.ts';

import { answerRpc } from './rpc-route.ts';
import { createSession, type Session } from './session.ts';
import { createWebShell } from './shell-operations.ts';

export interface WebHostOptions {
  readonly engine: EnginePort;
  /** The built renderer: `dist/renderer`. */
  readonly bundleFolder: string;
  /** 0, the default, takes any free port. */
  readonly port?: number;
  readonly log: Log;
  /** What the folder browser counts as audio; by common endings where absent. */
  readonly isAudioFile?: IsAudioFile;
  /** One line for the person: why a browser and not the desktop window. */
  readonly notice?: string | null;
  readonly desktop?: Desktop;
  readonly heartbeatMs?: number;
}

export interface WebHost {
  /** With the token: this is what is printed and opened. */
  readonly url: string;
  close(): Promise<void>;
}

interface Parts {
  readonly engine: EnginePort;
  readonly session: Session;
  readonly handle: RequestHandler;
  readonly shell: Dispatch;
  readonly events: EventStream;
  readonly log: Log;
}

/**
 * Serves Earmark to an ordinary browser on this machine, on loopback only.
 * @throws FaultError 'unavailable' where the asked port is taken.
 */
export async function startWebHost(options: WebHostOptions): Promise<WebHost> {
  const { engine, log } = options;
  const shell = createWebShell({
    desktop: options.desktop ?? currentDesktop(),
    isAudioFile: options.isAudioFile ?? looksLikeAudio,
    notice: options.notice ?? null,
  });
  const session = createSession();
  const handle = createRequestHandler({ bundleFolder: options.bundleFolder, clip: engine.clip.bind(engine) });
  const server = createServer();
  const port = await listen(server, options.port ?? 0);
  const events = createEventStream({
    engine,
    ...(options.heartbeatMs === undefined ? {} : { heartbeatMs: options.heartbeatMs }),
  });
  const parts: Parts = { engine, session, handle, shell: createDispatcher(shell, { log }), events, log };
  server.on('request', (message, out) => {
    answer(message, out, parts).catch((error: unknown) => {
      log('error', 'a request failed', { url: message.url, error: String(error) });
      out.destroy();
    });
  });
  return {
    url: `http://127.0.0.1:${port}/?token=${session.token}`,
    close: async () => {
      events.close();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(message: IncomingMessage, out: ServerResponse, parts: Parts): Promise<void> {
  const url = new URL(message.url ?? '/', 'http://127.0.0.1');
  const fetchSite = headerText(message, 'sec-fetch-site');
  const hasToken = url.pathname === '/' && parts.session.isToken(url.searchParams.get('token'));
  const refusal = refusalOf({
    method: message.method ?? '',
    path: url.pathname,
    host: message.headers.host,
    origin: message.headers.origin,
    fetchSite,
    signedIn: hasToken || parts.session.isSignedIn(message.headers.cookie),
  });
  if (refusal !== null) {
    const wantsPage = (message.headers.accept ?? '').includes('text/html');
    await sendResponse(refusalResponse(refusal, wantsPage), out);
  } else if (hasToken) {
    await sendResponse(signInResponse(parts.session.setCookie, fetchSite), out);
  } else if (url.pathname === '/rpc' && message.method === 'POST') {
    await answerRpc(message, out, parts);
  } else if (url.pathname === '/events' && message.method === 'GET') {
    parts.events.answer(message, out);
  } else {
    await sendResponse(await parts.handle(toRequest(message, signalOf(out))), out);
  }
}

function headerText(message: IncomingMessage, name: string): string | undefined {
  const value = message.headers[name];
  return typeof value === 'string' ? value : undefined;
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const message = `Earmark cannot listen on port ${port} of this machine. Choose another one, or none to take any that is free.`;
      reject(new FaultError({ code: 'unavailable', message, detail: error.message }));
    });
    server.listen({ port, host: '127.0.0.1' }, () => {
      resolve((server.address() as AddressInfo).port);
    });
  });
}
