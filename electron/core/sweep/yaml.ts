import { Document, Scalar, visit, type ScalarTag } from 'yaml';
import type { SweepSpecification, SweepValue } from '../../contract/sweeps.ts';
import type { SweepDocument } from './sweep-document.ts';

/** Keys whose values the trainer reads as floats. JavaScript cannot tell 0 from 0.0, so the key has to. */
const floatKeys: ReadonlySet<string> = new Set([
  'overlap',
  'dropout',
  'learning_rate',
  'focal-loss-gamma',
  'focal-loss-alpha',
  'upsampling_ratio',
  'label_smoothing_alpha',
  'mixup_ratio',
  'val_split',
  'min_conf',
  'sensitivity',
  'thresholds',
]);

/** A number that is written as Python writes a float. */
class FloatValue {
  readonly text: string;

  constructor(value: number) {
    this.text = floatText(value);
  }
}

/** As PyYAML writes a float: `0.0`, `0.0005`, `1.0e-05`. YAML 1.1 reads `1e-05` as a text, hence the `.0`. */
export function floatText(value: number): string {
  const [mantissa = '0', exponentText = '0'] = value.toExponential().split('e');
  const exponent = Number(exponentText);
  if (exponent >= -4 && exponent < 16) {
    const text = String(value);
    return text.includes('.') ? text : `${text}.0`;
  }
  const sign = exponent < 0 ? '-' : '+';
  const digits = String(Math.abs(exponent)).padStart(2, '0');
  return `${mantissa.includes('.') ? mantissa : `${mantissa}.0`}e${sign}${digits}`;
}

const floatTag: ScalarTag = {
  tag: 'tag:yaml.org,2002:float',
  default: true,
  identify: (value) => value instanceof FloatValue,
  resolve: (text) => Number(text),
  stringify: (item) => (item.value instanceof FloatValue ? item.value.text : String(item.value)),
};

type Renderable = SweepValue | FloatValue | readonly Renderable[];

function withFloats(key: string, value: SweepValue): Renderable {
  if (typeof value === 'number') {
    return floatKeys.has(key) || !Number.isInteger(value) ? new FloatValue(value) : value;
  }
  return Array.isArray(value) ? value.map((entry: SweepValue) => withFloats(key, entry)) : value;
}

function sectionWithFloats(section: Readonly<Record<string, SweepValue>>): Record<string, Renderable> {
  return Object.fromEntries(Object.entries(section).map(([key, value]) => [key, withFloats(key, value)]));
}

/** Texts that the `yaml` package leaves plain and PyYAML does not, or cannot read on every system. */
function quoteWhereNeeded(document: Document): void {
  visit(document, {
    Scalar: (_, node) => {
      if (typeof node.value !== 'string') {
        return;
      }
      if (/[^\u0020-\u007e]/u.test(node.value)) {
        node.type = Scalar.QUOTE_DOUBLE;
      } else if (node.value === '=' || node.value === '<<') {
        node.type = Scalar.QUOTE_SINGLE;
      }
    },
  });
}

function escapeCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code > 0xffff ? `\\U${code.toString(16).padStart(8, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
}

/**
 * Block style as PyYAML's `safe_dump(sort_keys=False)` writes it, in ASCII: the trainer opens its files with the
 * system's own encoding, which on Windows is not UTF-8.
 */
function render(content: unknown): string {
  const document = new Document(content, {
    version: '1.1',
    customTags: (tags) => [floatTag, ...tags],
    aliasDuplicateObjects: false,
  });
  quoteWhereNeeded(document);
  const text = document.toString({ indentSeq: false, lineWidth: 0, singleQuote: true });
  return text.replace(/[^\u0000-\u007f]/gu, escapeCharacter);
}

/** Text of `base.yaml` or of one experiment. */
export function documentYaml(document: SweepDocument): string {
  return render(
    Object.fromEntries(Object.entries(document).map(([name, section]) => [name, sectionWithFloats(section)])),
  );
}

/** Text of the specification itself, as the study's generator reads it. */
export function specificationYaml(specification: SweepSpecification): string {
  return render({
    stage: specification.stage,
    out_dir: specification.out_dir,
    axes: sectionWithFloats(specification.axes),
    base_params: sectionWithFloats(specification.base_params),
  });
}
