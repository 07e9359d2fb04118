export interface CostModel {
  /** One file took `milliseconds` of a scorer; `work` are the seconds of audio that its windows hold. */
  observe(work: number, milliseconds: number): void;
  /** What a file costs besides its work, in units of work. */
  workPerFile(): number;
}

/** Observations kept of every length class; the classes double, so that many short files never push out the few long ones. */
const keptOfClass = 64;
/** How strongly the first guess counts: enough to decide where all lengths are alike, too little to matter where not. */
const guessShare = 0.001;
const mostWorkPerFile = 1e6;

interface Observation {
  readonly work: number;
  readonly milliseconds: number;
}

/**
 * Learns what a file costs: time = a + b·work by weighted least squares over a sliding window of observations, the
 * latest `keptOfClass` of every length class. Weights are 1/work, because the error of a time grows with it. The ratio
 * a/b is what matters: the pace of the whole is measured on the clock.
 */
export function createCostModel(firstGuess: number): CostModel {
  const classes = new Map<number, Observation[]>();
  let ratio: number | null = null;
  return {
    observe: (work, milliseconds) => {
      const lengthClass = Math.floor(Math.log2(Math.max(work, 1e-3)));
      const kept = classes.get(lengthClass) ?? [];
      kept.push({ work, milliseconds });
      if (kept.length > keptOfClass) {
        kept.shift();
      }
      classes.set(lengthClass, kept);
      ratio = null;
    },
    workPerFile: () => {
      ratio ??= fitRatio([...classes.values()].flat(), firstGuess);
      return ratio;
    },
  };
}

/** a/b of the least squares, neither below 0; the guess is a pseudo-observation a = guess·b. */
function fitRatio(observations: readonly Observation[], guess: number): number {
  let weights = 0;
  let sumWork = 0;
  let sumSquares = 0;
  let sumTime = 0;
  let sumProduct = 0;
  for (const { work, milliseconds } of observations) {
    const weight = 1 / (1 + work);
    weights += weight;
    sumWork += weight * work;
    sumSquares += weight * work * work;
    sumTime += weight * milliseconds;
    sumProduct += weight * work * milliseconds;
  }
  const pull = guessShare * weights;
  const files = weights + pull;
  const mixed = sumWork - pull * guess;
  const squares = sumSquares + pull * guess * guess;
  const perFile = squares * sumTime - mixed * sumProduct;
  const perWork = files * sumProduct - mixed * sumTime;
  if (weights === 0 || (perFile <= 0 && perWork <= 0)) {
    return guess;
  }
  return perWork <= 0 ? mostWorkPerFile : Math.min(mostWorkPerFile, Math.max(0, perFile) / perWork);
}
