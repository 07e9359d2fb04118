import * as z from 'zod';
import { faultSchema } from './outcome.ts';

/**
 * `normal`: ended by itself or on request. `killed`: ended from outside (kill -9, out of memory), which says nothing
 * about the file in hand. `crashed`: died of what it was doing, which counts against that file.
 */
export const processExitSchema = z.object({
  reason: z.enum(['normal', 'killed', 'crashed']),
  detail: z.string(),
});
export type ProcessExit = z.infer<typeof processExitSchema>;

/** What the engine may ask of whoever supervises: scorer processes by slot number. Messages are opaque to the host. */
export interface ScorerPort {
  start(slot: number): void;
  send(slot: number, message: unknown): void;
  stop(slot: number): void;
  onMessage(listener: (slot: number, message: unknown) => void): () => void;
  onExit(listener: (slot: number, exit: ProcessExit) => void): () => void;
}

const slot = z.int().nonnegative();

/** Engine → host. */
export const engineToHostSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('open-failed'), fault: faultSchema }),
  /** A message of rpc/wire.ts, parsed by the transport. */
  z.object({ kind: z.literal('rpc'), message: z.unknown() }),
  z.object({ kind: z.literal('scorer-start'), slot }),
  z.object({ kind: z.literal('scorer-send'), slot, message: z.unknown() }),
  z.object({ kind: z.literal('scorer-stop'), slot }),
]);
export type EngineToHost = z.infer<typeof engineToHostSchema>;

/** Host → engine. */
export const hostToEngineSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('rpc'), message: z.unknown() }),
  z.object({ kind: z.literal('scorer-message'), slot, message: z.unknown() }),
  z.object({ kind: z.literal('scorer-exit'), slot, exit: processExitSchema }),
  /** Electron only: a MessagePort for a window travels with this message. */
  z.object({ kind: z.literal('window-port') }),
  z.object({ kind: z.literal('shutdown') }),
]);
export type HostToEngine = z.infer<typeof hostToEngineSchema>;
