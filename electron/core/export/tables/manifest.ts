import { stringify } from 'csv-stringify/sync';
import { decisionOf } from '../../subsets/decisions.ts';
import type { ExportMember, ExportSubset } from '../export-subset.ts';
import { scoreOf, type ExportedFile } from '../exported-file.ts';
import { shortestFloat32 } from './shortest-float32.ts';
import type { TableKind } from './table.ts';

export const manifestColumns = [
  'exported_name',
  'original_path',
  'source',
  'relative_path',
  'sha256',
  'bytes',
  'from_seconds',
  'to_seconds',
  'channel',
  'scored_channel',
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
  'subset',
  'purpose',
  'role',
  'quality',
  'call_type',
  'site',
] as const;

type Cell = string | number | null;

function scoreText(score: number | null): string | null {
  return score === null || Number.isNaN(score) ? null : shortestFloat32(score);
}

type SubsetColumn = 'decision' | 'label' | 'run' | 'model' | 'model_sha256' | 'subset' | 'purpose';

function subsetCells(member: ExportMember, subsets: readonly ExportSubset[]): Record<SubsetColumn, Cell> {
  const [first] = subsets;
  if (first === undefined) {
    return { decision: null, label: null, run: null, model: null, model_sha256: null, subset: null, purpose: null };
  }
  return {
    decision: decisionOf(member.verdict, first.settings.purpose),
    label: first.settings.label,
    run: first.run.name,
    model: first.model.name,
    model_sha256: first.model.sha256,
    subset: subsets.map(({ name }) => name).join('; '),
    purpose: first.settings.purpose,
  };
}

function row(file: ExportedFile): Cell[] {
  const { member, planned, written, subsets } = file;
  const { part, exportedName } = planned;
  const score = scoreOf(file);
  const cells: Record<(typeof manifestColumns)[number], Cell> = {
    exported_name: exportedName,
    original_path: member.absolutePath,
    source: member.sourceName,
    relative_path: member.relativePath,
    sha256: written.sha256,
    bytes: written.bytes,
    from_seconds: part?.fromSeconds ?? 0,
    to_seconds: part?.toSeconds ?? member.durationSeconds,
    channel: part === null ? 'all' : (part.channel ?? 'mix'),
    scored_channel: member.scoredChannel,
    raw_score: scoreText(score.raw),
    confidence: scoreText(score.confidence),
    rank: member.rank,
    finding: member.verdict,
    reviewer: member.reviewer,
    note: member.note,
    recorder: member.recorder,
    recorded_at: member.recordedAt,
    role: member.role,
    quality: member.quality,
    call_type: member.callType,
    site: member.site,
    ...subsetCells(member, subsets),
  };
  return manifestColumns.map((column) => cells[column]);
}

/**
 * `manifest.csv` of a folder by RFC 4180, one row a file in rank order. `sha256` is that of the exported file;
 * `from_seconds` and `to_seconds` say which part of the original it is, `channel` which of its channels it holds: `all` as
 * they are, their `mix`, or a number from 1; `scored_channel` is what the model heard, empty where scores came from
 * elsewhere; scores are the shortest decimals that read back as float32; `subset` names every subset of the folder that
 * holds the recording.
 */
export function manifestText(files: readonly ExportedFile[]): string {
  return stringify([[...manifestColumns], ...files.map(row)], {
    record_delimiter: '\r\n',
    // A lone line feed is no record delimiter here, and would be left bare.
    quoted_match: /[\r\n]/u,
  });
}

/** Always there: what the export is worth without Earmark. */
export const manifestTable: TableKind = {
  id: 'manifest',
  label: 'Manifest',
  description: 'Where each file comes from, its score, rank and decision.',
  fileName: 'manifest.csv',
  text: ({ files }) => manifestText(files),
};
