import { openLibrary } from '../../db/connection/open-library.ts';
import { prepareQueries, type Queries } from '../../db/queries/index.ts';
import type { Role } from '../../electron/contract/identifiers.ts';
import { unwrap } from '../../electron/contract/outcome.ts';

/** A recording with a known score, and what rules can know of it. */
export interface KnownRecording {
  readonly path: string;
  /** null: a zero score. */
  readonly raw: number | null;
  readonly recordedAt?: string;
  readonly recorder?: string;
  readonly sha256?: string;
}

export interface KnownSource {
  readonly name: string;
  readonly role: Role;
  readonly recorder?: string;
  readonly site?: string;
  readonly timeZone?: string;
  readonly recordings: readonly KnownRecording[];
}

const at = '2026-01-01T00:00:00.000Z';
const sizeBytes = 288_044;

/** A library of several sources and one finished run over them, as scans, a model and an export would have left it. */
export function fillSources(libraryFolder: string, label: string, sources: readonly KnownSource[]): void {
  const library = unwrap(openLibrary(libraryFolder));
  try {
    const queries = prepareQueries(library.database);
    queries.transaction(() => {
      fill(queries, label, sources);
    });
  } finally {
    library.close();
  }
}

function fill(queries: Queries, label: string, sources: readonly KnownSource[]): void {
  const sourceIds = sources.map((source) => insertSource(queries, source));
  const { runId, runLabelId } = insertRun(queries, label, sourceIds);
  queries.scoring.enqueue(runId);
  sources.forEach((source, index) => {
    const sourceId = sourceIds[index] ?? 0;
    const rows = queries.recordings.page({ sourceId, failedOnly: 0, limit: source.recordings.length, offset: 0 });
    const idByPath = new Map(rows.map((row) => [row.relativePath, row.id]));
    for (const { path, raw, sha256 } of source.recordings) {
      const recordingId = idByPath.get(path) ?? 0;
      const scores = raw === null ? [] : [{ runLabelId, raw: Math.fround(raw), windowStart: 0 }];
      const windowScores = Buffer.alloc(4);
      queries.scoring.markScored({ runId, recordingId, windowCount: 1, lastWindowStart: 0, windowScores, scores });
      if (sha256 !== undefined) {
        queries.recordings.rememberHashes([{ id: recordingId, sizeBytes, modifiedMs: 0, sha256 }]);
      }
    }
  });
}

function insertSource(queries: Queries, source: KnownSource): number {
  const { name, role, recordings } = source;
  const sourceId = queries.sources.insert({
    path: `/${name}`,
    name,
    role,
    quality: null,
    site: source.site ?? null,
    recorder: source.recorder ?? null,
    timeZone: source.timeZone ?? null,
    addedAt: at,
  });
  queries.recordings.upsertAll(
    recordings.map(({ path, recordedAt, recorder }) => ({
      sourceId,
      relativePath: path,
      fileName: path.split('/').at(-1) ?? path,
      sizeBytes,
      modifiedMs: 0,
      format: 'WAV PCM 16-bit',
      sampleRate: 48_000,
      channels: 1,
      bitsPerSample: 16,
      frames: 144_000,
      durationSeconds: 3,
      recordedAt: recordedAt ?? null,
      recorder: recorder ?? null,
      warning: null,
      faultCode: null,
      facts: null,
      timeRemark: null,
      faultMessage: null,
    })),
  );
  return sourceId;
}

function insertRun(
  queries: Queries,
  label: string,
  sourceIds: readonly number[],
): { readonly runId: number; readonly runLabelId: number } {
  const settings = { sampleRate: 48_000, windowSamples: 144_000, hopSamples: 144_000 };
  const manifest = {
    ...settings,
    manifestVersion: 1,
    id: 'known',
    name: 'known',
    family: 'waveform',
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
    addedAt: at,
  });
  const runId = queries.runs.insert({
    modelId,
    name: 'known',
    settings: JSON.stringify({ ...settings, levelNormalisation: 'none' }),
    createdAt: at,
  });
  queries.runs.insertLabel({ runId, label, outputIndex: 0, position: 0 });
  sourceIds.forEach((sourceId) => {
    queries.runs.insertSource(runId, sourceId);
  });
  return { runId, runLabelId: queries.runs.labels(runId)[0]?.id ?? 0 };
}
