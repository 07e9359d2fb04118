export interface RateMeter {
  /** `done` is the amount of work finished at `milliseconds`. */
  record(done: number, milliseconds: number): void;
  /** Work a second over the last few seconds; null before there is anything to tell. */
  perSecond(): number | null;
}

const horizonMilliseconds = 8_000;

/** A rate over a sliding horizon, so that a slow file shows and a fast start does not promise too much. */
export function createRateMeter(): RateMeter {
  let marks: { done: number; milliseconds: number }[] = [];
  return {
    record: (done, milliseconds) => {
      marks.push({ done, milliseconds });
      const oldest = milliseconds - horizonMilliseconds;
      while (marks.length > 2 && (marks[1]?.milliseconds ?? milliseconds) <= oldest) {
        marks = marks.slice(1);
      }
    },
    perSecond: () => {
      const first = marks[0];
      const last = marks.at(-1);
      if (first === undefined || last === undefined || last.milliseconds - first.milliseconds < 250) {
        return null;
      }
      return ((last.done - first.done) * 1000) / (last.milliseconds - first.milliseconds);
    },
  };
}
