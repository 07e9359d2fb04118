import { copyFile, link, mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { FaultError, type Fault, type Outcome } from '../../contract/outcome.ts';
import { concurrently } from './concurrently.ts';
import { copyRecording, withUnchangedSource, type CopyBuffer } from './copy-recording.ts';
import type { WrittenFile } from './manifest.ts';
import type { ExportPlan, PlannedFile } from './plan-export.ts';
import { systemCode } from './write-fault.ts';

/** Writes a part of a recording as a new WAV: `writeWavClip` of core/audio. */
export type WriteClip = (
  source: string,
  destination: string,
  fromSeconds: number,
  toSeconds: number,
) => Promise<Outcome<{ readonly bytes: number; readonly sha256: string }>>;

export interface ExportProgress {
  readonly done: number;
  readonly total: number;
  readonly bytes: number;
  readonly totalBytes: number;
}

export interface StageOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ExportProgress) => void;
  readonly writeClip: WriteClip;
}

/** As many as libuv has threads for files. */
const filesAtOnce = 4;
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

async function writePlanned(
  file: PlannedFile,
  destination: string,
  options: StageOptions & { readonly buffer: CopyBuffer },
): Promise<WrittenFile> {
  const { clip, member } = file;
  if (clip === null) {
    return copyRecording(member, destination, options);
  }
  return withUnchangedSource(member, async () => {
    const { absolutePath } = member;
    const outcome = await options.writeClip(absolutePath, destination, clip.fromSeconds, clip.toSeconds);
    if (!outcome.ok) {
      throw new FaultError(clipFault(outcome.fault, absolutePath));
    }
    const { mtimeMs } = await stat(destination);
    return { bytes: outcome.value.bytes, sha256: outcome.value.sha256, modifiedMs: mtimeMs };
  });
}

/** Where a file is written, and where else it appears. */
interface Placement {
  readonly first: string;
  readonly others: string[];
}

function placements(plan: ExportPlan, folders: readonly string[]): Placement[] {
  const found = new Map<number, Placement>();
  for (const [index, tier] of plan.tiers.entries()) {
    for (const { file } of tier.items) {
      const path = join(folders[index] ?? '', plan.files[file]?.exportedName ?? '');
      const known = found.get(file);
      if (known === undefined) {
        found.set(file, { first: path, others: [] });
      } else {
        known.others.push(path);
      }
    }
  }
  return plan.files.map((_, file) => found.get(file) ?? { first: '', others: [] });
}

async function linkOrCopy(first: string, other: string): Promise<void> {
  try {
    await link(first, other);
  } catch (error) {
    if (!linkRefusals.has(systemCode(error))) {
      throw error;
    }
    await copyFile(first, other);
  }
}

/** The folder in a staging in which a tier is made ready. */
export function stagedTierFolder(stagingPath: string, tier: number): string {
  return join(stagingPath, `tier-${tier}`);
}

/**
 * Makes all tiers ready in the staging: each distinct file is written once, and linked into the other tiers that hold it.
 * @returns what was written, one entry a planned file. Throws FaultErrors and what the file system throws.
 */
export async function stageTiers(plan: ExportPlan, stagingPath: string, options: StageOptions): Promise<WrittenFile[]> {
  const folders = plan.tiers.map((_, tier) => stagedTierFolder(stagingPath, tier));
  for (const folder of folders) {
    await mkdir(folder);
  }
  const places = placements(plan, folders);
  const written: WrittenFile[] = [];
  const buffers = Array.from({ length: filesAtOnce }, (): CopyBuffer => ({ bytes: new Uint8Array() }));
  let done = 0;
  let bytes = 0;
  await concurrently(plan.files, { limit: filesAtOnce, signal: options.signal }, async (file, index, runner) => {
    const buffer = buffers[runner] ?? { bytes: new Uint8Array() };
    written[index] = await writePlanned(file, places[index]?.first ?? '', { ...options, buffer });
    done += 1;
    bytes += file.bytes;
    options.onProgress({ done, total: plan.files.length, bytes, totalBytes: plan.totalBytes });
  });
  const links = places.flatMap(({ first, others }) => others.map((other) => ({ first, other })));
  await concurrently(links, { limit: linksAtOnce, signal: options.signal }, ({ first, other }) =>
    linkOrCopy(first, other),
  );
  return written;
}
