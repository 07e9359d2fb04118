import * as z from 'zod';
import { filesText } from '../count-text.ts';
import { numberAt } from '../number-at.ts';
import { defineSubsetRule, mark, type StepInput, type StepOutput } from './subset-rule-kind.ts';

/** By content, the index that stands for it: a member of the smaller tier, else the best-ranked; -1 for none. */
function representatives({ population, indexes, marks }: StepInput): Int32Array {
  const { of, highest } = population.facts.group('content');
  const chosen = new Int32Array(highest + 1).fill(-1);
  for (let place = indexes.length - 1; place >= 0; place -= 1) {
    const index = numberAt(indexes, place);
    chosen[numberAt(of, index)] = index;
  }
  for (let place = indexes.length - 1; marks !== null && place >= 0; place -= 1) {
    const index = numberAt(indexes, place);
    if (marks[index] === mark.servedFirst) {
      chosen[numberAt(of, index)] = index;
    }
  }
  return chosen;
}

/** Of several files with the same content one stays; where it is rejected no copy takes its place. */
function withoutCopies(input: StepInput): StepOutput {
  const { indexes, population } = input;
  const { of } = population.facts.group('content');
  const chosen = representatives(input);
  const kept = new Int32Array(indexes.length);
  let count = 0;
  let unknown = 0;
  for (let place = 0; place < indexes.length; place += 1) {
    const index = numberAt(indexes, place);
    const content = numberAt(of, index);
    if (content === 0 || chosen[content] === index) {
      kept[count] = index;
      count += 1;
      unknown += Number(content === 0);
    }
  }
  const remarks =
    unknown === 0 ? [] : [`The contents of ${filesText(unknown)} were not known: copies among them are not seen.`];
  return { indexes: kept.subarray(0, count), remarks };
}

/** Every content once, where hashes are known. */
export const noCopies = defineSubsetRule({
  kind: 'no-copies',
  label: 'No copies',
  help: 'Of files with the same content (sha256) only the best-ranked stays. Files whose content is not known yet all stay.',
  short: 'no copies',
  options: z.object({ kind: z.literal('no-copies') }),
  hasPlaces: false,
  describe: () => 'no copies',
  select: withoutCopies,
});
