import { openLibrary } from '../../db/connection/open-library.ts';
import { prepareQueries } from '../../db/queries/index.ts';
import { unwrap } from '../../electron/contract/outcome.ts';

/** A recording with a known raw score (null: scored, no detection), or one that failed. */
export type KnownScore = { readonly raw: number | null } | { readonly failed: true };

/** A library of one source and one run whose scores are given: what a model would have left behind. */
export function fillLibrary(libraryFolder: string, label: string, scores: readonly KnownScore[]): void {
  const library = unwrap(openLibrary(libraryFolder));
  const queries = prepareQueries(library.database);
  const at = '2026-01-01T00:00:00.000Z';
  const sourceId = queries.sources.insert({
    path: '/known',
    name: 'known',
    role: 'positive',
    quality: 'low',
    site: null,
    recorder: null,
    timeZone: null,
    addedAt: at,
  });
  queries.recordings.upsertAll(scores.map((_, index) => recordingRow(sourceId, index)));
  const runId = addRun(queries, label, sourceId, at);
  const [runLabel] = queries.runs.labels(runId);
  const ids = queries.recordings
    .page({ sourceId, failedOnly: 0, limit: scores.length, offset: 0 })
    .map((row) => row.id);
  queries.scoring.enqueue(runId);
  queries.transaction(() => {
    scores.forEach((score, index) => {
      const recordingId = ids[index] ?? 0;
      if ('failed' in score) {
        queries.scoring.markFailed({ runId, recordingId, faultCode: 'damaged-file', faultMessage: 'Damaged.' });
      } else {
        queries.scoring.markScored(scoredFile(runId, runLabel?.id ?? 0, recordingId, score.raw));
      }
    });
  });
  library.close();
}

function recordingRow(sourceId: number, index: number) {
  const fileName = `${String(index).padStart(5, '0')}.wav`;
  return {
    sourceId,
    relativePath: fileName,
    fileName,
    sizeBytes: 288_044,
    modifiedMs: 0,
    format: 'WAV PCM 16-bit',
    sampleRate: 48_000,
    channels: 1,
    bitsPerSample: 16,
    frames: 144_000,
    durationSeconds: 3,
    recordedAt: null,
    recorder: null,
    warning: null,
    faultCode: null,
    facts: null,
    timeRemark: null,
    faultMessage: null,
  };
}

function addRun(
  queries: ReturnType<typeof prepareQueries>,
  label: string,
  sourceId: number,
  createdAt: string,
): number {
  const manifest = {
    manifestVersion: 1,
    id: 'known',
    name: 'known',
    family: 'waveform',
    sampleRate: 48_000,
    windowSamples: 144_000,
    hopSamples: 144_000,
    input: { name: 'input' },
    outputs: { scores: 'output' },
    activation: 'sigmoid',
    labels: [label],
  };
  const modelId = queries.models.insert({
    name: 'known',
    path: '/known.onnx',
    sha256: '0'.repeat(64),
    sizeBytes: 1,
    bundled: 0,
    manifest: JSON.stringify(manifest),
    labels: JSON.stringify([label]),
    addedAt: createdAt,
  });
  const settings = { sampleRate: 48_000, windowSamples: 144_000, hopSamples: 144_000, levelNormalisation: 'none' };
  const runId = queries.runs.insert({ modelId, name: 'known', settings: JSON.stringify(settings), createdAt });
  queries.runs.insertLabel({ runId, label, outputIndex: 0, position: 0 });
  queries.runs.insertSource(runId, sourceId);
  return runId;
}

function scoredFile(runId: number, runLabelId: number, recordingId: number, raw: number | null) {
  const scores = raw === null ? [] : [{ runLabelId, raw: Math.fround(raw), windowStart: 0 }];
  return { runId, recordingId, windowCount: 1, lastWindowStart: 0, windowScores: Buffer.alloc(4), scores };
}
