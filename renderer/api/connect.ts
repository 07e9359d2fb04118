import { createBridgeClient, ENGINE_PORT_MESSAGE, type Bridge } from '../../electron/rpc/bridge-client.ts';
import type { EarmarkClient } from '../../electron/rpc/client.ts';
import { createHttpClient } from '../../electron/rpc/http-client.ts';
import { channelOfEventTarget, type ChannelEnd } from '../../electron/rpc/message-port.ts';

declare global {
  interface Window {
    /** Present under Electron only: the preload puts it there. */
    readonly earmark?: Bridge;
  }
}

/** The client that fits the host this page was served by. */
export function connect(): EarmarkClient {
  const bridge = window.earmark;
  return bridge === undefined ? createHttpClient() : createBridgeClient({ bridge, onPort });
}

/** The preload hands over the engine's port as a message of this very window; anything else is not ours. */
function onPort(listener: (end: ChannelEnd) => void): () => void {
  const receive = (event: MessageEvent): void => {
    const port = event.ports[0];
    if (event.source === window && event.data === ENGINE_PORT_MESSAGE && port !== undefined) {
      listener(channelOfEventTarget(port));
    }
  };
  window.addEventListener('message', receive);
  return () => {
    window.removeEventListener('message', receive);
  };
}

/** Absolute path of a dropped file or folder where the host can tell it, otherwise null. */
export function pathOfDropped(file: File): string | null {
  const path = window.earmark?.pathForFile(file) ?? '';
  return path === '' ? null : path;
}
