import type { ProcessExit, ScorerPort } from '../contract/processes.ts';
import type { ManagedProcess, ProcessFactory } from './process-factory.ts';

export interface ScorerFleet extends ScorerPort {
  /** Ends every scorer; nobody is told. */
  close(): void;
}

/** Scorer processes by slot. It starts, feeds and ends them; what they are asked is the engine's business. */
export function createScorerFleet(factory: ProcessFactory): ScorerFleet {
  const processes = new Map<number, ManagedProcess>();
  const messageListeners = new Set<(slot: number, message: unknown) => void>();
  const exitListeners = new Set<(slot: number, exit: ProcessExit) => void>();

  const start = (slot: number): void => {
    processes.get(slot)?.kill();
    const scorer = factory.start('scorer', []);
    processes.set(slot, scorer);
    const isCurrent = (): boolean => processes.get(slot) === scorer;
    scorer.onMessage((message) => {
      if (isCurrent()) {
        messageListeners.forEach((listener) => {
          listener(slot, message);
        });
      }
    });
    scorer.onExit((exit) => {
      if (isCurrent()) {
        processes.delete(slot);
        exitListeners.forEach((listener) => {
          listener(slot, exit);
        });
      }
    });
  };
  const stop = (slot: number): void => {
    const scorer = processes.get(slot);
    processes.delete(slot);
    scorer?.kill();
  };
  return {
    start,
    stop,
    send: (slot, message) => processes.get(slot)?.send(message),
    onMessage: (listener) => {
      messageListeners.add(listener);
      return () => messageListeners.delete(listener);
    },
    onExit: (listener) => {
      exitListeners.add(listener);
      return () => exitListeners.delete(listener);
    },
    close: () => {
      [...processes.keys()].forEach(stop);
    },
  };
}
