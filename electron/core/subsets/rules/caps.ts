import * as z from 'zod';
import { countText, filesText } from '../count-text.ts';
import type { GroupedBy } from '../recording-facts.ts';
import { defineSubsetRule, type StepInput, type SubsetRuleKind } from './subset-rule-kind.ts';
import { takeInRank } from './take-in-rank.ts';

interface CapWords {
  /** `a night`. */
  readonly per: string;
  /** What files without a group lack, and what they are counted as together. */
  readonly unknown: string;
  readonly label: string;
  readonly help: string;
}

const caps = {
  night: {
    per: 'a night',
    unknown: 'no recording time, and are counted as one night of their own',
    label: 'At most so many a night',
    help: 'The best so many of each night at each recorder, noon to noon by local time.',
  },
  recorder: {
    per: 'a recorder',
    unknown: 'no known recorder, and are counted as one recorder of their own',
    label: 'At most so many a recorder',
    help: 'The best so many of each recorder.',
  },
  site: {
    per: 'a site',
    unknown: 'no known site, and are counted as one site of their own',
    label: 'At most so many a site',
    help: 'The best so many of each site, as said of the sources.',
  },
  source: {
    per: 'a source',
    unknown: 'no source',
    label: 'At most so many a source',
    help: 'The best so many of each source.',
  },
} as const satisfies Partial<Record<GroupedBy, CapWords>>;

function unknownRemark({ population, indexes }: StepInput, by: keyof typeof caps): string[] {
  const { of } = population.facts.group(by);
  let unknown = 0;
  for (let place = 0; place < indexes.length; place += 1) {
    unknown += Number(of[indexes[place] ?? 0] === 0);
  }
  return unknown === 0 ? [] : [`${filesText(unknown)} ${unknown === 1 ? 'has' : 'have'} ${caps[by].unknown}.`];
}

function cap<By extends keyof typeof caps>(by: By): SubsetRuleKind {
  const { per, label, help } = caps[by];
  return defineSubsetRule({
    kind: `per-${by}`,
    label,
    help,
    short: `at most {most} ${per}`,
    options: z.object({
      kind: z.literal(`per-${by}`),
      most: z
        .int()
        .positive()
        .meta({ title: 'At most', suffix: ` ${per}`, step: 5, initial: 20 }),
    }),
    hasPlaces: true,
    describe: ({ most }) => `at most ${countText(most)} ${per}`,
    select: (input, { most }) => ({
      ...takeInRank(input, most, input.population.facts.group(by)),
      remarks: unknownRemark(input, by),
    }),
  });
}

/** At most k of each group, the best first: one night must not fill a training set. */
export const perNight = cap('night');
export const perRecorder = cap('recorder');
export const perSite = cap('site');
export const perSource = cap('source');
