import type { EngineToHost, HostToEngine, ProcessExit, ScorerPort } from '../contract/processes.ts';

export interface RelayedScorerPort extends ScorerPort {
  /** Takes a message from the host that concerns scorers. */
  receive(message: Extract<HostToEngine, { kind: 'scorer-message' | 'scorer-exit' }>): void;
}

/** Scorers as an engine in a process of its own sees them: started and fed by the host, through its messages. */
export function createRelayedScorerPort(send: (message: EngineToHost) => void): RelayedScorerPort {
  const messageListeners = new Set<(slot: number, message: unknown) => void>();
  const exitListeners = new Set<(slot: number, exit: ProcessExit) => void>();
  return {
    start: (slot) => {
      send({ kind: 'scorer-start', slot });
    },
    send: (slot, message) => {
      send({ kind: 'scorer-send', slot, message });
    },
    stop: (slot) => {
      send({ kind: 'scorer-stop', slot });
    },
    onMessage: (listener) => {
      messageListeners.add(listener);
      return () => messageListeners.delete(listener);
    },
    onExit: (listener) => {
      exitListeners.add(listener);
      return () => exitListeners.delete(listener);
    },
    receive: (message) => {
      if (message.kind === 'scorer-message') {
        messageListeners.forEach((listener) => {
          listener(message.slot, message.message);
        });
      } else {
        exitListeners.forEach((listener) => {
          listener(message.slot, message.exit);
        });
      }
    },
  };
}
