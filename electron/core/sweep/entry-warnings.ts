import {
  isSweepFloat,
  type SweepKey,
  type SweepSpecification,
  type SweepValue,
  type SweepWarning,
} from '../../contract/sweeps.ts';
import { knownKey } from './known-keys.ts';
import { scalarText } from './python-scalars.ts';

type Place = 'axes' | 'base_params';

interface Entry {
  readonly place: Place;
  readonly key: string;
  readonly values: readonly SweepValue[];
}

function shown(value: SweepValue): string {
  return typeof value === 'string' ? `“${value}”` : (scalarText(value) ?? 'a list');
}

/** Settings of the packager and of base.yaml that no specification can reach. */
const unreachable: ReadonlyMap<string, string> = new Map([
  ...['pos_cap', 'neg_cap', 'max_per_class', 'neg_ratio', 'splits', 'site', 'recorder_id', 'dry_run'].map(
    (key) => [key, 'training_package'] as const,
  ),
  ...['threads', 'val_split', 'autotune'].map((key) => [key, 'training'] as const),
  ['min_conf', 'inference'],
  ['thresholds', 'evaluation'],
  ['audio_root', 'dataset'],
  ['manifest', 'dataset'],
]);

const misplacedInBase: ReadonlyMap<string, string> = new Map([
  ['seed', '“seed” in base_params becomes an option that the trainer does not know. Make it an axis.'],
  ['sensitivity', '“sensitivity” in base_params is not used. Make it an axis with one value.'],
  ['positive_subsets', '“positive_subsets” in base_params is not read. Make it an axis.'],
  ['negative_subsets', '“negative_subsets” in base_params is not read. Make it an axis.'],
]);

function nameWarning({ key, place }: Entry): string | null {
  if (knownKey(key) !== undefined) {
    return place === 'base_params' ? (misplacedInBase.get(key) ?? null) : null;
  }
  if (key.startsWith('focal_loss')) {
    return `“${key}” is not read: it becomes an unknown option of the trainer. Write “${key.replaceAll('_', '-')}”.`;
  }
  const section = unreachable.get(key);
  return section === undefined
    ? `“${key}” is not a setting that Earmark knows; the trainer gets it as the option --${key}.`
    : `“${key}” goes to training_args here, where it is an option of the trainer. Add it to ${section} in base.yaml by hand.`;
}

function isNumber(value: SweepValue): boolean {
  return typeof value === 'number' || (value !== null && typeof value === 'object' && isSweepFloat(value));
}

function isOfKind({ kind, choices }: SweepKey, value: SweepValue): boolean {
  switch (kind) {
    case 'whole':
    case 'number':
      return isNumber(value);
    case 'truth':
      return typeof value === 'boolean';
    case 'choice':
      return typeof value === 'string' && choices.includes(value);
    case 'texts':
    case 'folders':
      return true;
  }
}

const kindWords: Readonly<Record<SweepKey['kind'], string>> = {
  whole: 'a whole number',
  number: 'a number',
  truth: 'true or false',
  choice: 'one of the names it knows',
  texts: 'a list',
  folders: 'a list of folders',
};

function kindWarning(known: SweepKey, value: SweepValue): string | null {
  if (value === null || isOfKind(known, value)) {
    return null;
  }
  if (known.key === 'upsampling_mode') {
    return `upsampling_mode ${shown(value)} is dropped by the trainer; it knows ${known.choices.join(', ')}.`;
  }
  return typeof value === 'string' && value !== '' && Number.isFinite(Number(value))
    ? `${known.key} ${shown(value)} is a text in YAML 1.1. Write it with a point, such as 1.0e-05.`
    : `${known.key} is ${kindWords[known.kind]}; ${shown(value)} is not.`;
}

function choiceWarning({ key, kind, choices }: SweepKey, value: SweepValue): string | null {
  if (kind !== 'texts' || value === null || typeof value !== 'object' || isSweepFloat(value)) {
    return null;
  }
  const other = value.find((each) => typeof each !== 'string' || !choices.includes(each.toLowerCase()));
  return other === undefined ? null : `${key} ${shown(other)} is none of the study's: ${choices.join(', ')}.`;
}

/** What the analysis makes of a sensitivity outside its bounds. */
function boundWarning({ key }: SweepKey, value: SweepValue): string | null {
  const size = typeof value === 'number' ? value : Number(scalarText(value) ?? Number.NaN);
  return key === 'sensitivity' && (size < 0.5 || size > 1.5)
    ? `sensitivity ${shown(value)} lies outside 0.5 to 1.5 and is moved to the nearer end.`
    : null;
}

function valueWarnings({ key, values }: Entry): string[] {
  const known = knownKey(key);
  if (known === undefined) {
    return [];
  }
  return values.flatMap((value) =>
    [kindWarning(known, value), choiceWarning(known, value), boundWarning(known, value)].filter(
      (each) => each !== null,
    ),
  );
}

function epochsWarning({ key, place }: Entry): string[] {
  return key === 'epochs' && place === 'axes'
    ? ['“epochs” as an axis is passed to the trainer twice; the axis wins, but base.yaml says otherwise.']
    : [];
}

/** The traps of single settings: their name, their place and their values. */
export function entryWarnings(specification: SweepSpecification): SweepWarning[] {
  const entries: Entry[] = [
    ...Object.entries(specification.axes).map(([key, values]): Entry => ({ place: 'axes', key, values })),
    ...Object.entries(specification.base_params).map(([key, value]): Entry => ({
      place: 'base_params',
      key,
      values: [value],
    })),
  ];
  return entries.flatMap((entry) => {
    const messages = [nameWarning(entry) ?? [], epochsWarning(entry), valueWarnings(entry)].flat();
    return [...new Set(messages)].map((message) => ({ place: entry.place, key: entry.key, message }));
  });
}
