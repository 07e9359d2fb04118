import { fail, succeed, type Fault, type Outcome } from '../contract/outcome.ts';
import { engineToHostSchema, type EngineToHost, type HostToEngine, type ProcessExit } from '../contract/processes.ts';
import type { TopicEvent } from '../contract/topics.ts';
import type { Transport } from '../rpc/client.ts';
import type { EnginePort } from '../rpc/engine-port.ts';
import { createListeners } from '../rpc/listeners.ts';
import type { Log } from '../rpc/log.ts';
import { connectEngine } from '../rpc/port-client.ts';
import { createChildChannel, type ChildChannel } from './child-channel.ts';
import type { ManagedProcess, ProcessFactory } from './process-factory.ts';
import { createScorerFleet, type ScorerFleet } from './scorer-fleet.ts';

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
const healthyMilliseconds = 3_000;
const closeMilliseconds = 2_000;
/** After so long an engine that could not open its library again tries once more. */
const reopenMilliseconds = 2_000;

interface RunningEngine {
  readonly process: ManagedProcess;
  readonly transport: Transport;
  readonly channel: ChildChannel;
  readonly startedAt: number;
  readonly exited: PromiseWithResolvers<void>;
}

/**
 * Starts the engine and, at its request, the scorers; relays between them; and starts the engine again when it dies.
 * Work in hand is not lost: jobs are in the library and the new engine takes them up.
 */
export function superviseEngine(options: SupervisorOptions): Supervisor {
  return new EngineSupervisor(options);
}

class EngineSupervisor implements Supervisor {
  readonly #options: SupervisorOptions;
  readonly #fleet: ScorerFleet;
  readonly #events = createListeners<TopicEvent>();
  readonly #opening = Promise.withResolvers<Outcome<null>>();
  readonly #handlers: { [Kind in EngineToHost['kind']]: (message: EngineToHost & { kind: Kind }) => void };
  #starting: RunningEngine;
  #ready: RunningEngine | null = null;
  /** Could not open the library, and is ended by us. */
  #missed: RunningEngine | null = null;
  #waiting: ((engine: RunningEngine | null) => void)[] = [];
  #quickDeaths = 0;
  #hasBeenReady = false;
  #closing = false;
  /** Why there is no engine at the moment, or any more. */
  #fault: Fault | null = null;

