/** One end of a channel between two programs, whatever kind of port it is. */
export interface ChannelEnd {
  /** Throws where the message cannot be cloned. */
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** The other end is gone: closed, crashed or killed. */
  onClose(listener: () => void): void;
  close(): void;
}

/** The DOM's MessagePort, and node:worker_threads'. */
export interface EventTargetPort {
  postMessage(message: unknown): void;
  addEventListener(type: 'message' | 'close', listener: (event: object) => void): void;
  start(): void;
  close(): void;
}

/** Electron's MessagePortMain, in its main process and in a utility process. */
export interface EmitterPort {
  postMessage(message: unknown): void;
  on(type: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
  on(type: 'close', listener: () => void): unknown;
  start(): void;
  close(): void;
}

export function channelOfEventTarget(port: EventTargetPort): ChannelEnd {
  return {
    post: (message) => {
      port.postMessage(message);
    },
    onMessage: (listener) => {
      port.addEventListener('message', (event) => {
        listener('data' in event ? event.data : undefined);
      });
      port.start();
    },
    onClose: (listener) => {
      port.addEventListener('close', () => {
        listener();
      });
    },
    close: () => {
      port.close();
    },
  };
}

export function channelOfEmitter(port: EmitterPort): ChannelEnd {
  return {
    post: (message) => {
      port.postMessage(message);
    },
    onMessage: (listener) => {
      port.on('message', (event) => {
        listener(event.data);
      });
      port.start();
    },
    onClose: (listener) => {
      port.on('close', listener);
    },
    close: () => {
      port.close();
    },
  };
}
