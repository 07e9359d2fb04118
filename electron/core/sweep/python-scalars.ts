import { isSweepFloat, type SweepFloat, type SweepValue } from '../../contract/sweeps.ts';

/** What PyYAML takes an unquoted text for; `other` is a date or a YAML sign that no specification has use for. */
type PlainKind = 'truth' | 'float' | 'whole' | 'null' | 'other' | 'text';

/** PyYAML's implicit resolvers, in its order. They are YAML 1.1's with its own bounds: `1e-05` is a text there. */
const resolvers: readonly (readonly [PlainKind, RegExp])[] = [
  ['truth', /^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/u],
  ['float', /^[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?$/u],
  ['float', /^\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?$/u],
  ['float', /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*$/u],
  ['other', /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/u],
  ['whole', /^[-+]?0b[0-1_]+$/u],
  ['whole', /^[-+]?0[0-7_]+$/u],
  ['whole', /^[-+]?(?:0|[1-9][0-9_]*)$/u],
  ['whole', /^[-+]?0x[0-9a-fA-F_]+$/u],
  ['whole', /^[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+$/u],
  ['null', /^(?:~|null|Null|NULL|)$/u],
  ['other', /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/u],
  [
    'other',
    /^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?$/u,
  ],
  ['other', /^(?:<<|=|!|&|\*)$/u],
];

function plainKind(text: string): PlainKind {
  return resolvers.find(([, pattern]) => pattern.test(text))?.[0] ?? 'text';
}

/** Whether PyYAML would read this text, unquoted, as something else than a text. */
export function isReadAsOther(text: string): boolean {
  return plainKind(text) !== 'text';
}

/** Parts between colons in base 60, as YAML 1.1 has it: `1:30` is 90. */
function fromBaseSixty(text: string): number {
  return text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
}

function wholeNumber(text: string): number {
  if (text.includes(':')) {
    return fromBaseSixty(text);
  }
  return /^0[0-7]+$/u.test(text) ? Number.parseInt(text, 8) : Number(text);
}

function numberOf(text: string, kind: 'float' | 'whole'): SweepValue | undefined {
  const digits = text.replaceAll('_', '').replace(/^[-+]/u, '');
  const magnitude =
    kind === 'whole' ? wholeNumber(digits) : digits.includes(':') ? fromBaseSixty(digits) : Number(digits);
  const value = text.startsWith('-') ? -magnitude : magnitude;
  if (kind === 'float') {
    return Number.isFinite(value) ? floatValue(value) : undefined;
  }
  // A whole number is −0 in Python nowhere.
  return Number.isSafeInteger(value) ? value + 0 : undefined;
}

/** A float of Python's: JavaScript cannot tell 2.0 from 2, so a float without a fraction says that it is one. */
export function floatValue(value: number): number | SweepFloat {
  return Number.isInteger(value) ? { float: value } : value;
}

/**
 * The value that PyYAML reads an unquoted text as.
 * @returns undefined for dates, infinities, whole numbers beyond 2^53 and YAML's signs, which no trainer could use
 */
export function plainValue(text: string): SweepValue | undefined {
  const kind = plainKind(text);
  switch (kind) {
    case 'truth':
      return /^(?:yes|true|on)$/iu.test(text);
    case 'null':
      return null;
    case 'float':
    case 'whole':
      return numberOf(text, kind);
    case 'other':
      return undefined;
    case 'text':
      return text;
  }
}

/** As PyYAML writes a float: `0.0`, `0.0005`, `1.0e-05`. YAML 1.1 reads `1e-05` as a text, hence the `.0`. */
export function floatText(value: number): string {
  const [mantissa = '0', exponentText = '0'] = value.toExponential().split('e');
  const exponent = Number(exponentText);
  if (exponent >= -4 && exponent < 16) {
    const text = Object.is(value, -0) ? '-0' : String(value);
    return text.includes('.') ? text : `${text}.0`;
  }
  const sign = exponent < 0 ? '-' : '+';
  const digits = String(Math.abs(exponent)).padStart(2, '0');
  return `${mantissa.includes('.') ? mantissa : `${mantissa}.0`}e${sign}${digits}`;
}

/** A number, a truth or null as PyYAML writes it; undefined for texts and lists. */
export function scalarText(value: SweepValue): string | undefined {
  if (value === null) {
    return 'null';
  }
  if (typeof value === 'boolean') {
    return String(value);
  }
  if (typeof value === 'number') {
    return Number.isInteger(value) ? String(value + 0) : floatText(value);
  }
  return isSweepFloat(value) ? floatText(value.float) : undefined;
}
