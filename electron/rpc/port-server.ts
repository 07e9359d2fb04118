import { fail, type Outcome } from '../contract/outcome.ts';
import type { EnginePort } from './engine-port.ts';
import type { ChannelEnd } from './message-port.ts';
import { requestMessageSchema, type RequestMessage, type ResponseMessage } from './wire.ts';

type Request = Exclude<RequestMessage, { kind: 'cancel' }>;

/**
 * The answering half over a message port: calls, cancellation, announcements.
 * Returns the function that stops serving; the other end closing does the same, and both abort what is still running.
 */
export function serveEngine(end: ChannelEnd, engine: EnginePort): () => void {
  const running = new Map<number, AbortController>();
  let stopped = false;

  function post(message: ResponseMessage): void {
    if (!stopped) {
      end.post(message);
    }
  }

  function reply(id: number, outcome: Outcome<unknown>): void {
    try {
      post({ kind: 'reply', id, outcome });
    } catch (error) {
      post({ kind: 'reply', id, outcome: unsendable(error) });
    }
  }

  async function answer(request: Request): Promise<void> {
    const controller = new AbortController();
    running.set(request.id, controller);
    const outcome = await ask(engine, request, controller.signal);
    running.delete(request.id);
    reply(request.id, outcome);
  }

  function stop(): void {
    stopped = true;
    stopListening();
    for (const controller of running.values()) {
      controller.abort();
    }
    running.clear();
  }

  const stopListening = engine.onEvent((event) => {
    post({ kind: 'event', topic: event.topic, payload: event.payload });
  });
  end.onClose(stop);
  end.onMessage((message) => {
    const parsed = requestMessageSchema.safeParse(message);
    if (!parsed.success) {
      return;
    }
    if (parsed.data.kind === 'cancel') {
      running.get(parsed.data.id)?.abort();
    } else {
      void answer(parsed.data);
    }
  });
  return () => {
    stop();
    end.close();
  };
}

async function ask(engine: EnginePort, request: Request, signal: AbortSignal): Promise<Outcome<unknown>> {
  try {
    return request.kind === 'call'
      ? await engine.call(request.operation, request.input, signal)
      : await engine.clip(request.recordingId, request.fromSeconds, request.toSeconds, signal);
  } catch (error) {
    return fail('unexpected', 'Something went wrong that Earmark did not foresee. Try again.', String(error));
  }
}

/** For an answer that the transport cannot carry; the same words over every transport. */
export function unsendable(error: unknown): Outcome<never> {
  return fail(
    'unexpected',
    'Earmark found an answer but could not send it to the window. Please report this.',
    String(error),
  );
}
