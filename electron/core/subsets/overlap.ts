import type { OverlapCell } from '../../contract/subsets.ts';
import type { Ranked } from './kept-apart.ts';

/** A subset as it is compared with others. */
export interface Overlapping extends Ranked {
  /** Indexes into the scores. */
  readonly members: Int32Array;
}

/** Numbers of a subset's recordings, contents and nights; 0 is not known. */
interface Numbers {
  readonly recordings: readonly number[];
  readonly contents: readonly number[];
  readonly nights: readonly number[];
}

function numbersOf({ scores, facts, members }: Overlapping): Numbers {
  const taken = (column: Int32Array): number[] => Array.from(members, (index) => column[index] ?? 0);
  return {
    recordings: taken(scores.recordingIds),
    contents: taken(facts.group('content').of),
    nights: taken(facts.group('night').of),
  };
}

function cell(row: Numbers, column: Record<keyof Numbers, ReadonlySet<number>>): OverlapCell {
  const counts = { recordings: 0, copies: 0, sameNight: 0 };
  for (let place = 0; place < row.recordings.length; place += 1) {
    if (column.recordings.has(row.recordings[place] ?? 0)) {
      counts.recordings += 1;
    } else if (column.contents.has(row.contents[place] ?? 0)) {
      counts.copies += 1;
    } else if (column.nights.has(row.nights[place] ?? 0)) {
      counts.sameNight += 1;
    }
  }
  return counts;
}

function known(numbers: readonly number[]): ReadonlySet<number> {
  return new Set(numbers.filter((number) => number !== 0));
}

/**
 * What each subset shares with each: recordings, then members whose content or night alone is on the other side. A
 * member is counted once in a cell, under the surest of the three. Rows and columns in the order given.
 */
export function overlapMatrix(subsets: readonly Overlapping[]): OverlapCell[][] {
  const rows = subsets.map(numbersOf);
  const columns = rows.map(({ recordings, contents, nights }) => ({
    recordings: known(recordings),
    contents: known(contents),
    nights: known(nights),
  }));
  return rows.map((row) => columns.map((column) => cell(row, column)));
}

/** Members that cannot be compared by content, and by night. */
export function countUnknown({ facts, members }: Overlapping): {
  readonly withoutHash: number;
  readonly withoutTime: number;
} {
  const contents = facts.group('content').of;
  const nights = facts.group('night').of;
  return {
    withoutHash: members.reduce((sum, index) => sum + Number(contents[index] === 0), 0),
    withoutTime: members.reduce((sum, index) => sum + Number(nights[index] === 0), 0),
  };
}
