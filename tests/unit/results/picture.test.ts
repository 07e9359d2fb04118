import { describe, expect, it } from 'vitest';
import { colourAt, contrast } from '../../../electron/core/results/colour-scale.ts';
import { pictureSvg } from '../../../electron/core/results/picture-svg.ts';
import { drawPicture } from '../../../electron/core/results/picture.ts';
import { balance, dropout, experimentsOf, negative, positive, seeds, subset, type Row } from './make-results.ts';

function settings(size: string | null, tier: string | null, more: Row = {}): Row {
  return {
    ...(size === null ? {} : { [positive]: subset(`bestLowQuality/${size}`) }),
    ...(tier === null ? {} : { [negative]: subset(`hardNeg/hardneg_conf_min_${tier}`) }),
    ...more,
  };
}

const rows = [
  ...seeds('a', [0.7, 0.72, 0.74], settings('top50', '99')),
  ...seeds('b', [0.8, 0.79, 0.9], settings('small', '50')),
  ...seeds('c', [0.6, 0.65], settings(null, null)),
  ...seeds('d', [0.6, 0.65, 0.7], settings('small', '50', { [balance]: 'False', [dropout]: '0.5' })),
  ...seeds('e', [0.5], settings('small', '50', { [balance]: 'False' })),
];
const picture = drawPicture({ ...experimentsOf(rows), split: 'ood', metric: 'f1' });

describe('the picture', () => {
  it('has positives down and negatives across by size, a panel for each balance', () => {
    expect(picture.rows.map(({ label }) => label)).toEqual(['none', 'small', 'top50']);
    expect(picture.columns.map(({ label }) => label)).toEqual(['none', 'hardneg_conf_min_50', 'hardneg_conf_min_99']);
    expect(picture.panels.map(({ label, cells }) => [label, cells.map(({ row, column }) => [row, column])])).toEqual([
      ['Not balanced', [[1, 1]]],
      [
        'Balanced classes',
        [
          [0, 0],
          [1, 1],
          [2, 2],
        ],
      ],
    ]);
    expect(picture.title).toBe('OOD F1');
  });

  it('names what a cell mixes, and too few', () => {
    const warned = picture.panels.flatMap(({ cells }) => cells.map(({ warnings }) => warnings));
    expect(warned).toEqual([
      ['mixes dropout 0.25 and 0.5'],
      ['n = 2: too few to tell a difference from chance'],
      [],
      [],
    ]);
    expect(picture.warnings).toContain('1 of 4 cells: mixes dropout 0.25 and 0.5');
  });

  it('has one scale for all panels', () => {
    expect(picture.scale?.low).toBeCloseTo(0.6125, 12);
    expect(picture.scale?.high).toBeCloseTo(0.83, 12);
    expect(picture.panels[1]?.cells[1]).toMatchObject({ colour: '#081d58' });
  });

  it('of experiments without the metric has grey cells and no scale', () => {
    const bare = drawPicture({ ...experimentsOf(rows), split: 'iid', metric: 'auroc' });
    expect(bare.scale).toBeNull();
    expect(bare.panels[0]?.cells[0]?.summary).toBeNull();
  });

  it('is legible everywhere on the scale', () => {
    for (let share = 0; share <= 1; share += 0.01) {
      const { colour, ink } = colourAt(share);
      expect(contrast(colour, ink)).toBeGreaterThan(4.5);
    }
  });
});

describe('the picture as SVG', () => {
  it('says the same', () => {
    const svg = pictureSvg(picture);
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/u);
    expect(svg.match(/<rect /gu)).toHaveLength(5);
    expect(svg).toContain('0.830 ± 0.061');
    expect(svg).toContain('mixes dropout 0.25 and 0.5');
    expect(svg).toContain('Balanced classes');
  });

  it('escapes names', () => {
    const odd = seeds('x', [0.5, 0.6, 0.7], { [positive]: `["AudioData/a<b>&'c"]` });
    const svg = pictureSvg(drawPicture({ ...experimentsOf(odd), split: 'ood', metric: 'f1' }));
    expect(svg).toContain("a&lt;b&gt;&amp;'c");
    expect(svg).not.toContain('<b>');
  });
});
