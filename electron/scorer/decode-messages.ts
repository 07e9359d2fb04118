import type { Fault } from '../contract/outcome.ts';
import type { WindowStreamOptions } from '../core/audio/window-stream.ts';
import type { ScorerFile } from '../core/scoring/scorer-messages.ts';
import type { Preparation } from '../core/scoring/prepare-window.ts';

export interface DecodeSettings {
  /** Grows with every model that is loaded; batches and their memory belong to one. */
  readonly generation: number;
  readonly windows: WindowStreamOptions;
  readonly preparation: Preparation;
  /** Windows in a full batch. */
  readonly batchSize: number;
  /** Whether windows of several recordings may share a batch. */
  readonly mixesFiles: boolean;
}

/** Main thread of the scorer → its decoding thread. Both run the same build, so types suffice. */
export type DecodeRequest =
  | { readonly kind: 'configure'; readonly settings: DecodeSettings }
  | { readonly kind: 'decode'; readonly files: readonly ScorerFile[] }
  /** Nobody wants more of this recording. */
  | { readonly kind: 'abandon'; readonly ticket: number }
  /** A batch was consumed: its memory comes back, and the decoder may run one further ahead. */
  | { readonly kind: 'returned'; readonly generation: number; readonly samples: Float32Array<ArrayBuffer> };

/** Windows of one recording within a batch. */
export interface BatchPart {
  readonly ticket: number;
  /** Starts of its windows, in samples at the model's rate; none where only its end is told. */
  readonly starts: readonly number[];
  /** What comes after these windows: more of them, nothing, or a fault that ends the recording. */
  readonly end: 'more' | 'complete' | Fault;
}

/** Decoding thread → main thread; the samples are transferred, not copied. */
export interface DecodedBatch {
  readonly generation: number;
  /** Room for `batchSize` windows; those of the parts come first, in their order. */
  readonly samples: Float32Array<ArrayBuffer>;
  readonly parts: readonly BatchPart[];
}

/** Batches in all: one in the model, one that waits for it, one being filled. Enough to overlap, little enough to stay small. */
export const batchBuffers = 3;
