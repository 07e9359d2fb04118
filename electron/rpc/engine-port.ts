import type { Outcome } from '../contract/outcome.ts';
import type { TopicEvent } from '../contract/topics.ts';

/**
 * The engine as everybody outside it sees it: in the same process, across a message port or behind a supervisor.
 * Nothing here rejects: what fails, the transport included, comes back as a fault.
 */
export interface EnginePort {
  /** One operation of the contract. Input is checked by the dispatcher on the engine's side, not here. */
  call(operation: string, input: unknown, signal: AbortSignal): Promise<Outcome<unknown>>;
  /** A clip as the bytes of contract/clip.ts `encodeClip`. */
  clip(recordingId: number, fromSeconds: number, toSeconds: number, signal: AbortSignal): Promise<Outcome<Uint8Array>>;
  /** Announcements of every topic. Returns the function that stops listening. */
  onEvent(listener: (event: TopicEvent) => void): () => void;
}
