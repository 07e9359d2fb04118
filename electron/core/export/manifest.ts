import { stringify } from 'csv-stringify/sync';
import { decisionOf } from '../subsets/decisions.ts';
import type { ExportMember, ExportSubset } from './export-subset.ts';
import type { PlannedFile } from './plan-export.ts';
import { shortestFloat32 } from './shortest-float32.ts';

export const manifestName = 'manifest.csv';

/** What writing a file yielded. */
export interface WrittenFile {
  readonly bytes: number;
  readonly sha256: string;
  readonly modifiedMs: number;
}

/** One exported file of a tier: the member with the tier's own score and rank, what was planned and what was written. */
export interface ManifestEntry {
  readonly member: ExportMember;
  readonly planned: PlannedFile;
  readonly written: WrittenFile;
}

export const manifestColumns = [
  'exported_name',
  'original_path',
  'source',
  'relative_path',
  'sha256',
  'bytes',
  'from_seconds',
  'to_seconds',
  'raw_score',
  'confidence',
  'rank',
  'decision',
  'finding',
  'reviewer',
  'note',
  'label',
  'run',
  'model',
  'model_sha256',
  'recorder',
  'recorded_at',
] as const;

type Cell = string | number | null;

function scoreText(score: number | null): string | null {
  return score === null || Number.isNaN(score) ? null : shortestFloat32(score);
}

function row(subset: ExportSubset, { member, planned, written }: ManifestEntry): Cell[] {
  const { clip, exportedName } = planned;
  const cells: Record<(typeof manifestColumns)[number], Cell> = {
    exported_name: exportedName,
    original_path: member.absolutePath,
    source: member.sourceName,
    relative_path: member.relativePath,
    sha256: written.sha256,
    bytes: written.bytes,
    from_seconds: clip?.fromSeconds ?? 0,
    to_seconds: clip?.toSeconds ?? member.durationSeconds,
    raw_score: scoreText(member.raw),
    confidence: scoreText(member.confidence),
    rank: member.rank,
    decision: decisionOf(member.verdict, subset.settings.purpose),
    finding: member.verdict,
    reviewer: member.reviewer,
    note: member.note,
    label: subset.settings.label,
    run: subset.run.name,
    model: subset.model.name,
    model_sha256: subset.model.sha256,
    recorder: member.recorder,
    recorded_at: member.recordedAt,
  };
  return manifestColumns.map((column) => cells[column]);
}

/**
 * `manifest.csv` of a tier by RFC 4180, one row a file in rank order. `sha256` is that of the exported file; `from_seconds`
 * and `to_seconds` say which part of the original it is; scores are the shortest decimals that read back as float32.
 */
export function manifestText(subset: ExportSubset, entries: readonly ManifestEntry[]): string {
  return stringify([[...manifestColumns], ...entries.map((entry) => row(subset, entry))], {
    record_delimiter: '\r\n',
    // A lone line feed is no record delimiter here, and would be left bare.
    quoted_match: /[\r\n]/u,
  });
}
