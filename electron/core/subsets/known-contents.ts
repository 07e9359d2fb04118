import { hash } from 'node:crypto';
import { stepsOf, type KnownContents, type SelectionSettings, type SubsetRule } from '../../contract/subsets.ts';
import type { RankedScores } from '../review/ranked-scores.ts';
import { numberAt } from './number-at.ts';
import type { Grouping, RecordingFacts } from './recording-facts.ts';

/** Whether anything of a family depends on which recordings are the same bytes; held-out splits name contents too. */
export function asksForContents({ apart }: Pick<SelectionSettings, 'apart'>, rules: readonly SubsetRule[]): boolean {
  return (
    apart?.copies === true ||
    apart?.heldOut === true ||
    rules.some((rule) => stepsOf(rule).some(({ kind }) => kind === 'no-copies'))
  );
}

/** Ranges of the recordings whose content is known, from a column by recording id; 0 is not known. */
export function rangesOfKnown(contents: Int32Array): KnownContents {
  const ranges: KnownContents = [];
  for (let id = 1; id < contents.length; id += 1) {
    const last = ranges.at(-1);
    if (contents[id] === 0) {
      continue;
    }
    if (last !== undefined && last[1] === id - 1) {
      last[1] = id;
    } else {
      ranges.push([id, id]);
    }
  }
  return ranges;
}

const keys = new WeakMap<KnownContents, string>();

/** Short and the same for the same ranges. Where files cannot be read there are thousands, so it is taken once of each list. */
export function keyOfKnown(known: KnownContents | undefined): string {
  if (known === undefined) {
    return '';
  }
  const key = keys.get(known) ?? hash('sha256', JSON.stringify(known));
  keys.set(known, key);
  return key;
}

/** Whether a recording's content was known then; always where nothing was noted. */
export function wasKnown(known: KnownContents | undefined): (recordingId: number) => boolean {
  if (known === undefined) {
    return () => true;
  }
  const table = new Uint8Array((known.at(-1)?.[1] ?? 0) + 1);
  for (const [first, last] of known) {
    table.fill(1, first, last + 1);
  }
  return (recordingId) => table[recordingId] === 1;
}

/** The same facts without the contents that became known later: hashing in the background then changes nothing. */
export function factsKnownThen(
  { recordingIds }: RankedScores,
  facts: RecordingFacts,
  known: KnownContents | undefined,
): RecordingFacts {
  if (known === undefined) {
    return facts;
  }
  let kept: Grouping | null = null;
  const contents = (): Grouping => {
    const isKnown = wasKnown(known);
    const { of, highest } = facts.group('content');
    return { highest, of: of.map((content, index) => (isKnown(numberAt(recordingIds, index)) ? content : 0)) };
  };
  return { ...facts, group: (by) => (by === 'content' ? (kept ??= contents()) : facts.group(by)) };
}

/** Among some places of a ranking: contents that were not known then, and how many of those are known by now. */
export function countUnknownThen(
  indexes: Int32Array,
  then: RecordingFacts,
  now: RecordingFacts,
): { readonly unknown: number; readonly knownSince: number } {
  const before = then.group('content').of;
  const after = now.group('content').of;
  let unknown = 0;
  let knownSince = 0;
  for (let place = 0; place < indexes.length; place += 1) {
    const index = numberAt(indexes, place);
    const isUnknown = Number(numberAt(before, index) === 0);
    unknown += isUnknown;
    knownSince += isUnknown & Number(numberAt(after, index) !== 0);
  }
  return { unknown, knownSince };
}
