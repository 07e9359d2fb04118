import { join, resolve } from 'node:path';
import type { ExportRequest } from '../contract/exports.ts';
import { fail, succeed, type Outcome } from '../contract/outcome.ts';
import { assignExportedNames, plainExportedName, type NamedRecording } from '../core/export/exported-name.ts';
import type { ExportMember, ExportSubset } from '../core/export/export-subset.ts';
import { planExport, type ExportPlan } from '../core/export/plan-export.ts';
import { nameKey } from '../core/export/safe-file-name.ts';
import { focusSeconds } from '../core/scoring/window-scores.ts';
import type { EngineContext } from './engine-context.ts';
import { bestWindowSeconds, rankedScore } from './ranked-score.ts';
import type { Ranking } from './rankings.ts';
import { windowScoresOf } from './stored-window-scores.ts';
import { readModel } from './stored-models.ts';
import type { SelectedSubset, SubsetMembers } from './subset-members.ts';

export interface PlannedRequest {
  readonly plan: ExportPlan;
  readonly subsets: readonly ExportSubset[];
  readonly names: ReadonlyMap<number, string>;
  readonly sourcePaths: readonly string[];
}

/** A trainer's window is 3 s in this field; a model's may be shorter, and a clip shorter than the trainer's would be padded. */
const shortestDefaultClipSeconds = 3;

/** Everything that an export request means, reckoned from the library; nothing is written. */
export function planRequest(
  context: EngineContext,
  members: SubsetMembers,
  request: ExportRequest,
): Outcome<PlannedRequest> {
  const subsets: ExportSubset[] = [];
  let clipSeconds = request.clipSeconds ?? shortestDefaultClipSeconds;
  for (const subsetId of request.subsetIds) {
    const selected = members.select(subsetId);
    if (!selected.ok) {
      return selected;
    }
    const subset = exportSubset(context, selected.value);
    if (!subset.ok) {
      return subset;
    }
    subsets.push(subset.value);
    clipSeconds = request.clipSeconds ?? Math.max(clipSeconds, selected.value.ranking.windowSeconds);
  }
  const names = exportedNames(context, subsets);
  const plan = planExport({ root: resolve(request.root), extent: request.extent, clipSeconds, subsets, names });
  return succeed({ plan, subsets, names, sourcePaths: context.queries.sources.list().map((source) => source.path) });
}

/**
 * Names for the members. Only recordings that could claim the same name, or have one already, are asked: so a name
 * depends on the library, not on what else was chosen, and a million recordings cost one walk over their file names.
 */
function exportedNames(context: EngineContext, subsets: readonly ExportSubset[]): Map<number, string> {
  const wanted = new Set(subsets.flatMap(({ members }) => members.map(({ fileName }) => stemKey(fileName))));
  const rivals: NamedRecording[] = [];
  for (const { id: recordingId, exportedName: existingName, ...row } of context.queries.recordings.named()) {
    if (existingName !== null || wanted.has(stemKey(row.fileName))) {
      rivals.push({ recordingId, existingName, ...row });
    }
  }
  return assignExportedNames(rivals);
}

function stemKey(fileName: string): string {
  return nameKey(plainExportedName(fileName));
}

function exportSubset(context: EngineContext, { subset, ranking, selection }: SelectedSubset): Outcome<ExportSubset> {
  const { settings } = subset;
  const run = context.queries.runs.byId(settings.runId);
  const model = run === undefined ? undefined : readModel(context.queries.models.byId(run.modelId));
  if (run === undefined || model === undefined) {
    return fail('not-found', `The run of the subset “${subset.name}” is no longer in the library.`);
  }
  return succeed({
    subsetId: subset.id,
    name: subset.name,
    family: subset.family,
    folder: subset.folder,
    rule: subset.rule,
    settings,
    counts: subset.counts,
    createdAt: subset.createdAt,
    run: { id: run.id, name: run.name, reading: ranking.reading },
    model: { name: model.manifest.name, sha256: model.sha256 },
    reviewers: context.queries.findings.reviewers(settings.label),
    members: Array.from(selection.members, (place) => exportMember(context, ranking, settings, place)),
  });
}

function exportMember(
  context: EngineContext,
  ranking: Ranking,
  { runId, label }: { readonly runId: number; readonly label: string },
  place: number,
): ExportMember {
  const recordingId = ranking.scores.recordingIds[place] ?? 0;
  const row = context.queries.exports.member(ranking.runLabelId, label, recordingId);
  if (row === undefined) {
    throw new Error(`Recording ${recordingId} is ranked but not in the library (run ${runId})`);
  }
  const { rank, raw, confidence, verdict } = rankedScore(ranking, place);
  return {
    ...bestWindowSeconds(ranking, row.windowStart),
    focusSeconds: focusOf(context, ranking, { runId, label, recordingId, windowStart: row.windowStart }),
    recordingId,
    rank,
    sourceName: row.sourceName,
    recorder: row.recorder,
    relativePath: row.relativePath,
    fileName: row.fileName,
    absolutePath: join(row.sourcePath, row.relativePath),
    sizeBytes: row.sizeBytes,
    modifiedMs: row.modifiedMs,
    // A repaired or exotic file is decoded and written anew: what the trainer gets must open everywhere.
    copyable: row.warning === null && (row.format?.startsWith('WAV') ?? false),
    sampleRate: row.sampleRate,
    durationSeconds: row.durationSeconds,
    recordedAt: row.recordedAt,
    raw,
    confidence,
    verdict,
    reviewer: verdict === null ? null : row.reviewer,
    note: row.note,
  };
}

interface FocusKey {
  readonly runId: number;
  readonly label: string;
  readonly recordingId: number;
  readonly windowStart: number | null;
}

/** Only recordings of several windows have more to say than their best window. */
function focusOf(context: EngineContext, ranking: Ranking, key: FocusKey): number | null {
  const best = bestWindowSeconds(ranking, key.windowStart).bestFromSeconds;
  const scores = best === null ? null : windowScoresOf(context, ranking, key, key.recordingId);
  return best === null || scores === null || scores.raw.length < 2
    ? null
    : focusSeconds(scores, best, ranking.windowSeconds);
}
