import { describe, expect, it } from 'vitest';
import { birdnetLayout } from '../../../electron/core/export/layouts/birdnet.ts';
import { flatLayout } from '../../../electron/core/export/layouts/flat.ts';
import { layoutById } from '../../../electron/core/export/layouts/index.ts';
import { memberOf, planOf, subsetOf } from './make-export.ts';

const small = { name: 'small', folder: 'bestLowQuality/small', id: 1 };
const medium = { name: 'medium', folder: 'bestLowQuality/medium', id: 2 };
const hard = { name: 'hard', folder: 'hardNeg/hard', purpose: 'negative', id: 3 } as const;
const subsets = [
  subsetOf(small, [memberOf(1)]),
  subsetOf(medium, [memberOf(1), memberOf(2)]),
  subsetOf(hard, [memberOf(3)]),
];

describe('the study’s layout', () => {
  it.each([
    ['/data/AudioData/curated', true],
    ['/data/positive_runs/AudioData/curated', true],
    ['/data/AudioData/positive_runs', false],
  ])('reads the words of the path that a sweep names: below %s is fine: %s', (root, isFine) => {
    const { problems } = planOf(root, subsets);
    expect(problems.length === 0).toBe(isFine);
    expect(problems.every(({ message }) => message.includes('positive'))).toBe(true);
  });

  it('refuses a folder with words of both sides', () => {
    const both = subsetOf({ ...small, folder: 'bestLowQuality/negative_calls' }, [memberOf(1)]);
    expect(planOf('/out', [both]).problems.map(({ message }) => message)).toEqual([
      expect.stringMatching(/“bestlow” and “negative” at once/u),
    ]);
  });
});

describe('BirdNET’s layout', () => {
  it('merges subsets into class folders, each recording once', () => {
    const plan = planOf('/out', subsets, { layout: birdnetLayout });
    expect(plan.tiers.map(({ folder, items }) => [folder, items.map(({ member }) => member.recordingId)])).toEqual([
      ['RADR', [1, 2]],
      ['Negative', [3]],
    ]);
    expect(plan.tiers[0]?.items[0]?.subsets).toEqual([0, 1]);
    expect(plan.problems).toEqual([]);
    expect(plan.warnings.join(' ')).toContain('“Negative” as a class of its own');
  });

  it('knows the names for sound without an event', () => {
    const plan = planOf('/out', subsets, { layout: birdnetLayout, negativeClass: 'Noise' });
    expect(plan.tiers[1]?.folder).toBe('Noise');
    expect(plan.warnings).toEqual([]);
    expect(birdnetLayout.seenAs('Noise', 'negative', plan).sees).toBe('negative');
  });

  it.each(['-RADR', 'RADR, HYLA', 'noise'])(
    'refuses the label “%s”, which it would read as something else',
    (label) => {
      const subset = subsetOf(small, [memberOf(1)]);
      const odd = { ...subset, settings: { ...subset.settings, label } };
      expect(planOf('/out', [odd], { layout: birdnetLayout }).problems).toHaveLength(1);
    },
  );

  it('takes no rejects', () => {
    const rejects = { ...subsetOf(small, [memberOf(1)]), origin: 'rejects' as const };
    expect(planOf('/out', [rejects], { layout: birdnetLayout }).problems).toHaveLength(1);
  });
});

describe('the flat layout', () => {
  it('puts all into one folder and says that only the manifest tells the sides apart', () => {
    const plan = planOf('/out', subsets, { layout: flatLayout });
    expect(plan.tiers.map(({ folder, purpose, items }) => [folder, purpose, items.length])).toEqual([
      ['recordings', null, 3],
    ]);
    expect(plan.warnings.join(' ')).toContain('only the manifest');
  });
});

it('says which layouts there are', () => {
  const outcome = layoutById('none');
  expect(outcome.ok ? '' : outcome.fault.message).toContain('study, birdnet, flat');
});
