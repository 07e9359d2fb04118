/** Cuts a stream of samples into windows by the rule of `windowStarts`, keeping only what a later window needs. */
export interface WindowAssembler {
  push(samples: Float32Array): void;
  /** Says that the stream has ended; the last window can only be placed then. */
  finish(): void;
  /** Whether `take` has a window to give. */
  hasNext(): boolean;
  /** Copies the next window to `target` at `offset`; its start, or null where more samples are needed or none is left. */
  take(target: Float32Array, offset: number): number | null;
  /** Forgets everything: the next sample is the first of another stream. */
  reset(): void;
}

/** Overlapping windows share what is buffered; nothing is decoded twice. */
export function createWindowAssembler(windowSamples: number, hopSamples: number): WindowAssembler {
  let buffer = new Float32Array(2 * windowSamples);
  let bufferStart = 0;
  let received = 0;
  let nextStart = 0;
  let lastStart = -1;
  let isFinished = false;

  const makeRoom = (count: number): void => {
    const keepFrom = Math.max(bufferStart, Math.min(nextStart, received - windowSamples, received));
    const kept = received - keepFrom;
    if (received - bufferStart + count <= buffer.length) {
      return;
    }
    const source = buffer;
    if (kept + count > buffer.length) {
      buffer = new Float32Array(2 * (kept + count));
    }
    buffer.set(source.subarray(keepFrom - bufferStart, received - bufferStart));
    bufferStart = keepFrom;
  };

  const give = (start: number, target: Float32Array, offset: number): number => {
    const from = start - bufferStart;
    const available = Math.min(windowSamples, received - start);
    target.set(buffer.subarray(from, from + available), offset);
    target.fill(0, offset + available, offset + windowSamples);
    lastStart = start;
    return start;
  };

  const isWholeNext = (): boolean => nextStart + windowSamples <= received;
  const tailStart = (): number => Math.max(0, received - windowSamples);

  return {
    push(samples) {
      makeRoom(samples.length);
      buffer.set(samples, received - bufferStart);
      received += samples.length;
    },
    finish() {
      isFinished = true;
    },
    hasNext: () => isWholeNext() || (isFinished && lastStart < tailStart()),
    take(target, offset) {
      if (isWholeNext()) {
        const start = nextStart;
        nextStart += hopSamples;
        return give(start, target, offset);
      }
      return isFinished && lastStart < tailStart() ? give(tailStart(), target, offset) : null;
    },
    reset() {
      bufferStart = 0;
      received = 0;
      nextStart = 0;
      lastStart = -1;
      isFinished = false;
    },
  };
}
