import { succeed, type Outcome } from '../../../contract/outcome.ts';
import type { CompositionRequest, SweepBase, SweepComposition } from '../../../contract/sweep-composition.ts';
import type { SweepSpecification } from '../../../contract/sweeps.ts';
import { expandSweep } from '../expand-sweep.ts';
import { withFolderStyle } from '../folder-style.ts';
import { foldersOfAxis, subsetAxisNames, type SubsetAxis } from '../subset-axes.ts';
import type { ExpandedSweep } from '../sweep-document.ts';
import { baseNames, rowsOfSplits, type BaseSet } from './base-rows.ts';
import { classPool, type ClassPool } from './class-pool.ts';
import { composeExperiment } from './compose-experiment.ts';
import { compositionProblems, compositionWarnings, type ComposedExperiment } from './composition-warnings.ts';
import { folderProblem } from './folder-problems.ts';
import { listSubsetFolder, type SubsetListing } from './list-subset-folder.ts';
import { packageSettings, type PackageSettings } from './package-settings.ts';
import { readManifest } from './read-manifest.ts';
import { readTrainingFolder } from './read-training-folder.ts';

const emptyBase: BaseSet = { rows: [], hasColumns: false };

/** Every subset folder of a sweep as the packager finds it. The folders are those of the specification as written. */
export async function listSubsetFolders(
  specification: SweepSpecification,
  audioRoot: string,
): Promise<SubsetListing[]> {
  const places = subsetAxisNames.flatMap((axis) =>
    foldersOfAxis(specification, axis).map((folder) => ({ folder, axis })),
  );
  return Promise.all(places.map((place) => listSubsetFolder(place, audioRoot)));
}

async function readBase(base: SweepBase | null, audioRoot: string): Promise<Outcome<BaseSet | null>> {
  if (base === null) {
    return succeed(null);
  }
  return base.kind === 'manifest' ? readManifest(base.path, audioRoot) : readTrainingFolder(base.path);
}

/** Makes each pool once: a hundred experiments share a handful of them. */
class Pools {
  private readonly base: BaseSet;
  private readonly listings: readonly SubsetListing[];
  private readonly made = new Map<string, ClassPool>();

  constructor(base: BaseSet, listings: readonly SubsetListing[]) {
    this.base = base;
    this.listings = listings;
  }

  of(label: 'positive' | 'negative', settings: PackageSettings): ClassPool {
    const folders = label === 'positive' ? settings.positiveFolders : settings.negativeFolders;
    const axis: SubsetAxis = `${label}_subsets`;
    const filters = [settings.qualities, settings.callTypes, settings.includeNegatives];
    const key = JSON.stringify([label, folders, filters]);
    const pool =
      this.made.get(key) ??
      this.make(
        label,
        settings,
        folders.map((folder) => this.part(folder, axis)),
      );
    this.made.set(key, pool);
    return pool;
  }

  private make(
    label: 'positive' | 'negative',
    settings: PackageSettings,
    parts: Parameters<typeof classPool>[1],
  ): ClassPool {
    return classPool(baseNames(this.base, label, settings), parts);
  }

  /** A folder that the packager drops by its name gives nothing. */
  private part(folder: string, axis: SubsetAxis): { folder: string; names: readonly string[] } {
    const listing = this.listings.find((each) => each.folder === folder && each.axis === axis);
    const isDropped = listing === undefined || folderProblem({ ...listing, upperCase: 0, broken: 0 }) !== null;
    return { folder, names: isDropped ? [] : listing.names };
  }
}

function composeAll(
  { base, experiments }: ExpandedSweep,
  pools: Pools,
  extras: CompositionRequest['extras'],
): ComposedExperiment[] {
  return experiments.map(({ name, document }) => {
    const settings = packageSettings(base, document, extras);
    const ofExperiment = { positives: pools.of('positive', settings), negatives: pools.of('negative', settings) };
    return { settings, pools: ofExperiment, composition: composeExperiment(name, ofExperiment, settings) };
  });
}

function baseSummary(base: BaseSet, extras: CompositionRequest['extras']): SweepComposition['base'] {
  const rows = rowsOfSplits(base, extras.splits ?? ['train']);
  const present = rows.filter(({ isThere }) => isThere);
  return {
    rows: base.rows.length,
    inSplits: rows.length,
    missing: rows.length - present.length,
    positives: present.filter(({ label }) => label === 'positive').length,
    negatives: present.filter(({ label }) => label === 'negative').length,
  };
}

/**
 * The training set of every experiment of a sweep before anything is trained: what the packager would take, drop and
 * copy (field guide §1.6). Without a base the sets hold the subsets only, and nothing is said about balance.
 * @returns `sweep-invalid` as `expandSweep` does; `file-missing`, `not-a-folder` or `invalid-input` for the base
 */
export async function composeSweep(request: CompositionRequest): Promise<Outcome<SweepComposition>> {
  const { specification, audioRoot, extras, ...style } = request;
  const styled = withFolderStyle(specification, style);
  const expanded = expandSweep(styled);
  if (!expanded.ok) {
    return expanded;
  }
  const base = await readBase(request.base, audioRoot);
  if (!base.ok) {
    return base;
  }
  const listings = await listSubsetFolders(styled, audioRoot);
  const composed = composeAll(expanded.value, new Pools(base.value ?? emptyBase, listings), extras);
  const folders = listings.map((listing) => ({
    folder: listing.folder,
    axis: listing.axis,
    path: listing.path,
    files: listing.names.length,
    problem: folderProblem(listing),
  }));
  const summary = base.value === null ? null : baseSummary(base.value, extras);
  return succeed({
    folders,
    base: summary,
    problems: [
      ...new Set(folders.flatMap(({ problem }) => problem ?? [])),
      ...(summary === null ? [] : compositionProblems(composed)),
    ],
    warnings: compositionWarnings({ composed, listings, base: summary }),
    experiments: composed.map(({ composition }) => composition),
  });
}
