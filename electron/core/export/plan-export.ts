import { join } from 'node:path';
import type { ExportMethod } from '../../contract/exports.ts';
import type { Purpose } from '../../contract/identifiers.ts';
import type { Fault } from '../../contract/outcome.ts';
import type { ExportMember, ExportSubset } from './export-subset.ts';
import type { Layout } from './layouts/layout.ts';
import { FilePlanner, isOneOfSeveral, type PlannedFile, type WritingSettings } from './plan-files.ts';
import { planProblems } from './plan-problems.ts';
import { planWarnings } from './plan-warnings.ts';
import { nameKey } from './safe-file-name.ts';

export interface ExportPlanInput extends WritingSettings {
  /** Absolute path of the export root. */
  readonly root: string;
  readonly layout: Layout;
  readonly negativeClass: string;
  readonly method: ExportMethod;
  /** Ids of the tables beside the audio. */
  readonly tables: readonly string[];
  readonly dropCopies: boolean;
  readonly subsets: readonly ExportSubset[];
  /** The exported name of every member, by recording (`assignExportedNames`). */
  readonly names: ReadonlyMap<number, string>;
  /** Absolute paths of originals that are not there and are left out on request. */
  readonly leftOut: ReadonlySet<string>;
}

export interface PlannedItem {
  readonly member: ExportMember;
  /** Index into the plan's files. */
  readonly file: number;
  /** Indexes into the folder's subsets: those that hold the recording. */
  readonly subsets: readonly number[];
}

/** A recording that is not written because a better-ranked one of the folder has the same bytes. */
export interface DroppedCopy {
  readonly member: ExportMember;
  readonly copyOf: ExportMember;
}

/** A folder that is written. */
export interface PlannedTier {
  /** Those whose files it holds; more than one where the layout merges. */
  readonly subsets: readonly ExportSubset[];
  /** Below the root, with forward slashes. */
  readonly folder: string;
  readonly path: string;
  /** null where positives and negatives lie together. */
  readonly purpose: Purpose | null;
  readonly items: readonly PlannedItem[];
  readonly clips: number;
  readonly bytes: number;
  readonly copiesDropped: readonly DroppedCopy[];
  readonly leftOut: readonly ExportMember[];
}

/** What an export will write. Nothing of it has been checked on the disk yet. */
export interface ExportPlan extends Pick<
  ExportPlanInput,
  'root' | 'layout' | 'negativeClass' | 'method' | 'tables' | 'dropCopies' | keyof WritingSettings
> {
  readonly tiers: readonly PlannedTier[];
  readonly files: readonly PlannedFile[];
  /** Bytes on the disk: a file that several tiers hold counts once, a link nothing. */
  readonly totalBytes: number;
  readonly renamed: readonly { readonly original: string; readonly exportedName: string }[];
  /** Why the export cannot be written; empty when it can. */
  readonly problems: readonly Fault[];
  readonly warnings: readonly string[];
}

/** Subsets by the folder that the layout gives them, in the order given. */
function byFolder(input: ExportPlanInput): ReadonlyMap<string, readonly ExportSubset[]> {
  const folders = new Map<string, ExportSubset[]>();
  for (const subset of input.subsets) {
    const folder = input.layout.folderOf(subset, input);
    // Two subsets of one folder are a mistake where the layout does not merge: each keeps its own tier, and it is said.
    const key = input.layout.id === 'study' ? `${folder}\0${folders.size}` : folder;
    folders.set(key, [...(folders.get(key) ?? []), subset]);
  }
  return folders;
}

interface Held {
  readonly member: ExportMember;
  readonly subsets: number[];
}

/** Each recording once, as the first subset that holds it knows it. */
function mergedMembers(subsets: readonly ExportSubset[]): readonly Held[] {
  const held = new Map<number, Held>();
  subsets.forEach(({ members }, index) => {
    for (const member of members) {
      const known = held.get(member.recordingId);
      if (known === undefined) {
        held.set(member.recordingId, { member, subsets: [index] });
      } else {
        known.subsets.push(index);
      }
    }
  });
  return [...held.values()];
}

/** The same bytes are two sounds where two sources take different channels of them; null while the bytes are not known. */
function soundOf(member: ExportMember): string | null {
  const { sha256, channel } = member;
  return sha256 === null ? null : `${sha256} ${isOneOfSeveral(member) ? (channel ?? '') : ''}`;
}

