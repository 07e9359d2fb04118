import type { Fault } from '../contract/outcome.ts';
import type { WindowStreamOptions } from '../core/audio/window-stream.ts';

/** Main thread of the scorer → its decoding thread. Both run the same build, so types suffice. */
export type DecodeRequest =
  | { readonly kind: 'decode'; readonly ticket: number; readonly path: string; readonly options: WindowStreamOptions }
  /** One batch was consumed: the decoder may run one further ahead. */
  | { readonly kind: 'credit' }
  /** Nobody wants the rest of this file. It still ends. */
  | { readonly kind: 'stop'; readonly ticket: number };

/** Decoding thread → main thread; samples are transferred, not copied. */
export type DecodeReply =
  | {
      readonly kind: 'batch';
      readonly ticket: number;
      readonly samples: Float32Array<ArrayBuffer>;
      readonly starts: number[];
    }
  | { readonly kind: 'end'; readonly ticket: number }
  | { readonly kind: 'fault'; readonly ticket: number; readonly fault: Fault };

/** How many batches the decoder may be ahead of the model: enough to overlap, little enough to stay flat in memory. */
export const decodeAhead = 4;
