import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { unwrap } from '../../../electron/contract/outcome.ts';
import { expandSweep } from '../../../electron/core/sweep/expand-sweep.ts';
import { withFolderStyle } from '../../../electron/core/sweep/folder-style.ts';
import { sweepPresets } from '../../../electron/core/sweep/presets.ts';
import { previewSweep } from '../../../electron/core/sweep/preview.ts';
import { readSpecification } from '../../../electron/core/sweep/read-specification.ts';
import { floatText } from '../../../electron/core/sweep/python-scalars.ts';
import { documentYaml, specificationYaml } from '../../../electron/core/sweep/yaml.ts';
import { hasReference, referenceText, withPlainFloats } from './reference.ts';

const preset = sweepPresets[0]?.specification;
if (preset === undefined) {
  throw new Error('There is no preset.');
}

const forward = { pathStyle: 'forward', spelling: 'as-written' } as const;
const windows = { ...forward, pathStyle: 'windows' } as const;

describe('documentYaml', () => {
  it('keeps floats floats, in block style, and reads back the same', () => {
    const { base, experiments } = unwrap(expandSweep(preset));
    const text = documentYaml(base);
    for (const line of ['  overlap: 0.0', '  upsampling_ratio: 0.0', '  min_conf: 0.0', '  fmin: 0', '  epochs: 50']) {
      expect(text.split('\n')).toContain(line);
    }
    expect(text).toContain('  learning_rate: 0.0005\n  focal-loss: false\n  focal-loss-gamma: 2.0\n');
    expect(text).toContain('  thresholds:\n  - 0.5\n');
    expect(parse(text)).toEqual(withPlainFloats(base));
    for (const { document } of experiments) {
      expect(parse(documentYaml(document), { version: '1.1' })).toEqual(withPlainFloats(document));
    }
    expect(documentYaml(experiments[0]?.document ?? {})).toContain('  positive_subsets: []\n  negative_subsets: []\n');
  });

  it('quotes only what needs it, and stays in ASCII', () => {
    const texts = [
      'plain/path',
      'yes',
      '1:30',
      'a: b',
      '',
      '=',
      'Fluß/ö',
      'frog 🐸',
      'tab\there',
      'back\\slash',
      "it's",
    ];
    const text = documentYaml({ section: { texts } });
    expect(text).toContain('  - plain/path\n');
    expect(text).toContain('  - back\\slash\n');
    expect(text).toMatch(/^[\u0000-\u007f]*$/u);
    expect(parse(text, { version: '1.1' })).toEqual({ section: { texts } });
  });

  it.each([
    [0, '0.0'],
    [2, '2.0'],
    [0.0005, '0.0005'],
    [0.0001, '0.0001'],
    [0.00001, '1.0e-05'],
    [2.5e-7, '2.5e-07'],
    [1e16, '1.0e+16'],
    [-0.25, '-0.25'],
  ])('writes the float %d as Python does: %s', (value, text) => {
    expect(floatText(value)).toBe(text);
    expect(parse(text, { version: '1.1' })).toBe(value);
  });
});

describe.skipIf(!hasReference)('specificationYaml', () => {
  it.each(['stage5.yaml', 'stage6.yaml', 'stage9.yaml', 'stage11.yaml'])(
    'writes %s back byte for byte',
    async (name) => {
      const text = await referenceText(name);
      expect(specificationYaml(unwrap(readSpecification(text)))).toBe(text);
    },
  );

  it('changes nothing but the separators between the path styles', async () => {
    const text = await referenceText('stage5.yaml');
    const slashed = withFolderStyle(unwrap(readSpecification(text)), forward);
    expect(specificationYaml(slashed)).toBe(text.replaceAll('\\', '/'));
    expect(specificationYaml(withFolderStyle(slashed, windows))).toBe(text);
  });

  it.each(sweepPresets)(
    '$id is the published text with its slips put right, and as published on request',
    async (each) => {
      const text = await referenceText(`${each.id}.yaml`);
      expect(specificationYaml(each.specification)).toBe(text.replaceAll('\\', '/').replaceAll('hardnet_', 'hardneg_'));
      const published = withFolderStyle(each.specification, { pathStyle: 'windows', spelling: 'published' });
      expect(specificationYaml(published)).toBe(text);
      const corrected = withFolderStyle(unwrap(readSpecification(text)), {
        pathStyle: 'forward',
        spelling: 'corrected',
      });
      expect(corrected).toEqual(each.specification);
    },
  );
});

describe('previewSweep', () => {
  it('shows one row an experiment, with its value on each axis', () => {
    const preview = unwrap(previewSweep(preset, windows));
    expect(preview.axisNames).toEqual(['seed', 'quality', 'balance', 'positive_subsets', 'negative_subsets']);
    expect(preview.experimentCount).toBe(120);
    expect(preview.experiments[0]).toMatchObject({
      name: 'stage5_001',
      values: ['123', 'high, medium', 'true', 'none', 'none'],
    });
    expect(preview.experiments[7]?.values).toEqual(['123', 'high, medium', 'true', 'large', 'hardneg_conf_min_85']);
    expect(preview.experiments[7]?.yaml).toContain('  - AudioData\\curated\\bestLowQuality\\large\n');
    expect(preview.specificationYaml).toContain('out_dir: config/sweeps/stage5_sweep\n');
    expect(preview.warnings.map(({ message }) => message).join('\n')).toMatch(/back slashes/u);
    expect(previewSweep({ ...preset, out_dir: '..' }, forward).ok).toBe(false);
  });
});
