import { join } from 'node:path';
import type { Fault } from '../../contract/outcome.ts';
import { folderProblem, foldersProblem, inferPurpose } from '../subsets/folder-words.ts';
import { clipExtent, type ClipExtent } from './clip-extent.ts';
import type { ExportMember, ExportSubset } from './export-subset.ts';
import { nameKey } from './safe-file-name.ts';

export interface ExportPlanInput {
  /** Absolute path of the export root. */
  readonly root: string;
  readonly extent: 'clip' | 'whole';
  readonly clipSeconds: number;
  readonly subsets: readonly ExportSubset[];
  /** The exported name of every member, by recording (`assignExportedNames`). */
  readonly names: ReadonlyMap<number, string>;
}

/** A file that is written once, however many tiers hold it. */
export interface PlannedFile {
  readonly exportedName: string;
  readonly member: ExportMember;
  /** The part that is written; null: the file is copied whole. */
  readonly clip: ClipExtent | null;
  /** Exact for copies, estimated for what is written anew. */
  readonly bytes: number;
}

export interface PlannedItem {
  readonly member: ExportMember;
  /** Index into the plan's files. */
  readonly file: number;
}

export interface PlannedTier {
  readonly subset: ExportSubset;
  readonly path: string;
  readonly items: readonly PlannedItem[];
  readonly clips: number;
  readonly bytes: number;
}

/** What an export will write. Nothing of it has been checked on the disk yet. */
export interface ExportPlan {
  readonly root: string;
  readonly extent: 'clip' | 'whole';
  readonly clipSeconds: number;
  readonly tiers: readonly PlannedTier[];
  readonly files: readonly PlannedFile[];
  /** Bytes on the disk: a file that several tiers hold counts once. */
  readonly totalBytes: number;
  readonly renamed: readonly { readonly original: string; readonly exportedName: string }[];
  /** Why the export cannot be written; empty when it can. */
  readonly problems: readonly Fault[];
  readonly warnings: readonly string[];
}

const wavHeaderBytes = 44;
const assumedSampleRate = 48_000;

/** What is decoded and written anew is mono, 16 bits, at the recording's own rate. */
function rewrittenBytes(member: ExportMember, clip: ClipExtent): number {
  const frames = Math.round((clip.toSeconds - clip.fromSeconds) * (member.sampleRate ?? assumedSampleRate));
  return wavHeaderBytes + 2 * frames;
}

function planFile(member: ExportMember, exportedName: string, input: ExportPlanInput): PlannedFile {
  const clip = input.extent === 'clip' ? clipExtent(member, input.clipSeconds) : null;
  const { copyable, durationSeconds } = member;
  const written =
    clip ?? (copyable || durationSeconds === null ? null : { fromSeconds: 0, toSeconds: durationSeconds });
  return {
    exportedName,
    member,
    clip: written,
    bytes: written === null ? member.sizeBytes : rewrittenBytes(member, written),
  };
}

function nameOf(member: ExportMember, names: ReadonlyMap<number, string>): string {
  const name = names.get(member.recordingId);
  if (name === undefined) {
    throw new TypeError(`Recording ${member.recordingId} was given no exported name.`);
  }
  return name;
}

/** The same recording may have another best window in another run; then its clips are two files of one name. */
function fileKey(recordingId: number, clip: ClipExtent | null): string {
  return clip === null ? String(recordingId) : `${recordingId} ${clip.fromSeconds} ${clip.toSeconds}`;
}

