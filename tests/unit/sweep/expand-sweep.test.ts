import { describe, expect, it } from 'vitest';
import { unwrap } from '../../../electron/contract/outcome.ts';
import type { SweepSpecification } from '../../../electron/contract/sweeps.ts';
import { expandSweep } from '../../../electron/core/sweep/expand-sweep.ts';
import { sweepPresets } from '../../../electron/core/sweep/presets.ts';
import { readSpecification } from '../../../electron/core/sweep/read-specification.ts';
import { sweepWarnings } from '../../../electron/core/sweep/sweep-warnings.ts';

import { hasReference, referenceText, withPlainFloats } from './reference.ts';

interface Expected {
  readonly base: unknown;
  readonly experiments: Readonly<Record<string, unknown>>;
}

function specificationOf(
  axes: SweepSpecification['axes'],
  base_params: SweepSpecification['base_params'] = {},
): SweepSpecification {
  return { stage: 7, out_dir: 'config/sweeps/stage7', axes, base_params };
}

function presetOf(id: string): SweepSpecification {
  return sweepPresets.find((each) => each.id === id)?.specification ?? specificationOf({});
}

const preset = presetOf('stage5');

function sentences(specification: SweepSpecification): string {
  return sweepWarnings(specification)
    .map(({ message }) => message)
    .join('\n');
}

describe.skipIf(!hasReference)('the study’s sweeps', () => {
  it('stage 5 as preset equals the expected files, key order included', async () => {
    const expected = JSON.parse(await referenceText('stage5.expected.json')) as Expected;
    const { base, experiments } = unwrap(expandSweep(preset));
    // As text, because toEqual does not see the order of keys.
    expect(JSON.stringify(withPlainFloats(base))).toBe(JSON.stringify(expected.base));
    expect(experiments.map(({ name }) => `${name}.yaml`)).toEqual(Object.keys(expected.experiments));
    for (const { name, document } of experiments) {
      expect(JSON.stringify(withPlainFloats(document))).toBe(JSON.stringify(expected.experiments[`${name}.yaml`]));
    }
    expect(experiments).toHaveLength(120);
  });

  it('the preset is stage5.yaml with forward slashes and the folder spelled as it is on disk', async () => {
    const text = (await referenceText('stage5.yaml')).replaceAll('\\', '/').replace('hardnet_', 'hardneg_');
    expect(JSON.stringify(preset)).toBe(JSON.stringify(unwrap(readSpecification(text))));
  });

  it.each([
    ['stage5.yaml', 120],
    ['stage6.yaml', 54],
    ['stage9.yaml', 72],
    ['stage11.yaml', 30],
  ])('%s spans %i experiments', async (name, count) => {
    const specification = unwrap(readSpecification(await referenceText(name)));
    expect(unwrap(expandSweep(specification)).experiments).toHaveLength(count);
    expect(sentences(specification)).toMatch(/back slashes/u);
  });

  it.each([
    ['stage5', 120],
    ['stage6', 54],
    ['stage9', 72],
    ['stage11', 30],
  ])('the preset %s spans %i experiments, the last called so', (id, count) => {
    const { experiments } = unwrap(expandSweep(presetOf(id)));
    expect(experiments).toHaveLength(count);
    expect(experiments.at(-1)?.name).toBe(`${id}_${String(count).padStart(3, '0')}`);
  });

  it('names the misspelt folder of the study', async () => {
    const specification = unwrap(readSpecification(await referenceText('stage11.yaml')));
    expect(sentences(specification)).toMatch(/hardnet.*probably spelled hardneg/u);
  });
});