interface Kept {
  readonly kept: readonly Held[];
  readonly copiesDropped: readonly DroppedCopy[];
  readonly leftOut: readonly ExportMember[];
}

function withoutCopies(members: readonly Held[], { dropCopies, leftOut }: ExportPlanInput): Kept {
  const byHash = new Map<string, ExportMember>();
  const copiesDropped: DroppedCopy[] = [];
  const absent: ExportMember[] = [];
  const kept = members.filter(({ member }) => {
    if (leftOut.has(member.absolutePath)) {
      absent.push(member);
      return false;
    }
    const sound = soundOf(member);
    const copyOf = sound === null || !dropCopies ? undefined : byHash.get(sound);
    if (copyOf !== undefined) {
      copiesDropped.push({ member, copyOf });
      return false;
    }
    if (sound !== null) {
      byHash.set(sound, member);
    }
    return true;
  });
  return { kept, copiesDropped, leftOut: absent };
}

function purposeOf(subsets: readonly ExportSubset[]): Purpose | null {
  const purposes = new Set(subsets.map(({ settings }) => settings.purpose));
  return purposes.size === 1 ? ([...purposes][0] ?? null) : null;
}

/** A recording that is decoded whole, for its format or one of its channels, is no clip. */
function isClip({ part, member }: PlannedFile): boolean {
  return part !== null && (part.fromSeconds > 0 || part.toSeconds < (member.durationSeconds ?? 0));
}

function planTier(subsets: readonly ExportSubset[], input: ExportPlanInput, planner: FilePlanner): PlannedTier {
  const { kept, copiesDropped, leftOut } = withoutCopies(mergedMembers(subsets), input);
  const folder = subsets[0] === undefined ? '' : input.layout.folderOf(subsets[0], input);
  const items = kept.flatMap(({ member, subsets: holding }) =>
    planner.filesOf(member).map((file) => ({ member, file, subsets: holding })),
  );
  const own = items.map(({ file }) => planner.files[file]).filter((file) => file !== undefined);
  return {
    subsets,
    folder,
    path: join(input.root, ...folder.split('/')),
    purpose: purposeOf(subsets),
    items,
    clips: own.filter(isClip).length,
    bytes: own.reduce((sum, { bytes }) => sum + bytes, 0),
    copiesDropped,
    leftOut,
  };
}

function isRenamed({ recordingName, member }: PlannedFile): boolean {
  const stem = member.fileName.replace(/\.[^.]*$/u, '');
  return nameKey(recordingName) !== nameKey(`${stem}.wav`);
}

function renamedFiles(files: readonly PlannedFile[]): ExportPlan['renamed'] {
  const renamed = files.filter(isRenamed).map(({ member, recordingName }) => ({
    original: `${member.sourceName}/${member.relativePath}`,
    exportedName: recordingName,
  }));
  return [...new Map(renamed.map((entry) => [entry.exportedName, entry])).values()];
}

/** What goes to the disk: whole files that are linked need no room. */
function bytesToWrite(files: readonly PlannedFile[], method: ExportMethod): number {
  return files.reduce((sum, { bytes, part }) => sum + (method === 'copy' || part !== null ? bytes : 0), 0);
}

/** What an export of these subsets writes (DESIGN §2.7–2.8). Pure; `previewExport` looks at the disk. */
export function planExport(input: ExportPlanInput): ExportPlan {
  const planner = new FilePlanner(input, input.names);
  const tiers = [...byFolder(input).values()].map((subsets) => planTier(subsets, input, planner));
  const { root, layout, negativeClass, method, tables, dropCopies } = input;
  const { extent, clipSeconds, clipsPerRecording, clipConfidence, padClips, sampleRate, mono16 } = input;
  return {
    ...{ root, layout, negativeClass, method, tables, dropCopies },
    ...{ extent, clipSeconds, clipsPerRecording, clipConfidence, padClips, sampleRate, mono16 },
    tiers,
    files: planner.files,
    totalBytes: bytesToWrite(planner.files, input.method),
    renamed: renamedFiles(planner.files),
    problems: planProblems(input, tiers, planner.files),
    warnings: planWarnings(input, tiers, planner.files),
  };
}
