import { numberAt } from '../number-at.ts';
import type { Grouping } from '../recording-facts.ts';
import { mark, type StepInput, type StepOutput } from './subset-rule-kind.ts';

/**
 * The first so many in rank order, of each group or (null) of all. Who is served first takes a place before the others; who
 * takes no place passes as long as its group has one left, so that steps after this one still see it.
 */
export function takeInRank(input: StepInput, most: number, grouping: Grouping | null = null): StepOutput {
  const { indexes, population } = input;
  if (grouping === null && input.marks === null) {
    return { indexes: indexes.subarray(0, most), cutAt: Math.min(most, indexes.length) };
  }
  const { length } = population.scores.states;
  const marks = input.marks ?? new Uint8Array(length);
  const groups = grouping ?? { of: new Int32Array(length), highest: 0 };
  const used = new Int32Array(groups.highest + 1);
  const served = input.marks === null ? new Uint8Array(length) : serveFirst({ indexes, marks, groups, used, most });
  const taken = new Int32Array(indexes.length);
  let count = 0;
  let cutAt = 0;
  for (let place = 0; place < indexes.length; place += 1) {
    const index = numberAt(indexes, place);
    const group = numberAt(groups.of, index);
    const isServed = numberAt(served, index);
    if (isServed === 1 || numberAt(used, group) < most) {
      const takesPlace = 1 - (numberAt(marks, index) & mark.takesNoPlace);
      taken[count] = index;
      count += 1;
      used[group] = numberAt(used, group) + takesPlace * (1 - isServed);
      cutAt = takesPlace === 1 ? place + 1 : cutAt;
    }
  }
  const selected = taken.subarray(0, count);
  return grouping === null ? { indexes: selected, cutAt } : { indexes: selected };
}

interface Service {
  readonly indexes: Int32Array;
  readonly marks: Uint8Array;
  readonly groups: Grouping;
  /** Places taken by group; grows. */
  readonly used: Int32Array;
  readonly most: number;
}

/** Gives places to those who are served first; 1 by index where one was given. */
function serveFirst({ indexes, marks, groups, used, most }: Service): Uint8Array {
  const served = new Uint8Array(marks.length);
  for (let place = 0; place < indexes.length; place += 1) {
    const index = numberAt(indexes, place);
    const group = numberAt(groups.of, index);
    if (marks[index] === mark.servedFirst && numberAt(used, group) < most) {
      used[group] = numberAt(used, group) + 1;
      served[index] = 1;
    }
  }
  return served;
}
