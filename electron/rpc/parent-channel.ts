import * as z from 'zod';
import type { EmitterPort } from './message-port.ts';

/** The one line to whoever started this process, the same under child_process.fork and Electron's utilityProcess. */
export interface ParentChannel {
  send(message: unknown): void;
  /** Ports come only from Electron's main process. */
  onMessage(listener: (message: unknown, ports: readonly EmitterPort[]) => void): void;
}

interface UtilityParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown; ports: EmitterPort[] }) => void): void;
}

const utilityPortSchema = z.custom<UtilityParentPort>(
  (value) => typeof value === 'object' && value !== null && 'postMessage' in value && 'on' in value,
);

/** Finds the parent: `process.parentPort` in a utility process, the IPC channel in a forked one. Throws where there is none. */
export function connectToParent(): ParentChannel {
  const utilityPort = utilityPortSchema.safeParse(Reflect.get(process, 'parentPort'));
  if (utilityPort.success) {
    return {
      send: (message) => {
        utilityPort.data.postMessage(message);
      },
      onMessage: (listener) => {
        utilityPort.data.on('message', (event) => {
          listener(event.data, event.ports);
        });
      },
    };
  }
  if (process.send === undefined) {
    throw new Error('This program is started by Earmark itself, with a message channel.');
  }
  // Whoever started us is gone: nobody wants the results any more.
  process.once('disconnect', () => process.exit(0));
  return {
    send: (message) => process.send?.(message),
    onMessage: (listener) => {
      process.on('message', (message) => {
        listener(message, []);
      });
    },
  };
}
