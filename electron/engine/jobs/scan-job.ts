import { join } from 'node:path';
import * as z from 'zod';
import type { KnownFileRow, RecordingFactsRow } from '../../../db/queries/recording-queries.ts';
import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import { readRecording } from '../../core/intake/read-recording.ts';
import { scanFolder, type FoundFile } from '../../core/intake/scan-folder.ts';
import type { EngineContext } from '../engine-context.ts';
import type { JobContext, JobDefinition } from './job-definition.ts';

export const scanParametersSchema = z.object({ sourceId: z.int() });

/** Headers read at once: enough to hide a slow card's latency. */
const parallelReads = 8;

/** Takes in what is new or changed in a source, and marks what is gone. */
export function createScanJob(context: EngineContext): JobDefinition {
  return {
    kind: 'scan',
    lane: 'files',
    run: async (rawParameters, job) => {
      const { sourceId } = scanParametersSchema.parse(rawParameters);
      const source = context.queries.sources.byId(sourceId);
      if (source === undefined) {
        return fail('not-found', 'This source was removed.');
      }
      return scanSource(context, job, { id: source.id, path: source.path });
    },
  };
}

export async function scanSource(
  context: EngineContext,
  job: Pick<JobContext, 'signal' | 'progress'>,
  source: { readonly id: number; readonly path: string },
): Promise<Outcome<null>> {
  const { queries, events } = context;
  const known = new Map(queries.recordings.knownIn(source.id).map((row) => [row.relativePath, row]));
  const seen = new Set<string>();
  let done = 0;
  let failed = 0;
  try {
    for await (const files of scanFolder(source.path, job.signal)) {
      const rows = await readNewFiles(source, files, known);
      forgetChanged(context, rows, known);
      queries.recordings.upsertAll(rows);
      files.forEach((file) => seen.add(file.relativePath));
      done += files.length;
      failed += rows.filter((row) => row.faultCode !== null).length;
      job.progress({ done, total: 0, failed });
      events.announce('source/changed', {});
    }
  } catch (error) {
    if (job.signal.aborted) {
      return fail('cancelled', 'The scan was stopped. What it had found is kept; rescan the source to go on.');
    }
    throw error;
  }
  markMissing(context, known, seen);
  job.progress({ done, total: done, failed });
  events.announce('source/changed', {});
  return succeed(null);
}

async function readNewFiles(
  source: { readonly id: number; readonly path: string },
  files: readonly FoundFile[],
  known: ReadonlyMap<string, KnownFileRow>,
): Promise<RecordingFactsRow[]> {
  const fresh = files.filter((file) => isNewOrChanged(file, known.get(file.relativePath)));
  const rows: RecordingFactsRow[] = [];
  for (let first = 0; first < fresh.length; first += parallelReads) {
    const group = fresh.slice(first, first + parallelReads);
    rows.push(...(await Promise.all(group.map((file) => factsRow(source, file)))));
  }
  return rows;
}

function isNewOrChanged(file: FoundFile, known: KnownFileRow | undefined): boolean {
  return known?.sizeBytes !== file.sizeBytes || known.modifiedMs !== file.modifiedMilliseconds;
}

/** The audio columns of a file that is none. */
const noAudio = {
  format: null,
  sampleRate: null,
  channels: null,
  bitsPerSample: null,
  frames: null,
  durationSeconds: null,
  warning: null,
};

async function factsRow(
  source: { readonly id: number; readonly path: string },
  file: FoundFile,
): Promise<RecordingFactsRow> {
  const { info, recordedAt, recorder, fault: readFault } = await readRecording(join(source.path, file.relativePath));
  const fault = file.issue ?? readFault;
  return {
    sourceId: source.id,
    relativePath: file.relativePath,
    fileName: file.fileName,
    sizeBytes: file.sizeBytes,
    modifiedMs: file.modifiedMilliseconds,
    ...(info ?? noAudio),
    recordedAt,
    recorder,
    faultCode: fault?.code ?? null,
    faultMessage: fault?.message ?? null,
  };
}

/** Scores of other bytes than these would be lies. */
function forgetChanged(
  context: EngineContext,
  rows: readonly RecordingFactsRow[],
  known: ReadonlyMap<string, KnownFileRow>,
): void {
  for (const row of rows) {
    const before = known.get(row.relativePath);
    if (before !== undefined) {
      context.queries.scoring.forgetScores(before.id);
    }
  }
}

function markMissing(
  context: EngineContext,
  known: ReadonlyMap<string, KnownFileRow>,
  seen: ReadonlySet<string>,
): void {
  for (const [relativePath, row] of known) {
    if (!seen.has(relativePath)) {
      context.queries.recordings.markMissing(row.id);
    }
  }
}
