import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TopicEvent } from '../contract/topics.ts';
import { isolationHeaders } from '../host/request-handler-policy.ts';
import type { EnginePort } from '../rpc/engine-port.ts';
import { formatServerEvent } from '../rpc/server-events.ts';

const HEARTBEAT_MS = 15_000;
const REMEMBERED_EVENTS = 500;
/** A browser that reads this much too slowly is cut off; it comes back and resumes. */
const BACKLOG_BYTES = 4 * 1024 * 1024;

export interface EventStream {
  /** GET /events. Holds the connection until one side ends it. */
  answer(message: IncomingMessage, out: ServerResponse): void;
  close(): void;
}

export interface EventStreamOptions {
  readonly engine: EnginePort;
  readonly heartbeatMs?: number;
}

/** Every topic to every browser, with the last events kept so that a broken connection resumes without a gap. */
export function createEventStream(options: EventStreamOptions): EventStream {
  const instance = randomBytes(4).toString('hex');
  const connections = new Set<ServerResponse>();
  const remembered: { readonly number: number; readonly text: string }[] = [];
  let last = 0;

  function announce(event: TopicEvent): void {
    last += 1;
    const text = formatServerEvent(`${instance}-${last}`, JSON.stringify(event));
    remembered.push({ number: last, text });
    if (remembered.length > REMEMBERED_EVENTS) {
      remembered.shift();
    }
    for (const out of connections) {
      write(out, text);
    }
  }

  function missedSince(lastEventId: string): string[] {
    const [from, number] = lastEventId.split('-');
    const seen = Number(number);
    const first = remembered[0]?.number ?? last + 1;
    if (from !== instance || !Number.isInteger(seen) || seen + 1 < first) {
      // Another host, or too long away: whatever the page shows may be old.
      return [formatServerEvent(`${instance}-${last}`, JSON.stringify({ topic: 'engine/restarted', payload: {} }))];
    }
    return remembered.filter((event) => event.number > seen).map((event) => event.text);
  }

  const stopListening = options.engine.onEvent(announce);
  const heartbeat = setInterval(() => {
    for (const out of connections) {
      write(out, ': heartbeat\n\n');
    }
  }, options.heartbeatMs ?? HEARTBEAT_MS);

  return {
    answer: (message, out) => {
      out.writeHead(200, { ...isolationHeaders, 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      write(out, ': connected\n\n');
      const lastEventId = message.headers['last-event-id'];
      for (const text of typeof lastEventId === 'string' ? missedSince(lastEventId) : []) {
        write(out, text);
      }
      connections.add(out);
      out.once('close', () => {
        connections.delete(out);
      });
    },
    close: () => {
      clearInterval(heartbeat);
      stopListening();
      for (const out of connections) {
        out.end();
      }
      connections.clear();
    },
  };
}

function write(out: ServerResponse, text: string): void {
  if (out.writableLength > BACKLOG_BYTES) {
    out.destroy();
  } else {
    out.write(text);
  }
}
