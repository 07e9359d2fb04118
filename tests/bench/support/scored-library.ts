import { openLibrary } from '../../../db/connection/open-library.ts';
import { prepareQueries, type Queries } from '../../../db/queries/index.ts';
import { unwrap } from '../../../electron/contract/outcome.ts';
import { seededRandom } from '../../support/random.ts';
import { recordingName } from './recordings.ts';

export interface ScoredLibraryOptions {
  readonly recordings: number;
  /** Cards, all of the same size; each is another recorder. */
  readonly sources: number;
  /** Where the first source's files are, if there are any. */
  readonly folder?: string;
  /** Size and modification time of those files, in the order of `recordingName`. */
  readonly files?: readonly { readonly sizeBytes: number; readonly modifiedMs: number }[];
  readonly findings?: number;
  /** Every so manyth recording has the same content as the one before it; no hashes where absent. */
  readonly copiesEvery?: number;
}

export interface ScoredLibrary {
  readonly runId: number;
  readonly labels: readonly [string];
  readonly sourceIds: readonly number[];
}

const label = 'RADR';
const at = '2026-01-01T00:00:00.000Z';

/** What a finished run of a model leaves behind, written straight through db/queries in one transaction. */
export function fillScoredLibrary(libraryFolder: string, options: ScoredLibraryOptions): ScoredLibrary {
  const library = unwrap(openLibrary(libraryFolder));
  try {
    const queries = prepareQueries(library.database);
    return queries.transaction(() => fill(queries, options));
  } finally {
    library.close();
  }
}

function fill(queries: Queries, options: ScoredLibraryOptions): ScoredLibrary {
  const perSource = Math.ceil(options.recordings / options.sources);
  const sourceIds = Array.from({ length: options.sources }, (_, index) => insertSource(queries, index, options.folder));
  const runId = insertRun(queries, sourceIds);
  sourceIds.forEach((sourceId, source) => {
    const count = Math.min(perSource, options.recordings - source * perSource);
    insertRecordings(queries, { sourceId, source, count, files: source === 0 ? (options.files ?? []) : [] });
  });
  queries.scoring.enqueue(runId);
  insertScores(queries, runId, options.recordings);
  insertFindings(queries, options.recordings, options.findings ?? 0);
  if (options.copiesEvery !== undefined) {
    insertHashes(queries, options.recordings, options.copiesEvery);
  }
  return { runId, labels: [label], sourceIds };
}

function insertSource(queries: Queries, index: number, folder: string | undefined): number {
  return queries.sources.insert({
    path: index === 0 && folder !== undefined ? folder : `/cards/recorder-${index}`,
    name: `card-${index}`,
    role: 'negative',
    quality: null,
    site: `Pond ${index}`,
    recorder: `recorder-${index}`,
    timeZone: null,
    addedAt: at,
  });
}

interface CardOptions {
  readonly sourceId: number;
  readonly source: number;
  readonly count: number;
  readonly files: NonNullable<ScoredLibraryOptions['files']>;
}

function insertRecordings(queries: Queries, { sourceId, source, count, files }: CardOptions): void {
  const chunk = 10_000;
  for (let first = 0; first < count; first += chunk) {
    queries.recordings.upsertAll(
      Array.from({ length: Math.min(chunk, count - first) }, (_, index) =>
        recordingRow({ sourceId, source, index: first + index, file: files[first + index] }),
      ),
    );
  }
}

interface RowOptions {
  readonly sourceId: number;
  readonly source: number;
  readonly index: number;
  readonly file: { readonly sizeBytes: number; readonly modifiedMs: number } | undefined;
}

function recordingRow({ sourceId, source, index, file }: RowOptions) {
  const fileName = recordingName(index);
  return {
    sourceId,
    relativePath: file === undefined ? `night-${Math.floor(index / 5_000)}/${fileName}` : fileName,
    fileName,
    sizeBytes: file?.sizeBytes ?? 288_044,
    modifiedMs: file?.modifiedMs ?? 0,
    format: 'WAV PCM 16-bit',
    sampleRate: 48_000,
    channels: 1,
    bitsPerSample: 16,
    frames: 144_000,
    durationSeconds: 3,
    recordedAt: new Date(Date.UTC(2024, 2, 1) + 1000 * index).toISOString(),
    recorder: `AudioMoth-${source}`,
    warning: null,
    faultCode: null,
    facts: null,
    timeRemark: null,
    faultMessage: null,
  };
}

function insertRun(queries: Queries, sourceIds: readonly number[]): number {
  const settings = { sampleRate: 48_000, windowSamples: 144_000, hopSamples: 144_000 };
  const manifest = {
    ...settings,
    manifestVersion: 1,
    id: 'known',
    name: 'Known scores',
    family: 'waveform',
    input: { name: 'input' },
    outputs: { scores: 'output' },
    activation: 'sigmoid',
    labels: [label],
  };
  const modelId = queries.models.insert({
    name: manifest.name,
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
    name: 'Known scores',
    settings: JSON.stringify({ ...settings, levelNormalisation: 'none' }),
    createdAt: at,
  });
  queries.runs.insertLabel({ runId, label, outputIndex: 0, position: 0 });
  sourceIds.forEach((sourceId) => {
    queries.runs.insertSource(runId, sourceId);
  });
  return runId;
}

/** Logits around −2: about one recording in ten is above p = 0.5. Recordings of a new library have the ids 1, 2, 3, … */
function insertScores(queries: Queries, runId: number, recordings: number): void {
  const random = seededRandom(1);
  const runLabelId = queries.runs.labels(runId)[0]?.id ?? 0;
  for (let recordingId = 1; recordingId <= recordings; recordingId += 1) {
    const raw = Math.fround(-2 + 1.6 * (random() + random() + random() + random() - 2) * 1.7);
    queries.scoring.markScored({
      runId,
      recordingId,
      windowCount: 1,
      lastWindowStart: 0,
      windowScores: Buffer.from(Float32Array.of(raw).buffer),
      scores: [{ runLabelId, raw, windowStart: 0 }],
    });
  }
}

function insertFindings(queries: Queries, recordings: number, findings: number): void {
  const verdicts = ['present', 'absent', 'unsure'] as const;
  for (let index = 0; index < findings; index += 1) {
    queries.findings.insert({
      recordingId: 1 + Math.floor((index * recordings) / findings),
      label,
      verdict: verdicts[index % 3] ?? null,
      reviewer: 'bench',
      note: null,
      at,
      undoes: null,
    });
  }
}

/** Recordings without files: 288,044 bytes of time 0 each. */
function insertHashes(queries: Queries, recordings: number, copiesEvery: number): void {
  const chunk = 10_000;
  for (let first = 1; first <= recordings; first += chunk) {
    queries.recordings.rememberHashes(
      Array.from({ length: Math.min(chunk, recordings - first + 1) }, (_, offset) => {
        const id = first + offset;
        const content = id % copiesEvery === 0 ? id - 1 : id;
        return { id, sizeBytes: 288_044, modifiedMs: 0, sha256: content.toString(16).padStart(64, '0') };
      }),
    );
  }
}