  constructor(options: SupervisorOptions) {
    this.#options = options;
    this.#fleet = createScorerFleet(options.factory);
    this.#fleet.onMessage((slot, message) => {
      this.#tellEngine({ kind: 'scorer-message', slot, message });
    });
    this.#fleet.onExit((slot, exit) => {
      this.#tellEngine({ kind: 'scorer-exit', slot, exit });
    });
    this.#handlers = {
      ready: () => {
        this.#becomeReady();
      },
      'open-failed': ({ fault }) => {
        this.#missLibrary(fault);
      },
      rpc: ({ message }) => {
        this.#starting.channel.receive(message);
      },
      'scorer-start': ({ slot }) => {
        this.#fleet.start(slot);
      },
      'scorer-send': ({ slot, message }) => {
        this.#fleet.send(slot, message);
      },
      'scorer-stop': ({ slot }) => {
        this.#fleet.stop(slot);
      },
    };
    this.#starting = this.#startEngine();
  }

  get opened(): Promise<Outcome<null>> {
    return this.#opening.promise;
  }

  async call(operation: string, input: unknown, signal: AbortSignal): Promise<Outcome<unknown>> {
    const engine = await this.#readyEngine();
    return engine === null ? this.#gone() : engine.transport.call(operation, input, signal);
  }

  async clip(
    recordingId: number,
    fromSeconds: number,
    toSeconds: number,
    signal: AbortSignal,
  ): Promise<Outcome<Uint8Array>> {
    const engine = await this.#readyEngine();
    return engine === null ? this.#gone() : engine.transport.clip(recordingId, fromSeconds, toSeconds, signal);
  }

  onEvent(listener: (event: TopicEvent) => void): () => void {
    return this.#events.add(listener);
  }

  async close(): Promise<void> {
    this.#closing = true;
    this.#starting.process.send({ kind: 'shutdown' } satisfies HostToEngine);
    await Promise.race([this.#starting.exited.promise, delay(closeMilliseconds)]);
    this.#starting.process.kill();
    this.#fleet.close();
  }

  #startEngine(): RunningEngine {
    const child = this.#options.factory.start('engine', ['--library', this.#options.libraryFolder]);
    const channel = createChildChannel(child);
    const engine: RunningEngine = {
      process: child,
      transport: connectEngine(channel.end),
      channel,
      startedAt: Date.now(),
      exited: Promise.withResolvers<void>(),
    };
    engine.transport.onEvent((event) => {
      this.#events.tell(event);
    });
    child.onMessage((raw) => {
      const message = engineToHostSchema.parse(raw);
      (this.#handlers[message.kind] as (message: EngineToHost) => void)(message);
    });
    child.onExit((exit) => {
      this.#bury(engine, exit);
    });
    return engine;
  }

  #becomeReady(): void {
    this.#ready = this.#starting;
    this.#fault = null;
    this.#answerWaiting(this.#ready);
    this.#opening.resolve(succeed(null));
    this.#options.onEngineReady?.(this.#ready.process);
    if (this.#hasBeenReady) {
      this.#events.tell({ topic: 'engine/restarted', payload: {} });
    }
    this.#hasBeenReady = true;
  }

  #bury(engine: RunningEngine, exit: ProcessExit): void {
    this.#ready = null;
    this.#fleet.close();
    engine.channel.lose();
    engine.exited.resolve();
    if (this.#closing) {
      this.#answerWaiting(null);
      return;
    }
    this.#options.log('error', 'The engine ended; starting it again', { ...exit });
    const wasOurs = exit.reason === 'killed' || engine === this.#missed;
    const wasQuick = !wasOurs && Date.now() - engine.startedAt < healthyMilliseconds;
    this.#quickDeaths = wasQuick ? this.#quickDeaths + 1 : 0;
    if (this.#quickDeaths >= hopelessStarts) {
      const message = 'Earmark’s engine does not stay up. The log in the library folder says why.';
      this.#giveUp({ code: 'unavailable', message, detail: exit.detail });
      return;
    }
    this.#starting = this.#startEngine();
  }

  /** A library that was open before may open again (the disk is full, its drive is away); one that never was does not. */
  #missLibrary(fault: Fault): void {
    if (!this.#hasBeenReady) {
      this.#giveUp(fault);
      return;
    }
    this.#fault = fault;
    this.#answerWaiting(null);
    const missed = this.#starting;
    this.#missed = missed;
    setTimeout(() => {
      // Its end starts the next one.
      missed.process.kill();
    }, reopenMilliseconds).unref();
  }

  #giveUp(fault: Fault): void {
    this.#fault = fault;
    this.#closing = true;
    this.#answerWaiting(null);
    this.#opening.resolve({ ok: false, fault });
  }

  #gone(): Outcome<never> {
    return this.#fault === null
      ? fail('unavailable', 'Earmark’s engine is not running. Start Earmark again.')
      : { ok: false, fault: this.#fault };
  }

  #answerWaiting(engine: RunningEngine | null): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    waiting.forEach((resolve) => {
      resolve(engine);
    });
  }

  #readyEngine(): Promise<RunningEngine | null> {
    return this.#ready !== null || this.#fault !== null || this.#closing
      ? Promise.resolve(this.#ready)
      : new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Also before it is ready: an engine that opens a library may ask a scorer what the bundled model looks like. */
  #tellEngine(message: HostToEngine): void {
    this.#starting.process.send(message);
  }
}

function delay(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref();
  });
}
