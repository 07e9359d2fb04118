import { createHash } from 'node:crypto';
import type { ImportPreview, ImportPreviewRequest, ImportRequest } from '../contract/import.ts';
import { importedFamily, type Activation, type ModelManifest } from '../contract/models.ts';
import { fail, succeed, type Outcome } from '../contract/outcome.ts';
import type { RunSettings } from '../contract/runs.ts';
import { describeImport, isLogit, type ReadImport } from '../core/import/describe-import.ts';
import { dialects } from '../core/import/dialects/index.ts';
import { findTables, tableOfText } from '../core/import/find-tables.ts';
import { matchScores, type MatchedRecording } from '../core/import/matched-scores.ts';
import type { Matchable } from '../core/import/match-recordings.ts';
import { readTable, type ReadTable, type TableInput } from '../core/import/read-table.ts';
import { ScoreCollector } from '../core/import/score-collector.ts';
import type { EngineContext } from './engine-context.ts';

/** Windows of imported scores are counted in samples of this rate: fine enough for any table's decimals. */
const nominalRate = 48_000;

/** What tables hold and what they are about. Errors: `file-missing`, `file-unreadable`, `invalid-input`, `not-found`. */
export async function previewImport(
  context: EngineContext,
  request: ImportPreviewRequest,
  signal: AbortSignal,
): Promise<Outcome<ImportPreview>> {
  const read = await readImport(context, request, signal);
  return read.ok ? succeed(describeImport(read.value)) : read;
}

/** Makes a run of tables, in one transaction. Errors: those of `previewImport`, and whatever its preview calls a problem. */
export async function importScores(
  context: EngineContext,
  request: ImportRequest,
  signal: AbortSignal,
): Promise<Outcome<{ readonly runId: number; readonly preview: ImportPreview }>> {
  const read = await readImport(context, request, signal);
  if (!read.ok) {
    return read;
  }
  const preview = describeImport(read.value);
  if (preview.problem !== null) {
    return fail('invalid-input', preview.problem);
  }
  const runId = context.queries.transaction(() => storeRun(context, request, { read: read.value, preview }));
  return succeed({ runId, preview });
}

async function readImport(
  context: EngineContext,
  request: ImportPreviewRequest,
  signal: AbortSignal,
): Promise<Outcome<ReadImport & { readonly sourceIds: readonly number[] }>> {
  const unknown = request.dialect !== undefined && !dialects.some(({ id }) => id === request.dialect);
  if (unknown) {
    return fail('invalid-input', `There is no kind of table “${request.dialect}”. There are: ${dialectIds()}.`);
  }
  const sources = chosenSources(context, request);
  if (!sources.ok) {
    return sources;
  }
  const tables = await tablesOf(request, signal);
  if (!tables.ok) {
    return tables;
  }
  const collector = new ScoreCollector({ labels: request.labels, models: request.models ?? null });
  const read = await readAll(tables.value, request, { collector, signal });
  if (!read.ok) {
    return read;
  }
  const recordings = sources.value.flatMap(({ id, path }) =>
    context.queries.imports
      .recordingsOf(id)
      .map(({ id: recordingId, relativePath }): Matchable => ({ id: recordingId, sourcePath: path, relativePath })),
  );
  const names = new Map(sources.value.map(({ path, name }) => [path, name]));
  return succeed({
    request,
    tables: read.value,
    collector,
    scores: matchScores([...collector.files.values()], recordings),
    recordings: recordings.length,
    nameOf: ({ sourcePath, relativePath }) => `${names.get(sourcePath) ?? sourcePath}/${relativePath}`,
    sourceIds: sources.value.map(({ id }) => id),
  });
}

function dialectIds(): string {
  return dialects.map(({ id }) => id).join(', ');
}

function chosenSources(
  { queries }: EngineContext,
  { sourceIds }: ImportPreviewRequest,
): Outcome<{ readonly id: number; readonly path: string; readonly name: string }[]> {
  const sources = queries.sources.list().filter(({ id }) => sourceIds?.includes(id) ?? true);
  return sources.length === 0
    ? fail('not-found', 'There is no source yet whose recordings the tables could be about. Add their folder first.')
    : succeed(sources);
}

async function tablesOf(
  { paths, texts }: ImportPreviewRequest,
  signal: AbortSignal,
): Promise<Outcome<readonly TableInput[]>> {
  if (paths.length + texts.length === 0) {
    return fail('invalid-input', 'Choose at least one table of scores.');
  }
  const given = texts.map(({ fileName, text }) => tableOfText(fileName, text));
  const found: Outcome<TableInput[]> = paths.length === 0 ? succeed([]) : await findTables(paths, signal);
  return found.ok ? succeed([...found.value, ...given]) : found;
}

async function readAll(
  inputs: readonly TableInput[],
  { dialect, mapping }: ImportPreviewRequest,
  { collector, signal }: { readonly collector: ScoreCollector; readonly signal: AbortSignal },
): Promise<Outcome<ReadTable[]>> {
  const options = { dialectId: dialect ?? (mapping === undefined ? null : 'generic'), mapping: mapping ?? null };
  const tables: ReadTable[] = [];
  for (const input of inputs) {
    signal.throwIfAborted();
    try {
      tables.push(await readTable(input, options, collector));
    } catch (error) {
      signal.throwIfAborted();
      return fail('file-unreadable', `${input.path} cannot be read. Check that you may open it.`, String(error));
    }
  }
  return succeed(tables);
}

