import { join } from 'node:path';
import * as z from 'zod';
import type { KnownFileRow, RecordingFactsRow } from '../../../db/queries/recording-queries.ts';
import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import { readRecording } from '../../core/intake/read-recording.ts';
import { recordedTime } from '../../core/intake/recorded-time.ts';
import { scanFolder, type FoundFile } from '../../core/intake/scan-folder.ts';
import type { EngineContext } from '../engine-context.ts';
import { nameNewRecordings } from '../source-names.ts';
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
  const timeZone = queries.sources.byId(source.id)?.timeZone ?? null;
  const seen = new Set<string>();
  let done = 0;
  let failed = 0;
  let hasTouchedKnown = false;
  try {
    for await (const files of scanFolder(source.path, job.signal)) {
      const rows = await readNewFiles({ ...source, timeZone }, files, known);
      takeIn(context, rows, known);
      hasTouchedKnown ||= rows.some((row) => known.has(row.relativePath));
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
  nameNewRecordings(context, source.id);
  hasTouchedKnown = markMissing(context, known, seen) > 0 || hasTouchedKnown;
  if (hasTouchedKnown) {
    // Only what a ranking may already hold makes it worth reading anew.
    events.announce('run/changed', { runId: null });
  }
  job.progress({ done, total: done, failed });
  events.announce('source/changed', {});
  return succeed(null);
}

interface ReadSource {
  readonly id: number;
  readonly path: string;
  readonly timeZone: string | null;
}

async function readNewFiles(
  source: ReadSource,
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

/** A file that was missing, or was read before facts were kept, is read again although nothing about it may have changed. */
function isNewOrChanged(file: FoundFile, known: KnownFileRow | undefined): boolean {
  const { sizeBytes, modifiedMilliseconds: modifiedMs } = file;
  return (
    known === undefined ||
    known.isMissing === 1 ||
    known.lacksFacts === 1 ||
    isOtherFile({ sizeBytes, modifiedMs }, known)
  );
}

function isOtherFile(one: Pick<KnownFileRow, 'sizeBytes' | 'modifiedMs'>, other: KnownFileRow): boolean {
  return one.sizeBytes !== other.sizeBytes || one.modifiedMs !== other.modifiedMs;
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

async function factsRow(source: ReadSource, file: FoundFile): Promise<RecordingFactsRow> {
  const { info, recorder, facts, fault: readFault } = await readRecording(join(source.path, file.relativePath));
  const { recordedAt, remark } = recordedTime(facts.times, source.timeZone);
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
    facts: JSON.stringify(facts),
    timeRemark: remark,
    faultCode: fault?.code ?? null,
    faultMessage: fault?.message ?? null,
  };
}

/** Stores what was read. Scores of other bytes than these would be lies; a file that came back as it was keeps its own. */
function takeIn(
  { queries }: EngineContext,
  rows: readonly RecordingFactsRow[],
  known: ReadonlyMap<string, KnownFileRow>,
): void {
  queries.transaction(() => {
    for (const row of rows) {
      const before = known.get(row.relativePath);
      if (before !== undefined && isOtherFile(row, before)) {
        queries.scoring.forgetScores(before.id);
      } else if (before !== undefined && row.faultCode === null) {
        queries.scoring.retryRecording(before.id);
      }
    }
    queries.recordings.upsertAll(rows);
  });
}

function markMissing(
  { queries }: EngineContext,
  known: ReadonlyMap<string, KnownFileRow>,
  seen: ReadonlySet<string>,
): number {
  const gone = [...known.values()].filter((row) => !seen.has(row.relativePath) && row.isMissing === 0);
  queries.transaction(() => {
    gone.forEach((row) => {
      queries.recordings.markMissing(row.id);
    });
  });
  return gone.length;
}
