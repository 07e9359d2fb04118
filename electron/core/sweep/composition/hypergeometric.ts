/** Draws without replacement: `drawn` of `total` items, of which `marked` are looked for. */
export interface Draw {
  readonly total: number;
  readonly marked: number;
  readonly drawn: number;
}

export interface ExpectedCount {
  readonly expected: number;
  /** The middle 90 %: at most 5 % of draws lie below `low`, at most 5 % above `high`. */
  readonly low: number;
  readonly high: number;
}

const tail = 0.05;

/** Probabilities of 0, 1, … marked items from the least possible on, by the ratio of neighbours. */
function weights({ total, marked, drawn }: Draw, least: number, most: number): number[] {
  const logarithms = [0];
  for (let count = least; count < most; count += 1) {
    const ratio = ((marked - count) * (drawn - count)) / ((count + 1) * (total - marked - drawn + count + 1));
    logarithms.push((logarithms.at(-1) ?? 0) + Math.log(ratio));
  }
  const largest = logarithms.reduce((first, second) => Math.max(first, second), -Infinity);
  const unscaled = logarithms.map((value) => Math.exp(value - largest));
  const sum = unscaled.reduce((first, second) => first + second, 0);
  return unscaled.map((value) => value / sum);
}

/** How many of the marked items a draw holds (hypergeometric distribution; mean drawn · marked / total). */
export function expectedMarked(draw: Draw): ExpectedCount {
  const { total, marked, drawn } = draw;
  const least = Math.max(0, drawn + marked - total);
  const most = Math.min(marked, drawn);
  if (total === 0 || least >= most) {
    return { expected: least, low: least, high: least };
  }
  let cumulative = 0;
  let low = least;
  let high = most;
  for (const [offset, weight] of weights(draw, least, most).entries()) {
    if (cumulative < tail) {
      low = least + offset;
    }
    cumulative += weight;
    if (cumulative >= 1 - tail) {
      high = least + offset;
      break;
    }
  }
  return { expected: (drawn * marked) / total, low, high };
}

/** Probability that a draw holds at least one of these items. */
export function chanceOfAny({ total, marked, drawn }: Draw): number {
  let none = 1;
  for (let item = 0; item < marked; item += 1) {
    none *= Math.max(0, total - drawn - item) / (total - item);
  }
  return 1 - none;
}
