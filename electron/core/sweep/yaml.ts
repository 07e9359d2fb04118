import type { SweepSpecification, SweepValue } from '../../contract/sweeps.ts';
import { pythonText } from './python-text.ts';
import { scalarText } from './python-scalars.ts';
import type { SweepDocument, SweepSection } from './sweep-document.ts';

const step = 2;

/** Any key is written on one line, quoted like a text. */
function keyText(key: string): string {
  return pythonText(key, { column: 0, indent: 0, folds: false });
}

/** A value that stands behind `key:` or `-`, which ends in `column`; further lines of a text are indented by `indent`. */
function inlineText(value: SweepValue, column: number, indent: number): string {
  if (Array.isArray(value)) {
    return '[]';
  }
  return typeof value === 'string'
    ? pythonText(value, { column: column + 1, indent, folds: true })
    : (scalarText(value) ?? '');
}

/** The entries of a list, the first without its indent because it may stand behind another dash. */
function listText(values: readonly SweepValue[], indent: number): string {
  return values
    .map((value) =>
      Array.isArray(value) && value.length > 0
        ? `- ${listText(value, indent + step)}`
        : `- ${inlineText(value, indent + 1, indent + step)}`,
    )
    .join(`\n${' '.repeat(indent)}`);
}

function entryText(key: string, value: SweepValue, indent: number): string {
  const margin = ' '.repeat(indent);
  const name = `${margin}${keyText(key)}:`;
  // Lists in a map are not indented further: PyYAML's own style.
  return Array.isArray(value) && value.length > 0
    ? `${name}\n${margin}${listText(value, indent)}\n`
    : `${name} ${inlineText(value, name.length, indent + step)}\n`;
}

function sectionText(name: string, section: SweepSection): string {
  const entries = Object.entries(section);
  return entries.length === 0
    ? `${keyText(name)}: {}\n`
    : `${keyText(name)}:\n${entries.map(([key, value]) => entryText(key, value, step)).join('')}`;
}

/**
 * Text of `base.yaml` or of one experiment: byte for byte what PyYAML's `safe_dump(sort_keys=False)` writes, which is in
 * ASCII, because the trainer opens its files with the system's own encoding.
 */
export function documentYaml(document: SweepDocument): string {
  return Object.entries(document)
    .map(([name, section]) => sectionText(name, section))
    .join('');
}

/** Text of the specification itself, as the study's generator reads it. */
export function specificationYaml(specification: SweepSpecification): string {
  return [
    entryText('stage', specification.stage, 0),
    entryText('out_dir', specification.out_dir, 0),
    sectionText('axes', specification.axes),
    sectionText('base_params', specification.base_params),
  ].join('');
}
