import type { Fault } from '../contract/outcome.ts';
import { fail, succeed, type Outcome } from '../contract/outcome.ts';
import { engineToHostSchema, type EngineToHost, type HostToEngine } from '../contract/processes.ts';
import type { TopicEvent } from '../contract/topics.ts';
import type { Transport } from '../rpc/client.ts';
import type { EnginePort } from '../rpc/engine-port.ts';
import type { Log } from '../rpc/log.ts';
import type { ChannelEnd } from '../rpc/message-port.ts';
import { connectEngine } from '../rpc/port-client.ts';
import type { ManagedProcess, ProcessFactory } from './process-factory.ts';
import { createScorerFleet } from './scorer-fleet.ts';

export interface SupervisorOptions {
  readonly factory: ProcessFactory;
  readonly libraryFolder: string;
  readonly log: Log;
  /** Called with every engine that is ready, the first and each restarted one: Electron hands out window ports here. */
  readonly onEngineReady?: (engine: ManagedProcess) => void;
}

export interface Supervisor extends EnginePort {
  /** Resolves when the first engine has opened its library, or says why it could not. */
  readonly opened: Promise<Outcome<null>>;
  /** Ends engine and scorers; resolves when the engine has closed its library (or after two seconds). */
  close(): Promise<void>;
}

/** An engine that dies this soon after its start, this often in a row, is not started again. */
const hopelessStarts = 5;
const healthyMilliseconds = 10_000;
const closeMilliseconds = 2_000;

interface RunningEngine {
  readonly process: ManagedProcess;
  readonly transport: Transport;
  readonly exited: Promise<void>;
}

/**
 * Starts the engine and, at its request, the scorers; relays between them; and starts the engine again when it dies.
 * Work in hand is not lost: jobs are in the library and the new engine takes them up.
 */
export function superviseEngine(options: SupervisorOptions): Supervisor {
  const { factory, log } = options;
  const fleet = createScorerFleet(factory);
  const listeners = new Set<(event: TopicEvent) => void>();
  const opening = Promise.withResolvers<Outcome<null>>();
  let engine: RunningEngine | null = null;
  let waiting: ((engine: RunningEngine | null) => void)[] = [];
  let quickDeaths = 0;
  let closing = false;
  let hasBeenReady = false;

  const announce = (event: TopicEvent): void => {
    listeners.forEach((listener) => {
      listener(event);
    });
  };
  const post = (target: ManagedProcess, message: HostToEngine): void => target.send(message);

  const becomeReady = (running: RunningEngine): void => {
    engine = running;
    const callers = waiting;
    waiting = [];
    callers.forEach((resolve) => {
      resolve(running);
    });
    opening.resolve(succeed(null));
    options.onEngineReady?.(running.process);
    if (hasBeenReady) {
      announce({ topic: 'engine/restarted', payload: {} });
    }
    hasBeenReady = true;
  };
  const giveUp = (fault: Fault): void => {
    closing = true;
    waiting.forEach((resolve) => {
      resolve(null);
    });
    waiting = [];
    opening.resolve({ ok: false, fault });
  };

  const startEngine = (): void => {
    const startedAt = Date.now();
    const child = factory.start('engine', ['--library', options.libraryFolder]);
    const channel = createChildChannel(child);
    const exited = Promise.withResolvers<void>();
    const running: RunningEngine = { process: child, transport: connectEngine(channel.end), exited: exited.promise };
    running.transport.onEvent(announce);

    const handlers: { [Kind in EngineToHost['kind']]: (message: Extract<EngineToHost, { kind: Kind }>) => void } = {
      ready: () => {
        becomeReady(running);
      },
      'open-failed': (message) => {
        giveUp(message.fault);
      },
      rpc: (message) => {
        channel.receive(message.message);
      },
      'scorer-start': (message) => {
        fleet.start(message.slot);
      },
      'scorer-send': (message) => {
        fleet.send(message.slot, message.message);
      },
      'scorer-stop': (message) => {
        fleet.stop(message.slot);
      },
    };
    child.onMessage((raw) => {
      const message = engineToHostSchema.parse(raw);
      (handlers[message.kind] as (message: EngineToHost) => void)(message);
    });
    child.onExit((exit) => {
      engine = null;
      fleet.close();
      channel.lose();
      exited.resolve();
      if (closing) {
        return;
      }
      log('error', 'The engine ended; starting it again', { ...exit });
      quickDeaths = Date.now() - startedAt < healthyMilliseconds ? quickDeaths + 1 : 1;
      if (quickDeaths >= hopelessStarts) {
        giveUp({
          code: 'unavailable',
          message: 'Earmark’s engine does not stay up. The log in the library folder says why.',
          detail: exit.detail,
        });
        return;
      }
      startEngine();
    });
  };

  fleet.onMessage((slot, message) => {
    if (engine !== null) {
      post(engine.process, { kind: 'scorer-message', slot, message });
    }
  });
  fleet.onExit((slot, exit) => {
    if (engine !== null) {
      post(engine.process, { kind: 'scorer-exit', slot, exit });
    }
  });
  startEngine();

  const readyEngine = (): Promise<RunningEngine | null> =>
    engine !== null || closing ? Promise.resolve(engine) : new Promise((resolve) => waiting.push(resolve));
  const gone = (): Outcome<never> => fail('unavailable', 'Earmark’s engine is not running. Start Earmark again.');

  return {
    opened: opening.promise,
    call: async (operation, input, signal) => {
      const running = await readyEngine();
      return running === null ? gone() : running.transport.call(operation, input, signal);
    },
    clip: async (recordingId, fromSeconds, toSeconds, signal) => {
      const running = await readyEngine();
      return running === null ? gone() : running.transport.clip(recordingId, fromSeconds, toSeconds, signal);
    },
    onEvent: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => {
      closing = true;
      const running = engine;
      if (running !== null) {
        post(running.process, { kind: 'shutdown' });
        await Promise.race([running.exited, delay(closeMilliseconds)]);
        running.process.kill();
      }
      fleet.close();
    },
  };
}

/** The engine's channel as rpc sees it: rpc messages are wrapped, because scorer messages share the line. */
function createChildChannel(child: ManagedProcess) {
  let onMessage: (message: unknown) => void = () => undefined;
  let onClose: () => void = () => undefined;
  const end: ChannelEnd = {
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
  };
  return {
    end,
    receive: (message: unknown): void => {
      onMessage(message);
    },
    lose: (): void => {
      onClose();
    },
  };
}

function delay(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref();
  });
}
