import type { ExperimentComposition, SweepComposition } from '../../../electron/contract/sweep-composition.ts';
import type { SweepPreview } from '../../../electron/contract/sweeps.ts';
import { countText } from '../../components/format.ts';

/** One column of the table of experiments. */
export interface ExperimentColumn {
  readonly name: string;
  /** What the heading means, as its tooltip. */
  readonly meaning: string;
  readonly isNumber: boolean;
  text(experiment: number): string;
  /** What stands behind a cell, as its tooltip. */
  title(experiment: number): string;
}

/** Folders are told apart by their last part; the whole path is in the title. */
function lastPart(value: string): string {
  return value.replaceAll(/[^\s,[\]]*[/\\]/g, '');
}

const shortNames: ReadonlyMap<string, string> = new Map([
  ['positive_subsets', '+ subset'],
  ['negative_subsets', '− subset'],
]);

/** Axes with more than one value; what is the same everywhere tells no experiments apart. */
function axisColumns({ axisNames, experiments }: SweepPreview): ExperimentColumn[] {
  const varies = (axis: number): boolean =>
    experiments.some(({ values }) => values[axis] !== experiments[0]?.values[axis]);
  const all = axisNames.map((_, axis) => axis);
  const varying = all.filter(varies);
  return (varying.length > 0 ? varying : all).map((axis) => ({
    name: shortNames.get(axisNames[axis] ?? '') ?? axisNames[axis] ?? '',
    meaning: axisNames[axis] ?? '',
    isNumber: false,
    text: (experiment) => lastPart(experiments[experiment]?.values[axis] ?? ''),
    title: (experiment) => experiments[experiment]?.values[axis] ?? '',
  }));
}

function hardNegativesText({ hardNegatives: { available, expected } }: ExperimentComposition): string {
  return available === 0 ? '–' : `${countText(Math.round(expected))} of ${countText(available)}`;
}

function rangeText({ hardNegatives: { available, low, high } }: ExperimentComposition): string {
  if (available === 0) {
    return '–';
  }
  return low === high ? 'all' : `${countText(low)}–${countText(high)}`;
}

function classText({ base, subset, selected }: ExperimentComposition['positives']): string {
  const available = base + subset;
  return selected === available ? countText(available) : `${countText(available)} → ${countText(selected)}`;
}

function tiersTitle({ tiers }: ExperimentComposition): string {
  return tiers
    .map(({ folder, files, expected }) => `${folder}: about ${countText(Math.round(expected))} of ${countText(files)}`)
    .join('\n');
}

function classTitle({ base, subset, selected, copied }: ExperimentComposition['positives']): string {
  const lost = selected - Math.round(copied);
  const twice = lost > 0 ? `; about ${countText(lost)} of them are copied over by a file of the same name` : '';
  return `${countText(base)} of the base and ${countText(subset)} of subsets; ${countText(selected)} are kept${twice}`;
}

function compositionColumns({ base, experiments }: SweepComposition): ExperimentColumn[] {
  const column = (
    name: string,
    meaning: string,
    text: (sets: ExperimentComposition) => string,
    title: (sets: ExperimentComposition) => string,
  ): ExperimentColumn => {
    const of = (read: (sets: ExperimentComposition) => string) => (experiment: number) => {
      const sets = experiments[experiment];
      return sets === undefined ? '' : read(sets);
    };
    return { name, meaning, isNumber: true, text: of(text), title: of(title) };
  };
  if (base === null) {
    return [
      column('Added +', 'Files of the positive subsets', (sets) => countText(sets.positives.subset), tiersTitle),
      column('Added −', 'Files of the negative subsets', (sets) => countText(sets.negatives.subset), tiersTitle),
    ];
  }
  return [
    column(
      'Positives',
      'Positives of base and subsets → what balance and caps leave',
      (sets) => classText(sets.positives),
      (sets) => classTitle(sets.positives),
    ),
    column(
      'Negatives',
      'Negatives of base and subsets → what balance and caps leave',
      (sets) => classText(sets.negatives),
      (sets) => classTitle(sets.negatives),
    ),
    column('Hard negatives', 'Files of the negative subsets expected to be left', hardNegativesText, tiersTitle),
    column('90 %', 'Nine draws of ten leave that many hard negatives', rangeText, tiersTitle),
  ];
}

/** The columns of the table, those of the composition where it is known. */
export function experimentColumns(preview: SweepPreview, composition: SweepComposition | null): ExperimentColumn[] {
  return [...axisColumns(preview), ...(composition === null ? [] : compositionColumns(composition))];
}

/** The experiments whose name or values hold every word of the filter. */
export function filteredExperiments({ experiments }: SweepPreview, filter: string): number[] {
  const words = filter
    .toLowerCase()
    .split(/\s+/u)
    .filter((word) => word !== '');
  return experiments.flatMap(({ name, values }, index) => {
    const text = [name, ...values].join('\n').toLowerCase();
    return words.every((word) => text.includes(word)) ? [index] : [];
  });
}
