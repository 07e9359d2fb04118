import type { ConnectionState } from './client.ts';
import { createListeners } from './listeners.ts';

/** The state of a connection, told to whoever asks: at once where it is known, and at every change. */
export interface Connection {
  set(state: ConnectionState): void;
  onChange(listener: (state: ConnectionState) => void): () => void;
  clear(): void;
}

export function createConnection(): Connection {
  const listeners = createListeners<ConnectionState>();
  let current: ConnectionState | null = null;
  return {
    set: (state) => {
      if (state !== current) {
        current = state;
        listeners.tell(state);
      }
    },
    onChange: (listener) => {
      if (current !== null) {
        listener(current);
      }
      return listeners.add(listener);
    },
    clear: () => {
      listeners.clear();
    },
  };
}
