import type { Purpose } from '../../contract/identifiers.ts';
import type { SweepPreset, SweepSpecification, SweepValue } from '../../contract/sweeps.ts';
import { sweepPresets } from './presets.ts';
import { subsetAxisNames } from './subset-axes.ts';

/** A tier folder that was exported, relative to the export root, with forward slashes. */
export interface ExportedFolder {
  readonly folder: string;
  readonly purpose: Purpose;
}

/** The last two segments identify a tier folder (family and tier), wherever its root lies. */
function tierKey(folder: string): string {
  return folder.split(/[\\/]/u).slice(-2).join('/').toLowerCase();
}

function entriesOf(value: SweepValue): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** Every tier that one of the study's sweeps names: where a preset leaves one out, it is left out on purpose. */
const studyTiers: ReadonlySet<string> = new Set(
  sweepPresets.flatMap(({ specification: { axes } }) =>
    subsetAxisNames.flatMap((axis) => (axes[axis] ?? []).flatMap(entriesOf).map(tierKey)),
  ),
);

/** The preset's values as far as they were exported, then the folders that the study does not know, one a value. */
function subsetAxis(inPreset: readonly SweepValue[], folders: readonly string[], prefix: string): SweepValue[] {
  const named = (folder: string): string => (prefix === '' ? folder : `${prefix}/${folder}`);
  const tiersOfPreset = new Set(inPreset.flatMap(entriesOf).map(tierKey));
  const exported = new Map(folders.toReversed().map((folder) => [tierKey(folder), folder]));
  const ofPreset = inPreset.flatMap((value): SweepValue[] => {
    const found = entriesOf(value).map((folder) => exported.get(tierKey(folder)));
    return found.includes(undefined) ? [] : [found.filter((folder) => folder !== undefined).map(named)];
  });
  const isOther = (folder: string): boolean =>
    tiersOfPreset.has(tierKey(folder)) ? exported.get(tierKey(folder)) !== folder : !studyTiers.has(tierKey(folder));
  const others = [...new Set(folders)].filter(isOther).map((folder) => [named(folder)]);
  const values = [...ofPreset, ...others];
  return values.length === 0 ? [[]] : values;
}

/** The preset with its subset axes made of the folders that were exported, each behind `prefix`; all else stays. */
export function specificationFromExports(
  preset: SweepPreset,
  folders: readonly ExportedFolder[],
  prefix: string,
): SweepSpecification {
  const { specification } = preset;
  const axisOf = (key: string, purpose: Purpose): SweepValue[] =>
    subsetAxis(
      specification.axes[key] ?? [],
      folders.filter((folder) => folder.purpose === purpose).map(({ folder }) => folder),
      prefix,
    );
  return {
    ...specification,
    axes: {
      ...specification.axes,
      positive_subsets: axisOf('positive_subsets', 'positive'),
      negative_subsets: axisOf('negative_subsets', 'negative'),
    },
  };
}
