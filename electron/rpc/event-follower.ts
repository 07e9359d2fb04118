import type { TopicEvent } from '../contract/topics.ts';
import type { Fetch } from './clip-fetch.ts';
import type { Connection } from './connection.ts';
import { createServerEventParser } from './server-events.ts';
import { parseTopicEvent } from './wire.ts';

const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 5_000;
/** The host sends a heartbeat every 15 s; two missing ones mean that the line is dead. */
const SILENCE_MS = 40_000;

export interface FollowOptions {
  readonly url: string;
  readonly fetch: Fetch;
  readonly connection: Connection;
  readonly onEvent: (event: TopicEvent) => void;
  readonly signal: AbortSignal;
}

interface PartReader {
  read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array<ArrayBuffer> | undefined }>;
}

/**
 * Reads the host's event stream until the signal aborts, and comes back after every break where it left off.
 * Streamed with fetch and not with EventSource, which tells neither the status of a refusal nor a dead line.
 */
export async function followEvents(options: FollowOptions): Promise<void> {
  const state = { lastId: null as string | null, retryMs: FIRST_RETRY_MS };
  while (!options.signal.aborted) {
    try {
      await readOnce(options, state);
    } catch {
      // Whatever broke the stream, the answer is the same: say that it is lost and try again.
    }
    if (!options.signal.aborted) {
      options.connection.set('lost');
      await pause(state.retryMs, options.signal);
      state.retryMs = Math.min(2 * state.retryMs, LONGEST_RETRY_MS);
    }
  }
}

async function readOnce(options: FollowOptions, state: { lastId: string | null; retryMs: number }): Promise<void> {
  const silence = new AbortController();
  let timer = setTimeout(() => {
    silence.abort();
  }, SILENCE_MS);
  try {
    const response = await options.fetch(options.url, {
      headers: { accept: 'text/event-stream', ...(state.lastId === null ? {} : { 'last-event-id': state.lastId }) },
      signal: AbortSignal.any([options.signal, silence.signal]),
    });
    if (!response.ok || response.body === null) {
      return;
    }
    options.connection.set('connected');
    state.retryMs = FIRST_RETRY_MS;
    const parse = createServerEventParser();
    const decoder = new TextDecoder();
    // Node types the parts of a body as any.
    const reader: PartReader = response.body.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      clearTimeout(timer);
      timer = setTimeout(() => {
        silence.abort();
      }, SILENCE_MS);
      for (const event of parse(decoder.decode(part.value, { stream: true }))) {
        state.lastId = event.id ?? state.lastId;
        announce(event.data, options.onEvent);
      }
    }
  } finally {
    clearTimeout(timer);
  }
}

function announce(data: string, onEvent: (event: TopicEvent) => void): void {
  const event = parseTopicEvent(JSON.parse(data));
  if (event !== null) {
    onEvent(event);
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done);
  });
}
