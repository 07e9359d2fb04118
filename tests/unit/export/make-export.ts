import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Purpose } from '../../../electron/contract/identifiers.ts';
import type { Tier } from '../../../electron/contract/subsets.ts';
import { encodeWav16, writeWavClip } from '../../../electron/core/audio/write-clip.ts';
import { assignExportedNames } from '../../../electron/core/export/exported-name.ts';
import type { ExportMember, ExportSubset } from '../../../electron/core/export/export-subset.ts';
import { createFileCrew } from '../../../electron/core/export/file-crew.ts';
import { studyLayout } from '../../../electron/core/export/layouts/study.ts';
import { planExport, type ExportPlan, type ExportPlanInput } from '../../../electron/core/export/plan-export.ts';
import type { WriteExportOptions } from '../../../electron/core/export/write-export.ts';

export const sampleRate = 8000;

/** A member that needs no file, for the pure parts. */
export function memberOf(recordingId: number, change: Partial<ExportMember> = {}): ExportMember {
  const relativePath = change.relativePath ?? `rec_${recordingId}.wav`;
  return {
    recordingId,
    rank: recordingId,
    sourceName: 'A',
    recorder: null,
    role: 'negative',
    quality: null,
    callType: null,
    site: null,
    relativePath,
    fileName: basename(relativePath),
    absolutePath: `/cards/A/${relativePath}`,
    sizeBytes: 1000,
    modifiedMs: 0,
    copyable: true,
    sampleRate,
    channels: 1,
    channel: null,
    scoredChannel: 'mix',
    bitsPerSample: 16,
    sha256: null,
    durationSeconds: 3,
    recordedAt: '2024-03-01T21:05:00-07:00',
    raw: 1.5,
    confidence: Math.fround(0.81757448),
    bestFromSeconds: 0,
    focusSeconds: null,
    bestToSeconds: 3,
    windows: [],
    verdict: null,
    reviewer: null,
    note: null,
    ...change,
  };
}

/** A noise recording on the disk and its member. Every recording sounds different. */
export async function recordingAt(
  path: string,
  recordingId: number,
  change: Partial<ExportMember> & { readonly seconds?: number } = {},
): Promise<ExportMember> {
  const { seconds = 0.5, ...rest } = change;
  const samples = new Float32Array(Math.round(seconds * sampleRate));
  let state = recordingId * 7919 + 1;
  for (let index = 0; index < samples.length; index += 1) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    samples[index] = state / 2 ** 32 - 0.5;
  }
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, encodeWav16(samples, sampleRate));
  const { size, mtimeMs } = await stat(path);
  return memberOf(recordingId, {
    relativePath: basename(path),
    fileName: basename(path),
    absolutePath: path,
    sizeBytes: size,
    modifiedMs: Math.round(mtimeMs),
    durationSeconds: seconds,
    ...rest,
  });
}

export function subsetOf(
  tier: Pick<Tier, 'name' | 'folder'> & { readonly id?: number; readonly purpose?: Purpose },
  members: readonly ExportMember[],
): ExportSubset {
  return {
    subsetId: tier.id ?? 1,
    origin: 'subset',
    name: tier.name,
    family: 'bestLowQuality',
    folder: tier.folder,
    rule: { kind: 'top-percent', percent: 15 },
    settings: {
      runId: 3,
      label: 'RADR',
      purpose: tier.purpose ?? 'positive',
      sourceIds: [1],
      denominator: { kind: 'scored' },
      policy: 'all-but-rejected',
      refill: false,
    },
    counts: {
      denominator: 1030,
      failed: 0,
      otherQuality: 0,
      candidates: members.length,
      selected: members.length,
      approved: 0,
      rejected: 0,
      unsure: 0,
      unreviewed: members.length,
      refilled: 0,
      tiesAtCut: 0,
      tiesSelected: 0,
      zeroScores: 0,
      cutConfidence: 0.5,
      steps: [],
      keptApart: { otherSide: 0, copies: 0, sameNight: 0, heldOut: 0 },
      notNested: 0,
      warnings: [],
    },
    createdAt: '2026-11-22T10:00:00Z',
    run: { id: 3, name: 'stage4_038 on low quality', reading: { activation: 'sigmoid', sensitivity: 1.25 } },
    model: { name: 'stage4_038', sha256: 'ab'.repeat(32) },
    reviewers: ['Ana'],
    members,
  };
}

/** A plan in which names are assigned as the app does. */
export function planOf(
  root: string,
  subsets: readonly ExportSubset[],
  change: Partial<Omit<ExportPlanInput, 'root' | 'subsets' | 'names'>> = {},
): ExportPlan {
  const members = new Map(subsets.flatMap((subset) => subset.members).map((member) => [member.recordingId, member]));
  const names = assignExportedNames([...members.values()].map((member) => ({ ...member, existingName: null })));
  return planExport({
    root,
    layout: studyLayout,
    negativeClass: 'Negative',
    method: 'copy',
    extent: 'clip',
    clipSeconds: 3,
    clipsPerRecording: 1,
    clipConfidence: 0.5,
    padClips: false,
    sampleRate: null,
    mono16: false,
    tables: [],
    dropCopies: true,
    leftOut: new Set(),
    subsets,
    names,
    ...change,
  });
}

/** Shared by the tests of a file; its threads do not keep a process alive. */
export const crew = createFileCrew();

export function optionsOf(change: Partial<WriteExportOptions> = {}): WriteExportOptions {
  return {
    signal: new AbortController().signal,
    onProgress: () => undefined,
    writeClip: writeWavClip,
    crew,
    sourcePaths: [],
    programVersion: '0.1.0',
    exportedAt: '2026-11-22T11:00:00Z',
    ...change,
  };
}

/** Every file below a folder with its text, hidden ones included, to see that nothing changed. */
export async function snapshot(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files: Record<string, string> = {};
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    files[path.slice(folder.length + 1)] = entry.isFile() ? await readFile(path, 'base64') : 'folder';
  }
  return files;
}
