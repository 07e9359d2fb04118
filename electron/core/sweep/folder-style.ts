import type { FolderSpelling, PathStyle, SweepSpecification, SweepValue } from '../../contract/sweeps.ts';
import { subsetAxes } from './subset-axes.ts';

/** How the folders of the subset axes are written: their slashes, and the study's slip in one name. */
export interface FolderStyle {
  readonly pathStyle: PathStyle;
  readonly spelling: FolderSpelling;
}

const slashed: Readonly<Record<PathStyle, (folder: string) => string>> = {
  forward: (folder) => folder.replaceAll('\\', '/'),
  windows: (folder) => folder.replaceAll('/', '\\'),
  'as-written': (folder) => folder,
};

const spelt: Readonly<Record<FolderSpelling, (folder: string) => string>> = {
  'as-written': (folder) => folder,
  corrected: (folder) => folder.replaceAll('hardnet_', 'hardneg_'),
  published: (folder) => folder.replace(/hardneg_conf_min_85$/u, 'hardnet_conf_min_85'),
};

function restyle(value: SweepValue, { pathStyle, spelling }: FolderStyle): SweepValue {
  if (typeof value === 'string') {
    return spelt[spelling](slashed[pathStyle](value));
  }
  return Array.isArray(value) ? value.map((entry: SweepValue) => restyle(entry, { pathStyle, spelling })) : value;
}

/** The same specification with its subset folders in one style; nothing else changes. */
export function withFolderStyle(specification: SweepSpecification, style: FolderStyle): SweepSpecification {
  const restyled = Object.entries(specification.axes).map(
    ([key, values]) => [key, key in subsetAxes ? values.map((value) => restyle(value, style)) : values] as const,
  );
  return { ...specification, axes: Object.fromEntries(restyled) };
}
