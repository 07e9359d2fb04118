import type { ExportPreview, ExportTarget } from '../../contract/exports.ts';
import type { Fault } from '../../contract/outcome.ts';
import { freeBytes, sourceProblem } from './place.ts';
import type { ExportPlan, PlannedTier } from './plan-export.ts';
import { inspectTierFolder, type TierFolder } from './tier-folder.ts';
import { writeFault } from './write-fault.ts';

async function inspected(path: string): Promise<TierFolder> {
  try {
    return await inspectTierFolder(path);
  } catch (error) {
    return { state: 'refuse', problem: writeFault(error, path), foreignFiles: [] };
  }
}

async function target(tier: PlannedTier): Promise<ExportTarget> {
  const { state, problem, foreignFiles } = await inspected(tier.path);
  return {
    subsetId: tier.subset.subsetId,
    subsetName: tier.subset.name,
    path: tier.path,
    files: tier.items.length,
    clips: tier.clips,
    bytes: tier.bytes,
    state,
    problem,
    foreignFiles: [...foreignFiles],
  };
}

function spaceProblem(plan: ExportPlan, free: number | null): Fault | null {
  return free === null || plan.totalBytes <= free
    ? null
    : {
        code: 'disk-full',
        message:
          `The export needs ${megabytes(plan.totalBytes)} and the disk has ${megabytes(free)} left. ` +
          'Free some space or choose another folder.',
      };
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1e6).toLocaleString('en-US')} MB`;
}

/**
 * What an export would do, with a look at the disk and no change to it. `totalFiles` counts the files of all tier folders;
 * `totalBytes` counts a file that several tiers share once, as it is written once and linked.
 */
export async function previewExport(plan: ExportPlan, sourcePaths: readonly string[]): Promise<ExportPreview> {
  const targets: ExportTarget[] = [];
  for (const tier of plan.tiers) {
    targets.push(await target(tier));
  }
  const free = await freeBytes(plan.root);
  const place = await sourceProblem(
    plan.root,
    plan.tiers.map(({ path }) => path),
    sourcePaths,
  );
  return {
    root: plan.root,
    targets,
    totalFiles: plan.tiers.reduce((sum, { items }) => sum + items.length, 0),
    totalBytes: plan.totalBytes,
    freeBytes: free,
    renamed: [...plan.renamed],
    problems: [...plan.problems, place, spaceProblem(plan, free)].filter((problem) => problem !== null),
    warnings: [...plan.warnings],
    clipSeconds: plan.clipSeconds,
  };
}
