import type { WatchClock } from '../../../electron/engine/jobs/scorer-watch.ts';

export interface HandClock extends WatchClock {
  /** So many seconds pass, second by second; whoever asked is called in each. */
  pass(seconds: number): void;
  /** The process stands still for so long: time passes and nobody is called. */
  sleep(seconds: number): void;
}

/** A clock that a test turns. */
export function createHandClock(): HandClock {
  const works = new Set<() => void>();
  let now = 0;
  return {
    now: () => now,
    every: (milliseconds, work) => {
      let due = now + milliseconds;
      const look = (): void => {
        if (now >= due) {
          due = now + milliseconds;
          work();
        }
      };
      works.add(look);
      return () => works.delete(look);
    },
    pass: (seconds) => {
      for (let second = 0; second < seconds; second += 1) {
        now += 1000;
        works.forEach((look) => {
          look();
        });
      }
    },
    sleep: (seconds) => {
      now += 1000 * seconds;
    },
  };
}
