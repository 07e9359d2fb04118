import type { HostToEngine } from '../contract/processes.ts';
import type { ChannelEnd } from '../rpc/message-port.ts';
import type { ManagedProcess } from './process-factory.ts';

export interface ChildChannel {
  /** The channel as rpc sees it. */
  readonly end: ChannelEnd;
  receive(message: unknown): void;
  lose(): void;
}

/** The engine's channel: rpc messages are wrapped, because scorer messages share the line. */
export function createChildChannel(child: ManagedProcess): ChildChannel {
  let onMessage: (message: unknown) => void = () => undefined;
  let onClose: () => void = () => undefined;
  return {
    end: {
      post: (message) => {
        child.send({ kind: 'rpc', message } satisfies HostToEngine);
      },
      onMessage: (listener) => {
        onMessage = listener;
      },
      onClose: (listener) => {
        onClose = listener;
      },
      close: () => undefined,
    },
    receive: (message) => {
      onMessage(message);
    },
    lose: () => {
      onClose();
    },
  };
}
