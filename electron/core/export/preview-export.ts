import { stat } from 'node:fs/promises';
import type { ExportPreview, ExportTarget } from '../../contract/exports.ts';
import type { Fault } from '../../contract/outcome.ts';
import type { FileCrew } from './file-crew.ts';
import { missingMessage, troubledOriginals, type TroubledOriginal } from './look-at-originals.ts';
import { freeBytes, nearestFolder, sourceProblem } from './place.ts';
import type { ExportPlan, PlannedTier } from './plan-export.ts';
import { inspectTierFolder, type TierFolder } from './tier-folder.ts';
import { writeFault } from './write-fault.ts';

/** Of a long list a person reads the beginning. */
const mostListed = 100;

async function inspected(path: string): Promise<TierFolder> {
  try {
    return await inspectTierFolder(path);
  } catch (error) {
    return { state: 'refuse', problem: writeFault(error, path), foreignFiles: [] };
  }
}

/** How many of the names a packager finds that looks for `*.wav`, `*.mp3` and `*.flac`, with regard to case. */
function foundByTrainer(tier: PlannedTier, plan: ExportPlan): number {
  return tier.items.filter(({ file }) => /\.(?:wav|mp3|flac)$/u.test(plan.files[file]?.exportedName ?? '')).length;
}

async function target(tier: PlannedTier, plan: ExportPlan): Promise<ExportTarget> {
  const { state, problem, foreignFiles } = await inspected(tier.path);
  const { sees, text } = plan.layout.seenAs(tier.folder, tier.purpose, plan);
  const [only] = tier.subsets;
  return {
    subsetId: tier.subsets.length === 1 ? (only?.subsetId ?? null) : null,
    subsetName: tier.subsets.map(({ name }) => name).join(', '),
    path: tier.path,
    purpose: tier.purpose,
    files: tier.items.length,
    clips: tier.clips,
    bytes: tier.bytes,
    trainer: { sees, text, files: foundByTrainer(tier, plan) },
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

/** A hard link is another name on the same disk. */
async function diskProblem(plan: ExportPlan): Promise<Fault | null> {
  const whole = plan.method === 'hard-link' ? plan.files.find(({ part }) => part === null) : undefined;
  if (whole === undefined) {
    return null;
  }
  try {
    const there = await stat(await nearestFolder(plan.root));
    const here = await stat(whole.member.absolutePath);
    return there.dev === here.dev
      ? null
      : {
          code: 'invalid-input',
          message:
            'Hard links are only possible on the disk on which the recordings lie, and this folder is on another one. ' +
            'Export copies, or choose a folder on the same disk.',
        };
  } catch {
    // That it is not there is said elsewhere.
    return null;
  }
}

function missingProblem(troubled: readonly TroubledOriginal[]): Fault | null {
  const message = missingMessage(troubled);
  return message === null
    ? null
    : { code: troubled.some(({ why }) => why !== 'changed') ? 'file-missing' : 'file-changed', message };
}

function listed<Entry>(entries: readonly Entry[]): { count: number; first: Entry[] } {
  return { count: entries.length, first: entries.slice(0, mostListed) };
}

function copiesDropped(plan: ExportPlan): ExportPreview['copiesDropped'] {
  return listed(
    plan.tiers.flatMap(({ folder, copiesDropped: dropped }) =>
      dropped.map(({ member, copyOf }) => ({
        original: `${member.sourceName}/${member.relativePath}`,
        copyOf: `${copyOf.sourceName}/${copyOf.relativePath}`,
        folder,
      })),
    ),
  );
}

export interface PreviewContext {
  readonly sourcePaths: readonly string[];
  readonly crew: FileCrew;
  /** Originals that were looked at before and are left out. */
  readonly leftOut: readonly TroubledOriginal[];
  readonly signal?: AbortSignal;
}

/**
 * What an export would do, with a look at the disk and no change to it. `totalFiles` counts the files of all folders;
 * `totalBytes` counts a file that several folders share once, as it is written once and linked.
 */
export async function previewExport(plan: ExportPlan, context: PreviewContext): Promise<ExportPreview> {
  const targets: ExportTarget[] = [];
  for (const tier of plan.tiers) {
    targets.push(await target(tier, plan));
  }
  const free = await freeBytes(plan.root);
  const paths = plan.tiers.map(({ path }) => path);
  const place = await sourceProblem(plan.root, paths, context.sourcePaths);
  const originals = plan.files.map(({ member }) => member);
  const troubled = await troubledOriginals(originals, context.crew, context.signal);
  const problems = [
    ...plan.problems,
    place,
    spaceProblem(plan, free),
    await diskProblem(plan),
    missingProblem(troubled),
  ].filter((problem) => problem !== null);
  return {
    root: plan.root,
    targets,
    totalFiles: plan.tiers.reduce((sum, { items }) => sum + items.length, 0),
    distinctFiles: plan.files.length,
    totalBytes: plan.totalBytes,
    freeBytes: free,
    renamed: [...plan.renamed],
    copiesDropped: copiesDropped(plan),
    missing: listed([...troubled, ...context.leftOut]),
    problems,
    warnings: [...plan.warnings],
    clipSeconds: plan.clipSeconds,
  };
}
