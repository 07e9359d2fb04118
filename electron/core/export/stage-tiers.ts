import { copyFile, link, mkdir, stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { FaultError, type Fault, type Outcome } from '../../contract/outcome.ts';
import { concurrently } from './concurrently.ts';
import type { FileCrew } from './file-crew.ts';
import type { FileTask, KnownFile } from './file-task.ts';
import type { WrittenFile } from './exported-file.ts';
import type { ExportPlan } from './plan-export.ts';
import type { PlannedFile } from './plan-files.ts';
import { reuseStaged } from './reuse-staged.ts';
import { errorOf } from './source-fault.ts';
import { StagedFiles, type ExportProgress } from './staged-files.ts';
import { openJournal } from './staging-journal.ts';
import { systemCode } from './write-fault.ts';

/** Writes a part of a recording as a new WAV: `writeWavClip` of core/audio. */
export type WriteClip = (
  source: string,
  destination: string,
  part: {
    readonly fromSeconds: number;
    readonly toSeconds: number;
    readonly sampleRate?: number | undefined;
    readonly padToSeconds?: number | undefined;
    readonly channel?: number | undefined;
  },
) => Promise<Outcome<{ readonly bytes: number; readonly sha256: string }>>;

export interface StageOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ExportProgress) => void;
  readonly writeClip: WriteClip;
  readonly crew: FileCrew;
}

/** As many as libuv has threads for files. */
const clipsAtOnce = 4;
const linksAtOnce = 16;
/** Where links are not possible (FAT, some network disks, too many on one file) the bytes are copied. */
const linkRefusals: ReadonlySet<string> = new Set([
  'EPERM',
  'ENOTSUP',
  'EOPNOTSUPP',
  'ENOSYS',
  'EXDEV',
  'EMLINK',
  'EACCES',
]);

/** A clip that cannot be made names its recording; a disk that refuses is no fault of the recording. */
function clipFault(fault: Fault, path: string): Fault {
  const isOfDisk = fault.code === 'disk-full' || fault.code === 'permission-denied' || fault.code === 'export-failed';
  return isOfDisk ? fault : { ...fault, message: `${path}: ${fault.message}` };
}

/** Where a file is written, and where else it appears. */
export interface Placement {
  /** Below the staging, with a forward slash. */
  readonly name: string;
  readonly first: string;
  readonly others: string[];
}

function stagedFolderName(tier: number): string {
  return `tier-${tier}`;
}

/** The folder in a staging in which a tier is made ready. */
export function stagedTierFolder(stagingPath: string, tier: number): string {
  return join(stagingPath, stagedFolderName(tier));
}

function placements(plan: ExportPlan, stagingPath: string): Placement[] {
  const found = new Map<number, Placement>();
  for (const [index, tier] of plan.tiers.entries()) {
    const folder = stagedTierFolder(stagingPath, index);
    for (const { file } of tier.items) {
      const exportedName = plan.files[file]?.exportedName ?? '';
      const path = join(folder, exportedName);
      const known = found.get(file);
      if (known === undefined) {
        found.set(file, { name: `${stagedFolderName(index)}/${exportedName}`, first: path, others: [] });
      } else {
        known.others.push(path);
      }
    }
  }
  return plan.files.map((_, file) => found.get(file) ?? { name: '', first: '', others: [] });
}

export function knownFile({ member }: PlannedFile): KnownFile {
  return { path: member.absolutePath, sizeBytes: member.sizeBytes, modifiedMs: member.modifiedMs };
}

/** A whole file as it stands after the crew made it. */
export function writtenWhole({ member }: PlannedFile, sha256: string, method: ExportPlan['method']): WrittenFile {
  const { sizeBytes, modifiedMs, absolutePath } = member;
  const written = { bytes: sizeBytes, sha256, modifiedMs };
  return method === 'symbolic-link' ? { ...written, link: absolutePath } : written;
}

interface Staging {
  readonly plan: ExportPlan;
  readonly places: readonly Placement[];
  readonly staged: StagedFiles;
  readonly options: StageOptions;
}

