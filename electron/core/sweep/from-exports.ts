import type { Purpose } from '../../contract/identifiers.ts';
import type { SweepPreset, SweepSpecification, SweepValue } from '../../contract/sweeps.ts';

/** A tier folder that was exported, relative to the export root, with forward slashes. */
export interface ExportedFolder {
  readonly folder: string;
  readonly purpose: Purpose;
}

/** Where the trainer looks for curated subsets unless the export says otherwise. */
export const defaultSubsetPrefix = 'AudioData/curated';

/** The export root from its last `AudioData` folder on, as the trainer names it; the default where there is none. */
export function subsetPrefix(exportRoot: string): string {
  const segments = exportRoot.split(/[\\/]/u).filter((segment) => segment !== '');
  const start = segments.lastIndexOf('AudioData');
  return start === -1 ? defaultSubsetPrefix : segments.slice(start).join('/');
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
  return [[], ...sorted.map((folder) => [`${prefix}/${folder}`])];
}

/** The preset with its subset axes made of the folders that were exported; all else stays. */
export function specificationFromExports(
  preset: SweepPreset,
  folders: readonly ExportedFolder[],
  prefix: string = defaultSubsetPrefix,
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
