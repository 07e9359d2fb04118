import { shellOperations } from '../contract/operations.ts';
import { fail, type Outcome } from '../contract/outcome.ts';
import type { TopicEvent } from '../contract/topics.ts';
import { clipUrl, fetchClip, type Fetch } from './clip-fetch.ts';
import { createClient, type EarmarkClient, type Transport } from './client.ts';
import { createConnection } from './connection.ts';
import { createListeners } from './listeners.ts';
import type { ChannelEnd } from './message-port.ts';
import { connectEngine } from './port-client.ts';
import { parseOutcome } from './wire.ts';

/** What the preload gives the page as `window.earmark`. */
export interface Bridge {
  readonly host: 'electron';
  /** An operation of the shell; resolves to an outcome. */
  shell(operation: string, input: unknown): Promise<unknown>;
  /** Absolute path of a dropped file or folder, '' for one that is not on the disk. The page passes its `File`. */
  pathForFile(file: unknown): string;
  /** Asks for the engine's port, which then comes as a window message that carries ENGINE_PORT_MESSAGE. */
  connect(): void;
}

export { ENGINE_PORT_MESSAGE } from './bridge-channels.ts';

export interface BridgeClientOptions {
  readonly bridge: Pick<Bridge, 'shell' | 'connect'>;
  /** Calls the listener with every port that the preload hands over; returns the function that stops. */
  readonly onPort: (listener: (end: ChannelEnd) => void) => () => void;
  readonly fetch?: Fetch;
}

/** How long a call waits for an engine that is being started again. */
const PATIENCE_MS = 20_000;

/** The client in Electron: the engine over its port, the shell over the bridge, clips over `app://`. */
export function createBridgeClient(options: BridgeClientOptions): EarmarkClient {
  return createClient(createBridgeTransport(options));
}

export function createBridgeTransport({ bridge, onPort, fetch }: BridgeClientOptions): Transport {
  const events = createListeners<TopicEvent>();
  const connection = createConnection();
  const arrivals = createListeners<Transport>();
  const get: Fetch = fetch ?? ((url, init) => globalThis.fetch(url, init));
  let engine: Transport | null = null;

  const stopPorts = onPort((end) => {
    engine?.close();
    const fresh = connectEngine(end);
    engine = fresh;
    fresh.onEvent(events.tell);
    fresh.onConnection((state) => {
      if (engine === fresh) {
        engine = state === 'lost' ? null : fresh;
        connection.set(state);
      }
    });
    arrivals.tell(fresh);
  });
  bridge.connect();

  return {
    call: async (operation, input, signal) => {
      if (Object.hasOwn(shellOperations, operation)) {
        return askShell(bridge, operation, input);
      }
      const current = engine ?? (await nextEngine(arrivals.add, signal));
      return current === null ? engineMissing(signal) : current.call(operation, input, signal);
    },
    clip: (recordingId, fromSeconds, toSeconds, signal) =>
      fetchClip(get, clipUrl(recordingId, fromSeconds, toSeconds), signal),
    onEvent: events.add,
    onConnection: connection.onChange,
    close: () => {
      stopPorts();
      engine?.close();
      engine = null;
      events.clear();
      connection.clear();
      arrivals.clear();
    },
  };
}

async function askShell(bridge: Pick<Bridge, 'shell'>, operation: string, input: unknown): Promise<Outcome<unknown>> {
  try {
    return (
      parseOutcome(await bridge.shell(operation, input)) ??
      fail('unexpected', 'The window’s shell gave no usable answer.')
    );
  } catch (error) {
    return fail('unavailable', 'Earmark’s shell cannot be reached. Restart Earmark.', String(error));
  }
}

function nextEngine(
  onArrival: (listener: (engine: Transport) => void) => () => void,
  signal: AbortSignal,
): Promise<Transport | null> {
  return new Promise((resolve) => {
    const settle = (engine: Transport | null): void => {
      clearTimeout(timer);
      stopWaiting();
      signal.removeEventListener('abort', giveUp);
      resolve(engine);
    };
    const giveUp = (): void => {
      settle(null);
    };
    const timer = setTimeout(giveUp, PATIENCE_MS);
    const stopWaiting = onArrival(settle);
    signal.addEventListener('abort', giveUp);
  });
}

function engineMissing(signal: AbortSignal): Outcome<never> {
  return signal.aborted
    ? fail('cancelled', 'This was cancelled.')
    : fail(
        'unavailable',
        'Earmark’s engine does not start. Close Earmark, open it again, and look at the log if it stays so.',
      );
}
