import type { Outcome } from '../contract/outcome.ts';
import type { TopicEvent } from '../contract/topics.ts';
import { clipUrl, faultOfResponse, fetchClip, transportFault, type Fetch } from './clip-fetch.ts';
import { createClient, type EarmarkClient, type Transport } from './client.ts';
import { createConnection } from './connection.ts';
import { followEvents } from './event-follower.ts';
import { createListeners } from './listeners.ts';
import { parseOutcome, type RpcBody } from './wire.ts';

export interface HttpClientOptions {
  /** Origin of the host without a final slash; the page's own where absent. */
  readonly baseUrl?: string;
  readonly fetch?: Fetch;
}

/** The client of the loopback host: POST /rpc, GET /events, GET /clip. */
export function createHttpClient(options: HttpClientOptions = {}): EarmarkClient {
  return createClient(createHttpTransport(options));
}

export function createHttpTransport(options: HttpClientOptions = {}): Transport {
  const baseUrl = options.baseUrl ?? '';
  const fetch: Fetch = options.fetch ?? ((url, init) => globalThis.fetch(url, init));
  const events = createListeners<TopicEvent>();
  const connection = createConnection();
  const following = new AbortController();
  void followEvents({ url: `${baseUrl}/events`, fetch, connection, onEvent: events.tell, signal: following.signal });

  return {
    call: (operation, input, signal) => post(fetch, `${baseUrl}/rpc`, { body: { operation, input }, signal }),
    clip: (recordingId, fromSeconds, toSeconds, signal) =>
      fetchClip(fetch, baseUrl + clipUrl(recordingId, fromSeconds, toSeconds), signal),
    onEvent: events.add,
    onConnection: connection.onChange,
    close: () => {
      following.abort();
      events.clear();
      connection.clear();
    },
  };
}

async function post(
  fetch: Fetch,
  url: string,
  request: { readonly body: RpcBody; readonly signal: AbortSignal },
): Promise<Outcome<unknown>> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request.body),
      signal: request.signal,
    });
    const outcome = parseOutcome(await response.json().catch(() => null));
    return response.ok && outcome !== null ? outcome : faultOfResponse(outcome, response.status);
  } catch (error) {
    return transportFault(error, request.signal);
  }
}
