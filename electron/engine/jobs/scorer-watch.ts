export interface WatchClock {
  /** Milliseconds that only grow. */
  now(): number;
  /** Calls `work` again and again until the returned function is called. */
  every(milliseconds: number, work: () => void): () => void;
}

/** Notices scorers that neither work nor die: stopped from outside, or caught in native code. */
export interface ScorerWatch {
  /** `slot` was started or said something, and has more to do; `isResult`: what it said tells how long scoring takes. */
  hear(slot: number, isResult?: boolean): void;
  /** It has nothing to do, or is gone. */
  rest(slot: number): void;
  stop(): void;
}

export interface WatchOptions {
  readonly clock: WatchClock;
  readonly onSilent: (slot: number, seconds: number) => void;
}

const tickMilliseconds = 1_000;
/** Before any scorer of this job has given a result, nobody knows how long the model takes for a few windows. */
const patienceBeforeFirst = 900_000;
const leastPatience = 60_000;
/** Of the longest silence so far that ended in an answer; twelve other busy programs on two cores made silences twelve times as long. */
const timesLongest = 30;

export const systemClock: WatchClock = {
  now: () => performance.now(),
  every: (milliseconds, work) => {
    const timer = setInterval(work, milliseconds);
    timer.unref();
    return () => {
      clearInterval(timer);
    };
  },
};

/**
 * A scorer speaks after every file, and every second within a long one, so silence grows with what the model costs and
 * not with the length of a file: a slot is silent for too long after a minute, or thirty times the longest silence so
 * far. Time in which this process itself did not run (a closed laptop) is nobody's silence.
 */
export function createScorerWatch({ clock, onSilent }: WatchOptions): ScorerWatch {
  const silences = new Map<number, number>();
  let longest: number | null = null;
  let lastTick = clock.now();
  const patience = (): number =>
    longest === null
      ? patienceBeforeFirst
      : Math.min(patienceBeforeFirst, Math.max(leastPatience, timesLongest * longest));
  const stop = clock.every(tickMilliseconds, () => {
    const now = clock.now();
    const passed = Math.min(now - lastTick, 2 * tickMilliseconds);
    lastTick = now;
    for (const [slot, before] of [...silences]) {
      const silence = before + passed;
      silences.set(slot, silence);
      if (silence > patience()) {
        silences.delete(slot);
        onSilent(slot, Math.round(silence / 1000));
      }
    }
  });
  return {
    hear: (slot, isResult = false) => {
      if (isResult) {
        longest = Math.max(longest ?? 0, silences.get(slot) ?? 0);
      }
      silences.set(slot, 0);
    },
    rest: (slot) => {
      silences.delete(slot);
    },
    stop,
  };
}
