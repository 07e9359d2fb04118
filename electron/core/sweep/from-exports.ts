import type { Purpose } from '../../contract/identifiers.ts';
import type { SweepPreset, SweepSpecification, SweepValue } from '../../contract/sweeps.ts';

/** A tier folder that was exported, relative to the export root, with forward slashes. */
export interface ExportedFolder {
  readonly folder: string;
  readonly purpose: Purpose;
}

/** The last two segments identify a tier folder (family and tier), wherever its root lies. */
function tierKey(folder: string): string {
  return folder.split(/[\\/]/u).slice(-2).join('/').toLowerCase();
}

/** The empty baseline first, then one value a folder: those the preset names in its order, then the others. */
function subsetAxis(inPreset: readonly SweepValue[], folders: readonly string[], prefix: string): SweepValue[] {
  const order = inPreset.flatMap((value) => (Array.isArray(value) ? value.map(String) : [])).map(tierKey);
  const place = (folder: string): number => {
    const found = order.indexOf(tierKey(folder));
    return found === -1 ? order.length : found;
  };
  const sorted = [...new Set(folders)].toSorted((left, right) => place(left) - place(right));
  return [[], ...sorted.map((folder) => [prefix === '' ? folder : `${prefix}/${folder}`])];
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
