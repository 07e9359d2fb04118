/** A set of listeners and the function that removes each: `add` returns it. */
export interface Listeners<Value> {
  add(listener: (value: Value) => void): () => void;
  tell(value: Value): void;
  clear(): void;
}

export function createListeners<Value>(): Listeners<Value> {
  const listeners = new Set<(value: Value) => void>();
  return {
    add: (listener) => {
      // A wrapper, so that one function that was added twice is two listeners.
      const entry = (value: Value): void => {
        listener(value);
      };
      listeners.add(entry);
      return () => {
        listeners.delete(entry);
      };
    },
    tell: (value) => {
      for (const listener of [...listeners]) {
        listener(value);
      }
    },
    clear: () => {
      listeners.clear();
    },
  };
}
