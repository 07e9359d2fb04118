import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TopicEvent } from '../../../electron/contract/topics.ts';
import { createListeners } from '../../../electron/rpc/listeners.ts';
import { createServerEventParser, type ServerEvent } from '../../../electron/rpc/server-events.ts';
import { createEventStream, type EventStream } from '../../../electron/web/event-stream.ts';

const events = createListeners<TopicEvent>();
let stream: EventStream;
let server: Server;
let url: string;

beforeEach(async () => {
  stream = createEventStream({
    engine: {
      call: () => Promise.reject(new Error('not here')),
      clip: () => Promise.reject(new Error('not here')),
      onEvent: events.add,
    },
    heartbeatMs: 20,
  });
  server = createServer((message, out) => {
    stream.answer(message, out);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`;
});
afterEach(async () => {
  stream.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

interface Listening {
  readonly lastEventId?: string;
  /** Called once, when the host holds the connection. */
  readonly whenConnected?: () => void;
  readonly enough: (heard: readonly ServerEvent[], text: string) => boolean;
}

/** Reads a stream until `enough` says so, and gives the events so far and the whole text. */
async function listen({ lastEventId, whenConnected, enough }: Listening) {
  const controller = new AbortController();
  const response = await fetch(url, {
    headers: lastEventId === undefined ? {} : { 'last-event-id': lastEventId },
    signal: controller.signal,
  });
  whenConnected?.();
  const parse = createServerEventParser();
  const heard: ServerEvent[] = [];
  let text = '';
  const decoder = new TextDecoder();
  for await (const part of response.body ?? []) {
    const piece = decoder.decode(part as Uint8Array, { stream: true });
    text += piece;
    heard.push(...parse(piece));
    if (enough(heard, text)) {
      break;
    }
  }
  controller.abort();
  return { heard, text, type: response.headers.get('content-type') };
}

function announce(runId: number): void {
  events.tell({ topic: 'run/changed', payload: { runId } });
}

const runIds = (heard: readonly ServerEvent[]): unknown[] =>
  heard.map((event) => (JSON.parse(event.data) as { payload: { runId?: number } }).payload.runId);

const anyEvent = (heard: readonly ServerEvent[]): boolean => heard.length > 0;

describe('createEventStream', () => {
  it('sends a heartbeat while nothing happens', async () => {
    const { text, type } = await listen({ enough: (_heard, soFar) => soFar.split(': heartbeat').length > 2 });
    expect(type).toBe('text/event-stream');
    expect(text.startsWith(': connected\n\n')).toBe(true);
  });

  it('sends what happened since the last event that a browser has seen, each once, then what happens', async () => {
    const whenConnected = (): void => {
      announce(1);
    };
    const { heard } = await listen({ whenConnected, enough: anyEvent });
    announce(2);
    announce(3);
    const resumed = await listen({
      lastEventId: heard[0]?.id ?? '',
      whenConnected: () => {
        announce(4);
      },
      enough: (later) => later.length === 3,
    });
    expect(runIds(resumed.heard)).toStrictEqual([2, 3, 4]);
  });

  it.each(['other-1', 'nonsense', ''])('tells a browser that comes from elsewhere (%o) to read again', async (id) => {
    announce(1);
    const { heard } = await listen({ lastEventId: id, enough: anyEvent });
    expect(JSON.parse(heard[0]?.data ?? '')).toStrictEqual({ topic: 'engine/restarted', payload: {} });
  });

  it('tells a browser that was away too long to read again, once', async () => {
    const whenConnected = (): void => {
      announce(1);
    };
    const { heard } = await listen({ whenConnected, enough: anyEvent });
    for (let count = 0; count < 501; count += 1) {
      announce(2);
    }
    const resumed = await listen({
      lastEventId: heard[0]?.id ?? '',
      whenConnected: () => {
        announce(5);
      },
      enough: (later) => later.length === 2,
    });
    expect(resumed.heard.map((event) => (JSON.parse(event.data) as TopicEvent).topic)).toStrictEqual([
      'engine/restarted',
      'run/changed',
    ]);
  });
});