async function stageWholeFiles({ plan, places, staged, options }: Staging): Promise<void> {
  const waiting = plan.files.flatMap((file, index) =>
    file.part === null && !staged.has(index) ? [{ file, index }] : [],
  );
  const tasks = waiting.map(({ file, index }): FileTask => ({
    kind: plan.method,
    file: knownFile(file),
    destination: places[index]?.first ?? '',
  }));
  await options.crew.run(tasks, {
    signal: options.signal,
    onResult: (result, place) => {
      if (!result.ok) {
        throw errorOf(result);
      }
      const next = waiting[place];
      if (next !== undefined) {
        staged.add(next.index, writtenWhole(next.file, result.sha256, plan.method), 'new');
      }
    },
  });
}

async function lookAt(file: PlannedFile, { crew }: StageOptions): Promise<void> {
  await crew.run([{ kind: 'look', file: knownFile(file) }], {
    onResult: (result) => {
      if (!result.ok) {
        throw errorOf(result);
      }
    },
  });
}

/** Decodes between two looks at the source: the clip is of the file that the library knows. */
async function writePart(file: PlannedFile, destination: string, options: StageOptions): Promise<WrittenFile> {
  const { part, member } = file;
  if (part === null) {
    throw new TypeError(`${file.exportedName} is no part.`);
  }
  await lookAt(file, options);
  const outcome = await options.writeClip(member.absolutePath, destination, {
    fromSeconds: part.fromSeconds,
    toSeconds: part.toSeconds,
    sampleRate: part.sampleRate ?? undefined,
    padToSeconds: part.padToSeconds ?? undefined,
    channel: part.channel ?? undefined,
  });
  if (!outcome.ok) {
    throw new FaultError(clipFault(outcome.fault, member.absolutePath));
  }
  await lookAt(file, options);
  const { mtimeMs } = await stat(destination);
  return { bytes: outcome.value.bytes, sha256: outcome.value.sha256, modifiedMs: mtimeMs };
}

async function stageParts({ plan, places, staged, options }: Staging): Promise<void> {
  const waiting = plan.files.flatMap((file, index) =>
    file.part !== null && !staged.has(index) ? [{ file, index }] : [],
  );
  await concurrently(waiting, { limit: clipsAtOnce, signal: options.signal }, async ({ file, index }) => {
    staged.add(index, await writePart(file, places[index]?.first ?? '', options), 'new');
  });
}

/** A symbolic link is made anew: a hard link to one is not possible everywhere. */
async function placeAgain(first: string, other: string, target: string | undefined): Promise<void> {
  if (target !== undefined) {
    await symlink(target, other, 'file');
    return;
  }
  try {
    await link(first, other);
  } catch (error) {
    if (!linkRefusals.has(systemCode(error))) {
      throw error;
    }
    await copyFile(first, other);
  }
}

async function linkIntoOtherTiers({ places, staged, options }: Staging): Promise<void> {
  const links = places.flatMap(({ first, others }, index) =>
    others.map((other) => ({ first, other, target: staged.written[index]?.link })),
  );
  await concurrently(links, { limit: linksAtOnce, signal: options.signal }, ({ first, other, target }) =>
    placeAgain(first, other, target),
  );
}

/**
 * Makes all tiers ready in the staging: each distinct file is written once, and linked into the other tiers that hold it.
 * What a killed export had completed there is read again and kept.
 * @returns what was written, one entry a planned file. Throws FaultErrors and what the file system throws.
 */
export async function stageTiers(plan: ExportPlan, stagingPath: string, options: StageOptions): Promise<WrittenFile[]> {
  const places = placements(plan, stagingPath);
  const journal = await openJournal(stagingPath);
  const staged = new StagedFiles({
    bytes: plan.files.map(({ bytes }) => bytes),
    names: places.map(({ name }) => name),
    journal,
    onProgress: options.onProgress,
  });
  const staging = { plan, places, staged, options };
  for (const tier of plan.tiers.keys()) {
    await mkdir(stagedTierFolder(stagingPath, tier), { recursive: true });
  }
  if (journal.earlier.size > 0) {
    await reuseStaged(staging, journal.earlier, stagingPath);
  }
  try {
    await stageWholeFiles(staging);
    await stageParts(staging);
  } finally {
    staged.note();
  }
  await linkIntoOtherTiers(staging);
  return staged.written;
}
