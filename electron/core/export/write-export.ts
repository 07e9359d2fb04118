import { hash } from 'node:crypto';
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FaultError, succeed, type Outcome } from '../../contract/outcome.ts';
import type { ExportedFile, WrittenFile } from './exported-file.ts';
import type { ExportPlan, PlannedTier } from './plan-export.ts';
import { planKey } from './plan-key.ts';
import { sourceProblem } from './place.ts';
import { stagedTierFolder, stageTiers, type StageOptions } from './stage-tiers.ts';
import { createStaging, discardStaging, swapIn, type StagedEntry, type Staging } from './staging.ts';
import { subsetDocumentName, subsetDocumentText } from './subset-document.ts';
import { chosenTables } from './tables/index.ts';
import { inspectTierFolder } from './tier-folder.ts';
import { writeFault } from './write-fault.ts';

export interface WriteExportOptions extends StageOptions {
  /** Folders of all sources, none of which may be written to. */
  readonly sourcePaths: readonly string[];
  readonly programVersion: string;
  /** ISO 8601, for `subset.json`. */
  readonly exportedAt: string;
}

export interface ExportedTier {
  readonly tier: PlannedTier;
  readonly path: string;
  readonly files: number;
  readonly clips: number;
  readonly bytes: number;
}

export interface ExportResult {
  readonly root: string;
  readonly tiers: readonly ExportedTier[];
  /** Distinct files, each counted once however many tiers hold it. */
  readonly files: number;
  readonly bytes: number;
}

/** Throws the first reason for which this export may not be written. */
async function checkPlaces(plan: ExportPlan, sourcePaths: readonly string[]): Promise<void> {
  const paths = plan.tiers.map(({ path }) => path);
  const problem = plan.problems[0] ?? (await sourceProblem(plan.root, paths, sourcePaths));
  if (problem !== null) {
    throw new FaultError(problem);
  }
  for (const path of paths) {
    await confirmOurs(path, path);
  }
}

/** Throws unless the folder may be replaced; `path` is what the person knows it by. */
async function confirmOurs(folder: string, path: string): Promise<void> {
  const { problem } = await inspectTierFolder(folder);
  if (problem !== null) {
    throw new FaultError({ ...problem, message: problem.message.replaceAll(folder, path) });
  }
}

function exportedFiles(tier: PlannedTier, plan: ExportPlan, written: readonly WrittenFile[]): ExportedFile[] {
  return tier.items.flatMap(({ member, file, subsets: holding }) => {
    const planned = plan.files[file];
    const result = written[file];
    const subsets = holding.map((index) => tier.subsets[index]).filter((subset) => subset !== undefined);
    return planned === undefined || result === undefined ? [] : [{ member, planned, written: result, subsets }];
  });
}

async function writeTable(path: string, text: string): Promise<WrittenFile> {
  await writeFile(path, text, { flag: 'wx' });
  const { size, mtimeMs } = await stat(path);
  return { bytes: size, sha256: hash('sha256', text), modifiedMs: mtimeMs };
}

async function writeDocuments(
  tier: PlannedTier,
  folder: string,
  files: readonly ExportedFile[],
  context: { readonly plan: ExportPlan; readonly options: WriteExportOptions },
): Promise<void> {
  const { plan, options } = context;
  const tables = new Map<string, WrittenFile>();
  for (const kind of chosenTables(plan.tables)) {
    const text = kind.text({ folder: tier.path, files, written: tables });
    tables.set(kind.fileName, await writeTable(join(folder, kind.fileName), text));
  }
  const { programVersion, exportedAt } = options;
  const document = subsetDocumentText({ plan, tier, files, tables, programVersion, exportedAt });
  await writeFile(join(folder, subsetDocumentName), document, { flag: 'wx' });
}

function exportedTier(tier: PlannedTier, files: readonly ExportedFile[]): ExportedTier {
  return {
    tier,
    path: tier.path,
    files: files.length,
    clips: tier.clips,
    bytes: files.reduce((sum, { written }) => sum + written.bytes, 0),
  };
}

async function writeStaged(plan: ExportPlan, staging: Staging, options: WriteExportOptions): Promise<ExportResult> {
  const written = await stageTiers(plan, staging.path, options);
  const tiers: ExportedTier[] = [];
  const swaps: StagedEntry[] = [];
  for (const [index, tier] of plan.tiers.entries()) {
    const staged = stagedTierFolder(staging.path, index);
    const entries = exportedFiles(tier, plan, written);
    await writeDocuments(tier, staged, entries, { plan, options });
    tiers.push(exportedTier(tier, entries));
    // Checked once more when nobody can reach it by its path: what was put there meanwhile is not thrown away.
    const confirmReplaced = (aside: string): Promise<void> => confirmOurs(aside, tier.path);
    swaps.push({ staged, destination: tier.path, confirmReplaced });
  }
  options.signal.throwIfAborted();
  await swapIn(staging, swaps);
  const bytes = written.reduce((sum, file) => sum + file.bytes, 0);
  return { root: plan.root, tiers, files: written.length, bytes };
}

async function stageAndSwap(plan: ExportPlan, options: WriteExportOptions): Promise<ExportResult> {
  options.signal.throwIfAborted();
  await checkPlaces(plan, options.sourcePaths);
  const staging = await createStaging(plan.root, planKey(plan));
  try {
    return await writeStaged(plan, staging, options);
  } finally {
    await discardStaging(staging);
  }
}

/**
 * Writes an export: everything is made ready in a hidden folder below the root, then each tier folder is moved in by
 * rename. Until then nothing visible changes; on failure or cancellation everything is as before. Killed and started again, it
 * goes on with what it had made ready.
 * Faults: those of the plan, `export-not-ours`, `export-inside-source`, `file-changed`, `file-missing`, `file-unreadable`,
 * `disk-full`, `permission-denied`, `not-a-folder`, `export-busy`, `export-failed`, `cancelled`, and those of `writeClip`.
 */
export async function writeExport(plan: ExportPlan, options: WriteExportOptions): Promise<Outcome<ExportResult>> {
  try {
    return succeed(await stageAndSwap(plan, options));
  } catch (error) {
    const fault = writeFault(error, plan.root);
    const cancelled = options.signal.aborted && !(error instanceof FaultError);
    return {
      ok: false,
      fault: cancelled ? { code: 'cancelled', message: 'The export was cancelled. Nothing was changed.' } : fault,
    };
  }
}