function planTiers(input: ExportPlanInput): Pick<ExportPlan, 'tiers' | 'files'> {
  const files: PlannedFile[] = [];
  const places = new Map<string, number>();
  const placeOf = (member: ExportMember): number => {
    const file = planFile(member, nameOf(member, input.names), input);
    const key = fileKey(member.recordingId, file.clip);
    const known = places.get(key);
    if (known !== undefined) {
      return known;
    }
    places.set(key, files.length);
    return files.push(file) - 1;
  };
  const tiers = input.subsets.map((subset) => {
    const items = subset.members.map((member) => ({ member, file: placeOf(member) }));
    const own = items.map(({ file }) => files[file]).filter((file) => file !== undefined);
    return {
      subset,
      path: join(input.root, ...subset.folder.split('/')),
      items,
      clips: own.filter(({ clip }) => clip !== null).length,
      bytes: own.reduce((sum, { bytes }) => sum + bytes, 0),
    };
  });
  return { tiers, files };
}

function isRenamed({ exportedName, member }: PlannedFile): boolean {
  const stem = member.fileName.replace(/\.[^.]*$/u, '');
  return nameKey(exportedName) !== nameKey(`${stem}.wav`);
}

function renamedFiles(files: readonly PlannedFile[]): ExportPlan['renamed'] {
  const renamed = files.filter(isRenamed).map(({ member, exportedName }) => ({
    original: `${member.sourceName}/${member.relativePath}`,
    exportedName,
  }));
  return [...new Map(renamed.map((entry) => [entry.exportedName, entry])).values()];
}

function planProblems(subsets: readonly ExportSubset[]): Fault[] {
  const empty = subsets
    .filter(({ members }) => members.length === 0)
    .map(({ name }): Fault => ({
      code: 'subset-empty',
      message: `The subset “${name}” has no files. Leave it out of the export, or change its rule or its decisions.`,
    }));
  const folders = subsets.map(({ folder, settings }) => folderProblem(folder, settings.purpose));
  return [...empty, ...folders, foldersProblem(subsets.map(({ folder }) => folder))].filter(
    (problem) => problem !== null,
  );
}

function counted(count: number, one: string, several: string): string {
  return count === 1 ? `1 file ${one}` : `${count.toLocaleString('en-US')} files ${several}`;
}

function recordingsOf(subsets: readonly ExportSubset[], purpose: 'positive' | 'negative'): Set<number> {
  const own = subsets.filter(({ settings }) => settings.purpose === purpose);
  return new Set(own.flatMap(({ members }) => members.map(({ recordingId }) => recordingId)));
}

function planWarnings({ subsets, extent, clipSeconds }: ExportPlanInput, files: readonly PlannedFile[]): string[] {
  const warnings: string[] = [];
  const positives = recordingsOf(subsets, 'positive');
  const onBothSides = [...recordingsOf(subsets, 'negative')].filter((recordingId) => positives.has(recordingId)).length;
  if (onBothSides > 0) {
    warnings.push(`${counted(onBothSides, 'is', 'are')} in a positive and in a negative subset at once.`);
  }
  const centred = files.filter(
    ({ member }) => member.bestFromSeconds === null && clipExtent(member, clipSeconds) !== null,
  ).length;
  if (extent === 'clip' && centred > 0) {
    warnings.push(`${counted(centred, 'has', 'have')} no best window, so the middle of the recording is exported.`);
  }
  const untimed = files.filter(({ member }) => member.durationSeconds === null).length;
  if (extent === 'clip' && untimed > 0) {
    warnings.push(
      `${counted(untimed, 'has', 'have')} no known length and ${untimed === 1 ? 'is' : 'are'} exported whole.`,
    );
  }
  for (const { folder } of subsets) {
    if (inferPurpose(folder).word === null) {
      warnings.push(`The name “${folder}” does not say what it holds; the training packager takes it for negatives.`);
    }
  }
  return warnings;
}

/** What an export of these subsets writes (DESIGN §2.7–2.8). Pure; `previewExport` looks at the disk. */
export function planExport(input: ExportPlanInput): ExportPlan {
  const { tiers, files } = planTiers(input);
  return {
    root: input.root,
    extent: input.extent,
    clipSeconds: input.clipSeconds,
    tiers,
    files,
    totalBytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    renamed: renamedFiles(files),
    problems: planProblems(input.subsets),
    warnings: planWarnings(input, files),
  };
}