interface ReadyImport {
  readonly read: ReadImport & { readonly sourceIds: readonly number[] };
  readonly preview: ImportPreview;
}

function storeRun(context: EngineContext, request: ImportRequest, ready: ReadyImport): number {
  const { runs } = context.queries;
  const { preview, read } = ready;
  const labels = [...new Set(preview.targets.map(({ label }) => label))];
  const settings = settingsOf(request, ready, longestRecording(context, read));
  const { id: modelId, name } = insertModel(context, { settings, labels, isLogit: isLogit(read.tables) });
  const runId = runs.insert({
    modelId,
    name: request.name ?? `${name} · ${labels.join(', ')}`,
    settings: JSON.stringify(settings),
    createdAt: context.now(),
  });
  labels.forEach((label, position) => {
    runs.insertLabel({ runId, label, outputIndex: position, position });
  });
  read.sourceIds.forEach((sourceId) => {
    runs.insertSource(runId, sourceId);
  });
  insertScores(context, { runId, labels, ready, unlisted: request.unlisted });
  return runId;
}

interface ScoresToStore {
  readonly runId: number;
  readonly labels: readonly string[];
  readonly ready: ReadyImport;
  readonly unlisted: ImportRequest['unlisted'];
}

function insertScores({ queries }: EngineContext, { runId, labels, ready, unlisted }: ScoresToStore): void {
  const { imports, runs } = queries;
  const runLabels = runs.labels(runId);
  const targetLabels = ready.preview.targets.map(({ label }) => runLabels[labels.indexOf(label)]?.id ?? 0);
  if (unlisted === 'zero') {
    imports.coverAll(runId);
  }
  for (const { recording, best } of ready.read.scores.recordings.values()) {
    if (unlisted === 'left-out') {
      imports.cover(runId, recording.id);
    }
    for (const [runLabelId, { score, start }] of bestOfLabels(best, targetLabels)) {
      imports.insertScore({
        runLabelId,
        recordingId: recording.id,
        raw: Math.fround(score),
        windowStart: Math.round((start ?? 0) * nominalRate),
      });
    }
  }
}

/** Two targets may be names of one label, scientific and common. */
function bestOfLabels(
  best: MatchedRecording['best'],
  targetLabels: readonly number[],
): Map<number, NonNullable<MatchedRecording['best'][number]>> {
  const byLabel = new Map<number, NonNullable<MatchedRecording['best'][number]>>();
  best.forEach((score, target) => {
    const runLabelId = targetLabels[target] ?? 0;
    if (score !== undefined && score.score > (byLabel.get(runLabelId)?.score ?? Number.NEGATIVE_INFINITY)) {
      byLabel.set(runLabelId, score);
    }
  });
  return byLabel;
}

/** A score without a time is about the whole recording, so that nothing is cut out of it on export. */
function longestRecording({ queries }: EngineContext, { sourceIds }: ReadyImport['read']): number {
  return queries.imports.longestOf(sourceIds) ?? 3;
}

function settingsOf(request: ImportRequest, { preview, read }: ReadyImport, longest: number): RunSettings {
  const usable = preview.tables.filter(({ ignored }) => ignored === null);
  const hasTimes = preview.windowSeconds !== null;
  const windowSamples = Math.max(1, Math.ceil((preview.windowSeconds ?? longest) * nominalRate));
  return {
    sampleRate: nominalRate,
    windowSamples,
    hopSamples: windowSamples,
    levelNormalisation: 'none',
    topLabels: 0,
    sensitivity: 1,
    activation: null,
    imported: {
      dialects: [...new Set(usable.flatMap(({ dialect }) => dialect ?? []))],
      tables: [...request.paths, ...request.texts.map(({ fileName }) => fileName)],
      models: [...read.collector.models.keys()].filter(
        (name) => name !== '' && (request.models?.includes(name) ?? true),
      ),
      rounding: preview.rounding,
      unlisted: request.unlisted,
      hasTimes,
    },
  };
}

interface ModelToInsert {
  readonly settings: RunSettings;
  readonly labels: readonly string[];
  readonly isLogit: boolean;
}

/** A row that stands for the model elsewhere: there is no file, and its hash is that of what is known of it. */
function insertModel(
  { queries, now }: EngineContext,
  { settings, labels, isLogit: hasLogits }: ModelToInsert,
): { readonly id: number; readonly name: string } {
  const { imported, sampleRate, windowSamples, hopSamples } = settings;
  const program = [...(imported?.dialects ?? []), ...(imported?.models ?? [])].join(' · ');
  const name = `imported: ${program}`;
  const activation: Activation = hasLogits ? 'sigmoid' : 'none';
  const manifest: ModelManifest = {
    manifestVersion: 1,
    id: importedFamily,
    name,
    family: importedFamily,
    description: `Scores that were made in another program, from ${imported?.tables.join(', ') ?? ''}`,
    licence: '',
    sampleRate,
    windowSamples,
    hopSamples,
    input: { name: 'none' },
    outputs: { scores: 'none' },
    activation,
    levelNormalisation: 'none',
    labels: [...labels],
    suggestedTargets: [],
    displayBands: {},
  };
  const text = JSON.stringify(manifest);
  const id = queries.models.insert({
    name,
    path: imported?.tables[0] ?? '',
    sha256: createHash('sha256').update(text).digest('hex'),
    sizeBytes: 0,
    bundled: 0,
    manifest: text,
    labels: JSON.stringify(labels),
    addedAt: now(),
  });
  return { id, name };
}
