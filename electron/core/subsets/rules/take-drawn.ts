import { lowestAt, priorityOf } from '../draw.ts';
import { mark, type StepInput } from './subset-rule-kind.ts';

export interface Draw {
  readonly most: number;
  readonly seed: number;
}

/**
 * Draws so many from each stretch of the input, by priority (see draw.ts); the result is in rank order. Who is served first
 * is drawn before the others; who takes no place passes where its priority would have been drawn.
 * @param ends where each stretch ends in the input, ascending
 */
export function takeDrawn(input: StepInput, ends: readonly number[], { most, seed }: Draw): Int32Array {
  const { indexes, population } = input;
  const keys = population.facts.drawKeys();
  const prioritise = priorityOf(seed);
  const priorities = new Uint32Array(indexes.length);
  for (let place = 0; place < indexes.length; place += 1) {
    priorities[place] = prioritise(keys[indexes[place] ?? 0] ?? 0);
  }
  const taken = new Int32Array(indexes.length);
  let count = 0;
  let from = 0;
  for (const end of ends) {
    count = drawStretch(input, { from, end, most, priorities }, { taken, count });
    from = end;
  }
  return taken.subarray(0, count);
}

interface Stretch {
  readonly from: number;
  readonly end: number;
  readonly most: number;
  readonly priorities: Uint32Array;
}

interface Taken {
  readonly taken: Int32Array;
  readonly count: number;
}

/** Adds what is drawn of one stretch; tells how many are taken then. */
function drawStretch({ indexes, marks }: StepInput, stretch: Stretch, { taken, count: before }: Taken): number {
  const { from, end, most, priorities } = stretch;
  const markOf = (place: number): number => marks?.[indexes[place] ?? 0] ?? 0;
  const open = new Uint32Array(end - from);
  let opened = 0;
  let first = 0;
  for (let place = from; place < end; place += 1) {
    const marked = markOf(place);
    first += Number(marked === mark.servedFirst);
    if (marked === 0) {
      open[opened++] = priorities[place] ?? 0;
    }
  }
  const last = lowestAt(open.subarray(0, opened), most - first);
  let count = before;
  let ofLast = last === Number.POSITIVE_INFINITY ? 0 : atLast(open.subarray(0, opened), last, most - first);
  let ofFirst = most;
  for (let place = from; place < end; place += 1) {
    const priority = priorities[place] ?? 0;
    const marked = markOf(place);
    let isIn = priority < last;
    if (marked === mark.servedFirst) {
      isIn = ofFirst > 0;
      ofFirst -= 1;
    } else if (marked === 0 && priority === last) {
      // Equal priorities mean the same path in two places of one order; the better rank is drawn.
      isIn = ofLast > 0;
      ofLast -= 1;
    }
    if (isIn) {
      taken[count++] = indexes[place] ?? 0;
    }
  }
  return count;
}

/** How many with exactly the last priority are drawn: those below it are in already. */
function atLast(open: Uint32Array, last: number, most: number): number {
  let below = 0;
  for (let place = 0; place < open.length; place += 1) {
    below += Number((open[place] ?? 0) < last);
  }
  return most - below;
}