describe('expandSweep', () => {
  it('writes the sixteen files of the field guide’s example', () => {
    const { experiments } = unwrap(
      expandSweep(
        specificationOf(
          {
            seed: [123, 456],
            quality: [['high', 'medium']],
            balance: [true, false],
            positive_subsets: [[], ['AudioData/curated/bestLowQuality/small']],
            negative_subsets: [[], ['AudioData/curated/hardNeg/hardneg_conf_min_85']],
          },
          { epochs: 50, batch_size: 32, hidden_units: 512, dropout: 0.25, learning_rate: 0.0005 },
        ),
      ),
    );
    expect(experiments).toHaveLength(16);
    expect(experiments[7]?.document).toMatchObject({
      experiment: { name: 'stage7_008', seed: 123 },
      training_package: {
        balance: false,
        positive_subsets: ['AudioData/curated/bestLowQuality/small'],
        negative_subsets: ['AudioData/curated/hardNeg/hardneg_conf_min_85'],
      },
    });
  });

  it('routes the keys of base_params', () => {
    const specification = specificationOf(
      { dropout: [0.1] },
      { epochs: 9, batch_size: 8, use_validation: true, quality: ['low'], call_type: ['grunt'], fmin: 100, extra: 'x' },
    );
    const { base, experiments } = unwrap(expandSweep(specification));
    expect(base).toMatchObject({
      training: { epochs: 9, batch_size: 8, use_validation: true },
      inference: { batch_size: 8 },
      training_package: { quality: ['low'], call_type: ['grunt'] },
      training_args: { fmin: 100, extra: 'x', dropout: 0.25 },
      analyzer_args: { fmin: 100 },
    });
    expect(base['training_args']).not.toHaveProperty('epochs');
    expect(experiments[0]?.document).toMatchObject({
      experiment: { seed: 123 },
      training: { epochs: 9, batch_size: 8, use_validation: true },
      training_package: { quality: ['low'], call_type: ['grunt'] },
      training_args: { fmin: 100, extra: 'x', dropout: 0.1 },
      analyzer_args: { fmin: 100 },
    });
    expect(experiments[0]?.document['training_package']).not.toHaveProperty('positive_subsets');
  });

  it('routes the keys of axes', () => {
    const { base, experiments } = unwrap(
      expandSweep(
        specificationOf({
          negative_subsets: [[]],
          positive_subsets: [[]],
          seed: [9],
          epochs: [3],
          batch_size: [16],
          use_validation: [true],
          overlap: [1.5],
          sensitivity: [1.5],
          include_negatives: [false],
        }),
      ),
    );
    const [experiment] = experiments;
    expect(experiment?.document).toMatchObject({
      experiment: { seed: 9 },
      training: { batch_size: 16, epochs: 50, use_validation: true },
      inference: { batch_size: 16 },
      training_args: { epochs: 3, overlap: 1.5 },
      analyzer_args: { overlap: 1.5, sensitivity: 1.5 },
    });
    expect(Object.keys(experiment?.document['training_package'] ?? {})).toEqual([
      'include_negatives',
      'balance',
      'quality',
      'positive_subsets',
      'negative_subsets',
    ]);
    expect(base).toMatchObject({ experiment: { seed: 123 }, analyzer_args: { sensitivity: { float: 1 } } });
  });

  it('numbers with three digits, and with four where there are that many', () => {
    const { experiments } = unwrap(
      expandSweep(specificationOf({ seed: Array.from({ length: 1000 }, (_, index) => index) })),
    );
    expect([0, 8, 98, 998, 999].map((place) => experiments[place]?.name)).toEqual([
      'stage7_001',
      'stage7_009',
      'stage7_099',
      'stage7_999',
      'stage7_1000',
    ]);
  });

  it('varies the last axis fastest', () => {
    const { experiments } = unwrap(expandSweep(specificationOf({ seed: [1, 2], dropout: [0.1, 0.2, 0.3] })));
    expect(
      experiments.map(({ document }) => [document['experiment']?.['seed'], document['training_args']?.['dropout']]),
    ).toEqual([
      [1, 0.1],
      [1, 0.2],
      [1, 0.3],
      [2, 0.1],
      [2, 0.2],
      [2, 0.3],
    ]);
  });

  it.each<[string, SweepSpecification['axes'], string]>([
    ['a quality that is not a list', { quality: ['high'] }, 'each value must be a list'],
    ['a subset that is not a list', { positive_subsets: ['AudioData/curated/bestLowQuality'] }, 'a list of folders'],
    ['a seed that is a text', { seed: ['123'] }, 'a whole number'],
    ['a balance that is a number', { balance: [1] }, 'true or false'],
    ['an axis named like a number', { 12: [1] }, 'cannot be the name of a setting'],
    ['an axis without values', { seed: [] }, 'has no values'],
    ['too many experiments', { seed: Array.from({ length: 10_001 }, (_, index) => index) }, '10,001 experiments'],
  ])('refuses %s', (_, axes, message) => {
    const outcome = expandSweep(specificationOf(axes));
    expect(outcome).toMatchObject({ ok: false, fault: { code: 'sweep-invalid' } });
    expect(outcome.ok ? '' : outcome.fault.message).toContain(message);
  });

  it.each(['/etc/sweeps', '../sweeps', 'C:\\sweeps', './'])('refuses to write to %s', (out_dir) => {
    expect(expandSweep({ ...preset, out_dir })).toMatchObject({ ok: false, fault: { code: 'sweep-invalid' } });
  });
});

