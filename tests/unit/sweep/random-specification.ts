import type { SweepSpecification, SweepValue } from '../../../electron/contract/sweeps.ts';

const awkwardTexts = [
  '',
  'yes',
  'No',
  'on',
  'null',
  '~',
  'NULL',
  '123',
  '0x1F',
  '017',
  '1_000',
  '1:30',
  '1.5',
  '1e-05',
  '1.0e-05',
  '.5',
  '.inf',
  '2024-03-01',
  '2024-3-1 1:02:03',
  '=',
  '<<',
  '!',
  '&a',
  '*a',
  '- a',
  '-',
  '--- a',
  '...',
  '? a',
  ':',
  ': a',
  'a: b',
  'a:b',
  'a #b',
  '#a',
  '[a',
  '{a',
  'a]',
  "it's",
  '"quoted"',
  '%a',
  '@a',
  '`a',
  ' lead',
  'trail ',
  ' ',
  'a  b',
  'tab\there',
  'line\nbreak',
  '\nlead',
  'trail\n',
  'a \nb',
  'a\n b',
  'two\n\nbreaks',
  'carriage\rreturn',
  'Fluß/ö',
  'frog 🐸 pond',
  '\u0085',
  '\u2028',
  '\ufeff',
  '\u007f',
  'back\\slash',
  'AudioData\\curated\\bestLowQuality\\small',
  'AudioData/curated/hardNeg/hardneg_conf_min_85',
] as const;
const words = [
  'AudioData',
  'curated',
  'bestLowQuality',
  "ranger's",
  'Teich',
  'über',
  'a',
  'the',
  '"x"',
  'long-hyphenated-folder-name',
  '🐸',
  '#1',
];
const ownKeys = [
  'extra',
  'focal_loss',
  'label smoothing',
  'yes',
  'upsampling_mode',
  'hidden_units',
  'Größe',
  "it's",
  'dropout',
  'a: b',
  'val_split',
];

/** Random specifications that the generator and Earmark both accept, out of `random` (0 to 1). */
export class SpecificationSource {
  private readonly random: () => number;

  constructor(random: () => number) {
    this.random = random;
  }

  private below(limit: number): number {
    return Math.floor(this.random() * limit);
  }

  private pick<Item>(items: readonly Item[]): Item {
    const item = items[this.below(items.length)];
    if (item === undefined) {
      throw new Error('Nothing to pick from.');
    }
    return item;
  }

  private several<Item>(most: number, make: () => Item): Item[] {
    return Array.from({ length: this.below(most + 1) }, make);
  }

  private text(): string {
    const blank = (): string => ' '.repeat(this.random() < 0.8 ? 1 : 1 + this.below(3));
    return this.random() < 0.5
      ? this.pick(awkwardTexts)
      : this.several(28, () => this.pick(this.random() < 0.9 ? words : awkwardTexts)).reduce(
          (text, word) => `${text}${blank()}${word}`,
          '',
        );
  }

  private number(): SweepValue {
    const choice = this.below(4);
    if (choice === 0) {
      return this.below(100_000) - 50_000;
    }
    if (choice === 1) {
      return { float: this.below(5) * 10 ** this.below(20) };
    }
    const value = (this.random() - 0.5) * 10 ** (this.below(40) - 20);
    return Number.isInteger(value) ? { float: value } : value;
  }

  private value(depth = 0): SweepValue {
    const choice = this.below(depth > 2 ? 4 : 5);
    switch (choice) {
      case 0:
        return this.number();
      case 1:
        return this.random() < 0.3 ? null : this.random() < 0.5;
      case 4:
        return this.several(3, () => this.value(depth + 1));
      default:
        return this.text();
    }
  }

  private texts(): SweepValue {
    return this.random() < 0.05 ? null : this.several(3, () => this.text()).filter((text) => text !== '');
  }

  private valueFor(key: string): SweepValue {
    if (['quality', 'call_type', 'positive_subsets', 'negative_subsets'].includes(key)) {
      return this.texts();
    }
    if (['balance', 'include_negatives', 'use_validation'].includes(key)) {
      return this.random() < 0.5;
    }
    if (['batch_size', 'fmin', 'fmax', 'overlap'].includes(key)) {
      return this.number();
    }
    return key === 'seed' ? this.below(1000) : this.value();
  }

  private keys(most: number): string[] {
    const routed = [
      'seed',
      'epochs',
      'batch_size',
      'use_validation',
      'quality',
      'balance',
      'call_type',
      'include_negatives',
      'positive_subsets',
      'negative_subsets',
      'fmin',
      'fmax',
      'overlap',
      'sensitivity',
      'focal-loss',
      'learning_rate',
    ];
    return [...new Set(this.several(most, () => this.pick(this.random() < 0.75 ? routed : ownKeys)))];
  }

  next(): SweepSpecification {
    const axes = this.keys(6).map((key, index): [string, SweepValue[]] => {
      const others = index < 3 ? this.several(1, () => this.valueFor(key)) : [];
      return [key, [this.valueFor(key), ...others]];
    });
    return {
      stage: this.below(120),
      out_dir: this.pick(['config/sweeps/x', 'config/sweeps/stage #5', 'out', 'night: one', 'Größe']),
      axes: Object.fromEntries(axes),
      base_params: Object.fromEntries(this.keys(12).map((key) => [key, this.valueFor(key)] as const)),
    };
  }
}
