import type { EnginePort } from '../rpc/engine-port.ts';
import { channelOfEmitter, type EmitterPort } from '../rpc/message-port.ts';
import { serveEngine } from '../rpc/port-server.ts';

export interface WindowPorts {
  /** Ports that came with a message of Electron's main process, one a window. */
  add(ports: readonly EmitterPort[]): void;
  /** From now on the engine answers on them, also on those that came while it was opening its library. */
  serve(engine: EnginePort): void;
}

/** Direct lines to Electron's windows: requests then bypass the main process. */
export function serveWindowPorts(): WindowPorts {
  const early: EmitterPort[] = [];
  let served: EnginePort | null = null;
  return {
    add: (ports) => {
      if (served === null) {
        early.push(...ports);
        return;
      }
      for (const port of ports) {
        serveEngine(channelOfEmitter(port), served);
      }
    },
    serve: (engine) => {
      served = engine;
      early.splice(0).forEach((port) => serveEngine(channelOfEmitter(port), engine));
    },
  };
}
