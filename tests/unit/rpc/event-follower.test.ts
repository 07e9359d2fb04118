import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createConnection } from '../../../electron/rpc/connection.ts';
import { followEvents } from '../../../electron/rpc/event-follower.ts';
import { formatServerEvent } from '../../../electron/rpc/server-events.ts';

interface Stream {
  readonly lastEventId: string | undefined;
  readonly say: (text: string) => void;
  readonly end: () => void;
}

/** A host whose streams the test writes by hand; the clock is the test's too. */
function createHost() {
  const streams: Stream[] = [];
  const host = { refuse: false };
  const fetch = (_url: string, init?: RequestInit): Promise<Response> => {
    const headers = init?.headers as Record<string, string>;
    if (host.refuse) {
      return Promise.resolve(new Response('no', { status: 401 }));
    }
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        streams.push({
          lastEventId: headers['last-event-id'],
          say: (text) => {
            controller.enqueue(new TextEncoder().encode(text));
          },
          end: () => {
            controller.close();
          },
        });
        init?.signal?.addEventListener('abort', () => {
          controller.error(new Error('aborted'));
        });
      },
    });
    return Promise.resolve(new Response(body));
  };
  return { host, streams, fetch };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function follow() {
  const { host, streams, fetch } = createHost();
  const connection = createConnection();
  const states: string[] = [];
  connection.onChange((state) => states.push(state));
  const heard: string[] = [];
  const controller = new AbortController();
  const done = followEvents({
    url: '/events',
    fetch,
    connection,
    onEvent: (event) => heard.push(event.topic),
    signal: controller.signal,
  });
  return { host, streams, states, heard, controller, done };
}

const event = (id: string): string => formatServerEvent(id, '{"topic":"subset/changed","payload":{}}');

describe('followEvents', () => {
  it('resumes after the last event it has seen', async () => {
    const { streams, states, heard, controller, done } = follow();
    await vi.advanceTimersByTimeAsync(0);
    streams[0]?.say(event('a-7'));
    streams[0]?.end();
    await vi.advanceTimersByTimeAsync(250);
    expect(streams.map((stream) => stream.lastEventId)).toStrictEqual([undefined, 'a-7']);
    expect([states, heard]).toStrictEqual([['connected', 'lost', 'connected'], ['subset/changed']]);
    controller.abort();
    await done;
    expect(vi.getTimerCount()).toBe(0);
  });

  it('takes a silent line for a dead one', async () => {
    const { streams, states, controller, done } = follow();
    await vi.advanceTimersByTimeAsync(0);
    await vi.advanceTimersByTimeAsync(39_000);
    streams[0]?.say(': heartbeat\n\n');
    await vi.advanceTimersByTimeAsync(39_000);
    expect(states).toStrictEqual(['connected']);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(states).toStrictEqual(['connected', 'lost', 'connected']);
    controller.abort();
    await done;
  });

  it('asks a host that refuses less and less often', async () => {
    const { host, streams, states, controller, done } = follow();
    await vi.advanceTimersByTimeAsync(0);
    host.refuse = true;
    streams[0]?.end();
    await vi.advanceTimersByTimeAsync(250 + 500 + 1_000 + 2_000 + 4_000 + 100);
    host.refuse = false;
    await vi.advanceTimersByTimeAsync(4_000);
    expect(states).toStrictEqual(['connected', 'lost']);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(states).toStrictEqual(['connected', 'lost', 'connected']);
    controller.abort();
    await done;
  });

  it('survives what is not an announcement', async () => {
    const { streams, states, heard, controller, done } = follow();
    await vi.advanceTimersByTimeAsync(0);
    streams[0]?.say(
      formatServerEvent('a-1', '{"topic":"unknown/topic","payload":{}}') + formatServerEvent('a-2', '[]'),
    );
    streams[0]?.say(event('a-3'));
    await vi.advanceTimersByTimeAsync(0);
    expect([states, heard]).toStrictEqual([['connected'], ['subset/changed']]);
    controller.abort();
    await done;
  });
});
