import { decodeClip, type Clip } from '../contract/clip.ts';
import type { OperationInput, OperationName, OperationOutput } from '../contract/operations.ts';
import { fail, succeed, type Outcome } from '../contract/outcome.ts';
import type { TopicName, TopicPayload } from '../contract/topics.ts';
import type { EnginePort } from './engine-port.ts';

export type ConnectionState = 'connected' | 'lost';

/** What carries calls, clips and announcements. The client above it is the same for every transport. */
export interface Transport extends EnginePort {
  /** Told the state now, if it is known already, and every change of it. */
  onConnection(listener: (state: ConnectionState) => void): () => void;
  close(): void;
}

/** The whole of Earmark as the window sees it. No method rejects. */
export interface EarmarkClient {
  call<Name extends OperationName>(
    operation: Name,
    input: OperationInput<Name>,
    options?: { readonly signal?: AbortSignal },
  ): Promise<Outcome<OperationOutput<Name>>>;
  on<Name extends TopicName>(topic: Name, listener: (payload: TopicPayload<Name>) => void): () => void;
  clip(recordingId: number, fromSeconds: number, toSeconds: number, signal?: AbortSignal): Promise<Outcome<Clip>>;
  /** 'connected' after 'lost' means that announcements may have been missed: read again what is shown. */
  onConnection(listener: (state: ConnectionState) => void): () => void;
  close(): void;
}

/** The typed client over a transport. Output is the contract's: it was made, and in tests checked, on the other side. */
export function createClient(transport: Transport): EarmarkClient {
  return {
    call: async <Name extends OperationName>(
      operation: Name,
      input: OperationInput<Name>,
      options?: { readonly signal?: AbortSignal },
    ) => (await transport.call(operation, input, options?.signal ?? neverAborted())) as Outcome<OperationOutput<Name>>,
    on: (topic, listener) =>
      transport.onEvent((event) => {
        if (event.topic === topic) {
          listener(event.payload as Parameters<typeof listener>[0]);
        }
      }),
    clip: async (recordingId, fromSeconds, toSeconds, signal) =>
      decodeOutcome(await transport.clip(recordingId, fromSeconds, toSeconds, signal ?? neverAborted())),
    onConnection: (listener) => transport.onConnection(listener),
    close: () => {
      transport.close();
    },
  };
}

function decodeOutcome(outcome: Outcome<Uint8Array>): Outcome<Clip> {
  if (!outcome.ok) {
    return outcome;
  }
  try {
    const { buffer, byteOffset, byteLength } = outcome.value;
    const whole = buffer instanceof ArrayBuffer && byteOffset === 0 && byteLength === buffer.byteLength;
    return succeed(decodeClip(whole ? buffer : new Uint8Array(outcome.value).buffer));
  } catch (error) {
    return fail('unexpected', 'The sound arrived damaged. Select the recording again.', String(error));
  }
}

function neverAborted(): AbortSignal {
  return new AbortController().signal;
}
