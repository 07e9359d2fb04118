import { setImmediate as nextTurn } from 'node:timers/promises';

/** Work of a long import between two turns of the loop; with a garbage collection on top, well below what a person feels. */
const sliceMilliseconds = 8;
/** The clock costs more than a row does. */
const stepsBetweenLooks = 32;

/** Lets everybody else have their turn while something long is done in one process with them. */
export class Pace {
  readonly #signal: AbortSignal;
  #steps = 0;
  #since = performance.now();

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  /** Whether the others have waited long enough; asked at every step. */
  get isDue(): boolean {
    this.#steps += 1;
    return this.#steps % stepsBetweenLooks === 0 && this.isOver;
  }

  /** The same where a step is long enough to look at the clock each time. */
  get isOver(): boolean {
    return performance.now() - this.#since >= sliceMilliseconds;
  }

  /** Throws where the work is no longer wanted. */
  async rest(): Promise<void> {
    this.#signal.throwIfAborted();
    await nextTurn();
    this.#signal.throwIfAborted();
    this.#since = performance.now();
  }
}
