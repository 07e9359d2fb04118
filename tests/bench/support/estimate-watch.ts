import type { Engine } from '../../../electron/engine/engine.ts';

/** What a job said at a moment, both on the clock of `performance.now()`. */
interface Estimate {
  readonly at: number;
  readonly secondsLeft: number;
}

export interface EstimateWatch {
  /** Relative errors of the time left, told against the true one: from `fromSeconds` on, while more than `untilLeft` remain. */
  errors(period: { readonly fromSeconds: number; readonly untilLeft: number }): readonly number[];
  stop(): void;
}

/** Keeps every time left that a job announces, to be compared with the truth once it is over. */
export function watchEstimates(engine: Engine, kind: 'score'): EstimateWatch {
  const started = performance.now();
  const estimates: Estimate[] = [];
  let ended = started;
  const stop = engine.onEvent((event) => {
    if (event.topic !== 'job/changed' || event.payload.kind !== kind) {
      return;
    }
    ended = performance.now();
    if (event.payload.state === 'running' && event.payload.secondsLeft !== null) {
      estimates.push({ at: ended, secondsLeft: event.payload.secondsLeft });
    }
  });
  return {
    errors: ({ fromSeconds, untilLeft }) =>
      estimates
        .map(({ at, secondsLeft }) => ({ passed: (at - started) / 1000, secondsLeft, truth: (ended - at) / 1000 }))
        .filter(({ passed, truth }) => passed >= fromSeconds && truth > untilLeft)
        .map(({ secondsLeft, truth }) => Math.abs(secondsLeft - truth) / truth),
    stop,
  };
}
