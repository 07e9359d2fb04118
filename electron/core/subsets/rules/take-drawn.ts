import { drawLimit, priorityOf, type DrawLimit } from '../draw.ts';
import { numberAt } from '../number-at.ts';
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
    priorities[place] = prioritise(numberAt(keys, numberAt(indexes, place)));
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
function drawStretch(input: StepInput, stretch: Stretch, { taken, count: before }: Taken): number {
  const { indexes, marks } = input;
  const { from, end, priorities } = stretch;
  const { last, ...left } = limitOf(input, stretch);
  let { ofLast, ofFirst } = left;
  let count = before;
  for (let place = from; place < end; place += 1) {
    const index = numberAt(indexes, place);
    const marked = marks === null ? 0 : numberAt(marks, index);
    const priority = numberAt(priorities, place);
    let isIn = priority < last;
    if (marked === mark.servedFirst) {
      isIn = ofFirst > 0;
      ofFirst -= 1;
    } else if (priority === last && marked === 0) {
      // Two paths may have one key; then the better rank is drawn.
      isIn = ofLast > 0;
      ofLast -= 1;
    }
    if (isIn) {
      taken[count] = index;
      count += 1;
    }
  }
  return count;
}

/** How far a stretch is drawn: those served first, then the lowest priorities of those that are not marked. */
function limitOf(
  { indexes, marks }: StepInput,
  { from, end, most, priorities }: Stretch,
): DrawLimit & { readonly ofFirst: number } {
  if (marks === null) {
    return { ...drawLimit(priorities.subarray(from, end), most), ofFirst: 0 };
  }
  const open = new Uint32Array(end - from);
  let opened = 0;
  let first = 0;
  for (let place = from; place < end; place += 1) {
    const marked = numberAt(marks, numberAt(indexes, place));
    if (marked === mark.servedFirst) {
      first += 1;
    } else if (marked === 0) {
      open[opened] = numberAt(priorities, place);
      opened += 1;
    }
  }
  return { ...drawLimit(open.subarray(0, opened), most - first), ofFirst: most };
}
