import type { Fault } from '../contract/outcome.ts';
import type { BatchPart, DecodedBatch } from './decode-messages.ts';

/** Memory for batches, handed out and taken back; asking waits while all of it is in use. */
export interface BatchMemory {
  take(): Promise<Float32Array<ArrayBuffer>>;
  /** Batches that are with the model, or on the way to it. */
  outstanding(): number;
  giveBack(samples: Float32Array<ArrayBuffer>): void;
}

export function createBatchMemory(buffers: number, samplesPerBatch: number): BatchMemory {
  const free: Float32Array<ArrayBuffer>[] = [];
  let made = 0;
  let outstanding = 0;
  let wake: (() => void) | null = null;
  return {
    take: async () => {
      for (;;) {
        const ready = free.pop();
        if (ready !== undefined || made < buffers) {
          made += ready === undefined ? 1 : 0;
          outstanding += 1;
          return ready ?? new Float32Array(samplesPerBatch);
        }
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    outstanding: () => outstanding,
    giveBack: (samples) => {
      outstanding -= 1;
      free.push(samples);
      wake?.();
      wake = null;
    },
  };
}

/** Fills batches with the windows of one recording after another. */
export class BatchPacker {
  readonly #memory: BatchMemory;
  readonly #windowSamples: number;
  readonly #batchSize: number;
  readonly #send: (batch: Omit<DecodedBatch, 'generation'>) => void;
  #samples: Float32Array<ArrayBuffer> | null = null;
  #parts: BatchPart[] = [];
  #filled = 0;

  constructor(
    memory: BatchMemory,
    shape: { readonly windowSamples: number; readonly batchSize: number },
    send: (batch: Omit<DecodedBatch, 'generation'>) => void,
  ) {
    this.#memory = memory;
    this.#windowSamples = shape.windowSamples;
    this.#batchSize = shape.batchSize;
    this.#send = send;
  }

  /** Whether something waits to be sent. */
  get isPending(): boolean {
    return this.#parts.length > 0;
  }

  /** Batches that the model has not given back, besides the one being filled. */
  get underway(): number {
    return this.#memory.outstanding() - (this.#samples === null ? 0 : 1);
  }

  /** The room that is left in the present batch; never empty. */
  async room(): Promise<Float32Array<ArrayBuffer>> {
    const samples = await this.#open();
    return samples.subarray(this.#filled * this.#windowSamples, this.#batchSize * this.#windowSamples);
  }

  /** Says what was written into `room()`, or that a recording ended; sends the batch once it is full. */
  async add(ticket: number, starts: readonly number[], end: 'more' | 'complete' | Fault): Promise<void> {
    await this.#open();
    this.#parts.push({ ticket, starts, end });
    this.#filled += starts.length;
    if (this.#filled === this.#batchSize) {
      this.flush();
    }
  }

  flush(): void {
    if (this.#samples !== null && this.#parts.length > 0) {
      this.#send({ samples: this.#samples, parts: this.#parts });
      this.#samples = null;
      this.#parts = [];
      this.#filled = 0;
    }
  }

  async #open(): Promise<Float32Array<ArrayBuffer>> {
    this.#samples ??= await this.#memory.take();
    return this.#samples;
  }
}
