import type { SweepBase } from '../../../electron/contract/sweep-composition.ts';
import {
  isSweepFloat,
  type SweepKey,
  type SweepSpecification,
  type SweepValue,
} from '../../../electron/contract/sweeps.ts';

/** One axis, or one base parameter, as it is edited: a value a line. */
export interface EditedEntry {
  readonly name: string;
  readonly text: string;
}

export interface EditedSweep {
  readonly stage: number;
  readonly outDir: string;
  readonly axes: readonly EditedEntry[];
  readonly baseParams: readonly EditedEntry[];
}

/** A value as a person writes it: `123`, `true`, `null`, `[high, medium]`, or plain text. */
export function parseSweepValue(text: string): SweepValue {
  const trimmed = text.trim();
  if (trimmed.startsWith('[') && trimmed.endsWith(']')) {
    const inside = trimmed.slice(1, -1).trim();
    return inside === '' ? [] : splitItems(inside).map(parseSweepValue);
  }
  if (trimmed === 'true' || trimmed === 'false') {
    return trimmed === 'true';
  }
  if (trimmed === 'null') {
    return null;
  }
  if (/^"(?:[^"\\]|\\.)*"$/.test(trimmed)) {
    return unquote(trimmed);
  }
  return /^-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(trimmed) ? numberOf(trimmed) : trimmed;
}

/** A point or an exponent makes a float, as in Python; a float without a fraction has to say so. */
function numberOf(text: string): SweepValue {
  const value = Number(text);
  return Number.isInteger(value) && /[.e]/i.test(text) ? { float: value } : value;
}

/** The inverse of parseSweepValue. */
export function sweepValueText(value: SweepValue): string {
  if (Array.isArray(value)) {
    return `[${value.map(itemText).join(', ')}]`;
  }
  return itemText(value);
}

function itemText(value: SweepValue): string {
  if (Array.isArray(value)) {
    return sweepValueText(value);
  }
  if (typeof value === 'string') {
    const plain = value !== '' && parseSweepValue(value) === value && !/[,[\]"\n]/.test(value);
    return plain ? value : JSON.stringify(value);
  }
  return typeof value === 'object'
    ? value !== null && isSweepFloat(value)
      ? floatText(value.float)
      : 'null'
    : String(value);
}

function floatText(value: number): string {
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

function unquote(text: string): string {
  try {
    return String(JSON.parse(text));
  } catch {
    return text;
  }
}

/** Splits at commas that are neither inside brackets nor inside quotes. */
function splitItems(text: string): string[] {
  const items: string[] = [];
  let depth = 0;
  let quoted = false;
  let start = 0;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (character === '"' && text[index - 1] !== '\\') {
      quoted = !quoted;
    }
    if (!quoted) {
      depth += character === '[' ? 1 : character === ']' ? -1 : 0;
    }
    if (character === ',' && depth === 0 && !quoted) {
      items.push(text.slice(start, index));
      start = index + 1;
    }
  }
  return [...items, text.slice(start)];
}

export function editedOf(specification: SweepSpecification): EditedSweep {
  return {
    stage: specification.stage,
    outDir: specification.out_dir,
    axes: Object.entries(specification.axes).map(([name, values]) => ({
      name,
      text: values.map(sweepValueText).join('\n'),
    })),
    baseParams: Object.entries(specification.base_params).map(([name, value]) => ({
      name,
      text: sweepValueText(value),
    })),
  };
}

/** The specification as edited; entries without a name or a value are left out. */
export function specificationOf(edited: EditedSweep): SweepSpecification {
  return {
    stage: edited.stage,
    out_dir: edited.outDir,
    axes: Object.fromEntries(
      edited.axes
        .map(({ name, text }) => [name.trim(), linesOf(text).map(parseSweepValue)] as const)
        .filter(([name, values]) => name !== '' && values.length > 0),
    ),
    base_params: Object.fromEntries(
      edited.baseParams
        .filter(({ name, text }) => name.trim() !== '' && text.trim() !== '')
        .map(({ name, text }) => [name.trim(), parseSweepValue(text)]),
    ),
  };
}

function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}

/** The trainer's own folder: where the `AudioData` of an export root lies; the root itself where it has none. */
export function trainerFolder(exportRoot: string): string {
  return /^(.+)[\\/]AudioData(?:[\\/].*)?$/u.exec(exportRoot)?.[1] ?? exportRoot;
}

/** The trainer's audio root as far as an export root shows it; '' where it does not. */
export function suggestedAudioRoot(exportRoot: string): string {
  return /^(?:.+[\\/])?AudioData(?=[\\/]|$)/u.exec(exportRoot)?.[0] ?? '';
}

/** What the training starts from: a path that ends in .csv is a manifest, any other a folder with class folders. */
export function baseOf(path: string): SweepBase | null {
  const trimmed = path.trim();
  return trimmed === '' ? null : { kind: /\.csv$/iu.test(trimmed) ? 'manifest' : 'folder', path: trimmed };
}

/** The entries with one of them moved by a place. */
export function moved(entries: readonly EditedEntry[], index: number, by: -1 | 1): EditedEntry[] {
  const others = entries.filter((_, place) => place !== index);
  return [...others.slice(0, index + by), ...entries.slice(index, index + 1), ...others.slice(index + by)];
}

const kindNames: Readonly<Record<SweepKey['kind'], string>> = {
  whole: 'Whole number',
  number: 'Number',
  truth: 'true or false',
  choice: 'One of the names',
  texts: 'List',
  folders: 'List of folders',
};

/** One line about a setting: what it does, its form, its default and where it goes. Null for one nobody knows. */
export function entryHelp(known: SweepKey | undefined, place: 'axes' | 'base_params'): string | null {
  if (known === undefined) {
    return null;
  }
  const section = place === 'axes' ? known.asAxis : known.asBase;
  const form =
    known.choices.length === 0 ? kindNames[known.kind] : `${kindNames[known.kind]}: ${known.choices.join(', ')}`;
  const standard = known.standard === null ? '' : `, default ${known.standard}`;
  return `${known.help} ${form}${standard}${section === null ? '' : ` → ${section}`}.`;
}
