import { fail, type Outcome } from '../contract/outcome.ts';
import type { TopicEvent } from '../contract/topics.ts';
import type { Transport } from './client.ts';
import { createConnection } from './connection.ts';
import { createListeners } from './listeners.ts';
import type { ChannelEnd } from './message-port.ts';
import { parseTopicEvent, responseMessageSchema, type RequestMessage } from './wire.ts';

type Settle = (outcome: Outcome<unknown>) => void;
type Request = Exclude<RequestMessage, { kind: 'cancel' }>;
type NewRequest = Request extends infer Each ? (Each extends Request ? Omit<Each, 'id'> : never) : never;

/** The calling half over a message port. Its other half is `serveEngine`. */
export function connectEngine(end: ChannelEnd): Transport {
  const calls = createCalls(end);
  const events = createListeners<TopicEvent>();
  const connection = createConnection();
  const lose = (): void => {
    connection.set('lost');
    calls.abandon();
  };

  end.onClose(lose);
  end.onMessage((message) => {
    const parsed = responseMessageSchema.safeParse(message);
    if (!parsed.success) {
      return;
    }
    if (parsed.data.kind === 'reply') {
      calls.settle(parsed.data.id, parsed.data.outcome);
      return;
    }
    const event = parseTopicEvent(parsed.data);
    if (event !== null) {
      events.tell(event);
    }
  });
  connection.set('connected');

  return {
    call: (operation, input, signal) => calls.send({ kind: 'call', operation, input }, signal),
    clip: async (recordingId, fromSeconds, toSeconds, signal) =>
      clipBytes(await calls.send({ kind: 'clip', recordingId, fromSeconds, toSeconds }, signal)),
    onEvent: events.add,
    onConnection: connection.onChange,
    close: () => {
      end.close();
      lose();
      events.clear();
      connection.clear();
    },
  };
}

/** The calls that wait for their replies. Every one is settled: by its reply, its caller, or the end of the line. */
function createCalls(end: ChannelEnd) {
  const open = new Map<number, Settle>();
  let nextId = 0;
  let abandoned = false;

  function post(request: NewRequest, signal: AbortSignal): Promise<Outcome<unknown>> {
    const id = nextId++;
    return new Promise((resolve) => {
      const cancel = (): void => {
        end.post({ kind: 'cancel', id } satisfies RequestMessage);
        settle(fail('cancelled', 'This was cancelled.'));
      };
      const settle: Settle = (outcome) => {
        open.delete(id);
        signal.removeEventListener('abort', cancel);
        resolve(outcome);
      };
      open.set(id, settle);
      signal.addEventListener('abort', cancel);
      try {
        end.post({ ...request, id });
      } catch (error) {
        settle(fail('invalid-input', 'Earmark could not send this request to its engine.', String(error)));
      }
    });
  }

  return {
    send: (request: NewRequest, signal: AbortSignal): Promise<Outcome<unknown>> => {
      if (abandoned) {
        const message = 'Earmark’s engine is not running. It is started again; try once more.';
        return Promise.resolve(fail('unavailable', message));
      }
      return signal.aborted ? Promise.resolve(fail('cancelled', 'This was cancelled.')) : post(request, signal);
    },
    settle: (id: number, outcome: Outcome<unknown>): void => {
      open.get(id)?.(outcome);
    },
    abandon: (): void => {
      abandoned = true;
      for (const settle of [...open.values()]) {
        settle(fail('unavailable', 'Earmark’s engine stopped before it answered. It is started again; try once more.'));
      }
    },
  };
}

function clipBytes(outcome: Outcome<unknown>): Outcome<Uint8Array> {
  if (!outcome.ok) {
    return outcome;
  }
  return outcome.value instanceof Uint8Array
    ? { ok: true, value: outcome.value }
    : fail('unexpected', 'The sound did not arrive. Select the recording again.', 'the clip is not a Uint8Array');
}
