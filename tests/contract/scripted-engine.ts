import { encodeClip, type Clip } from '../../electron/contract/clip.ts';
import { engineOperations, type EngineOperationName } from '../../electron/contract/operations.ts';
import { fail, FaultError, succeed, type Outcome } from '../../electron/contract/outcome.ts';
import type { TopicEvent } from '../../electron/contract/topics.ts';
import { createDispatcher, type CallContext, type Handlers } from '../../electron/rpc/dispatch.ts';
import type { EnginePort } from '../../electron/rpc/engine-port.ts';
import { createListeners } from '../../electron/rpc/listeners.ts';
import { examples } from './examples.ts';

export type Behaviour = 'answer' | 'fault' | 'throw-fault' | 'throw' | 'wait' | 'unsendable' | 'break-contract';

/** An engine that answers every operation through the real dispatcher, and misbehaves as it is told. */
export interface ScriptedEngine extends EnginePort {
  behaviour: Behaviour;
  /** What the last handler received after parsing. */
  lastInput: unknown;
  /** Signals of the calls that `wait` holds. */
  readonly waiting: AbortSignal[];
  readonly logged: Readonly<Record<string, unknown>>[];
  announce(event: TopicEvent): void;
}

export const clip: Clip = {
  header: {
    recordingId: 7,
    sampleRate: 48000,
    frames: 5,
    fromSeconds: 0.5,
    toSeconds: 1.25,
    channel: 2,
    recordingSeconds: 3,
    peakCount: 2,
    peak: 0.5,
  },
  samples: Float32Array.of(0, 0.5, -0.5, 0.125, 1e-8),
  peaks: Float32Array.of(-0.5, 0.5, -0.125, 0.125),
};

export function createScriptedEngine(): ScriptedEngine {
  const events = createListeners<TopicEvent>();
  const logged: Readonly<Record<string, unknown>>[] = [];
  const engine: ScriptedEngine = {
    behaviour: 'answer',
    lastInput: undefined,
    waiting: [],
    logged,
    announce: events.tell,
    onEvent: events.add,
    call: (operation, input, signal) => dispatch(operation, input, signal),
    clip: async (recordingId, _from, _to, signal) => {
      if (engine.behaviour === 'wait') {
        return (await waitFor(engine, { signal })) as Outcome<Uint8Array>;
      }
      return recordingId === 7 ? succeed(encodeClip(clip)) : fail('not-found', 'There is no such recording.');
    },
  };
  const names = Object.keys(engineOperations) as EngineOperationName[];
  const handlers = Object.fromEntries(
    names.map((name) => [name, (input: unknown, context: CallContext) => behave(engine, name, { input, context })]),
  ) as unknown as Handlers<EngineOperationName>;
  const dispatch = createDispatcher(handlers, {
    log: (_level, _message, details) => logged.push(details ?? {}),
    validateOutput: true,
  });
  return engine;
}

function behave(
  engine: ScriptedEngine,
  name: EngineOperationName,
  call: { readonly input: unknown; readonly context: CallContext },
): Outcome<unknown> | Promise<Outcome<unknown>> {
  engine.lastInput = call.input;
  switch (engine.behaviour) {
    case 'answer':
      return succeed(examples[name].output);
    case 'fault':
      return fail('label-unknown', 'The model has no such label.', name);
    case 'throw-fault':
      throw new FaultError({ code: 'disk-full', message: 'The disk is full.' });
    case 'throw':
      throw new RangeError('index 5 out of bounds');
    case 'wait':
      return waitFor(engine, call.context);
    case 'unsendable':
      // As a detail, where the dispatcher's check of the output does not see it: no transport carries this object.
      return { ok: false, fault: { code: 'unexpected', message: 'x', detail: uncarriable() as unknown as string } };
    case 'break-contract':
      return succeed({ neither: 'this', nor: 'that' });
  }
}

/** A function stops the structured clone, a cycle stops JSON. */
function uncarriable(): object {
  const value: Record<string, unknown> = { method: () => 0 };
  value['self'] = value;
  return value;
}

function waitFor(engine: ScriptedEngine, { signal }: CallContext): Promise<Outcome<unknown>> {
  engine.waiting.push(signal);
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => {
      resolve(fail('cancelled', 'Stopped at the next window.'));
    });
  });
}