describe('sweepWarnings', () => {
  it.each<[string, SweepSpecification, RegExp]>([
    ['focal_loss', specificationOf({ seed: [1] }, { focal_loss: true }), /Write “focal-loss”/u],
    ['upsampling none', specificationOf({ upsampling_mode: ['none'] }), /“none” is dropped/u],
    ['a seed in base_params', specificationOf({ dropout: [0] }, { seed: 1 }), /Make it an axis/u],
    ['sensitivity in base_params', specificationOf({ dropout: [0] }, { sensitivity: 1.5 }), /“sensitivity”/u],
    ['epochs as an axis', specificationOf({ epochs: [10, 20] }), /passed to the trainer twice/u],
    ['plain repeats', specificationOf({ seed: [1, 2], balance: [true, false] }), /plain repeats/u],
    ['words of both classes', specificationOf({ positive_subsets: [['bestlow/hardneg']] }), /both classes/u],
    [
      'low quality counted twice',
      specificationOf({ quality: [['low']], positive_subsets: [['AudioData/curated/bestLowQuality/small']] }),
      /counted twice/u,
    ],
    [
      'caps that no specification reaches',
      specificationOf({ neg_cap: [9] }),
      /Add it to training_package in base.yaml/u,
    ],
    ['a confidence for the inference', specificationOf({}, { min_conf: 0.1 }), /Add it to inference/u],
    ['unknown settings', specificationOf({}, { colour: 'red' }), /the option --colour/u],
    ['texts where numbers belong', specificationOf({}, { learning_rate: '1e-05' }), /Write it with a point/u],
    ['words where numbers belong', specificationOf({}, { dropout: 'a little' }), /dropout is a number/u],
    ['qualities that nothing has', specificationOf({ quality: [['best']] }), /“best” is none/u],
    ['a sensitivity that is moved', specificationOf({ sensitivity: [2] }), /moved to the nearer end/u],
    ['modes without a ratio', specificationOf({ upsampling_mode: ['repeat', 'mean'] }), /nothing is upsampled/u],
    ['repeated values', specificationOf({ dropout: [0.1, 0.1] }), /names a value twice/u],
    ['names beyond 999', specificationOf({ seed: Array.from({ length: 1000 }, (_, index) => index) }), /999/u],
  ])('tells of %s', (_, specification, expected) => {
    expect(sentences(specification)).toMatch(expected);
  });

  it('name the field that they are about', () => {
    const warnings = sweepWarnings(specificationOf({ epochs: [1] }, { seed: 1 }));
    expect(warnings.map(({ place, key }) => [place, key])).toEqual([
      ['axes', 'epochs'],
      ['base_params', 'seed'],
    ]);
  });

  it('are silent on a harmless sweep', () => {
    expect(sweepWarnings({ ...preset, axes: { ...preset.axes, balance: [true] } })).toEqual([]);
    expect(sweepWarnings(presetOf('stage9'))).toEqual([]);
    expect(sweepWarnings(presetOf('stage11'))).toEqual([]);
  });
});

describe('readSpecification', () => {
  it('reads YAML and JSON, and says what is wrong', () => {
    const specification = specificationOf({ seed: [1], quality: [['high']] }, { mixup: false });
    expect(unwrap(readSpecification(JSON.stringify(specification)))).toEqual(specification);
    expect(readSpecification('stage: 5')).toMatchObject({ ok: false, fault: { code: 'sweep-invalid' } });
    expect(readSpecification('a: [1')).toMatchObject({ ok: false, fault: { message: expect.stringMatching(/YAML/u) } });
  });
});
