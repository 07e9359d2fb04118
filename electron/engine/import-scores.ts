import type { ImportPreview, ImportPreviewRequest, ImportProgress, ImportRequest } from '../contract/import.ts';
import { fail, succeed, type Outcome } from '../contract/outcome.ts';
import { describeImport, type ReadImport } from '../core/import/describe-import.ts';
import { dialects } from '../core/import/dialects/index.ts';
import { findTables, tableOfText } from '../core/import/find-tables.ts';
import { MatchedScores } from '../core/import/matched-scores.ts';
import { Pace } from '../core/import/pace.ts';
import { readTable, type ReadTable, type TableInput } from '../core/import/read-table.ts';
import { ScoreCollector } from '../core/import/score-collector.ts';
import { findTargetBests } from '../core/import/target-bests.ts';
import type { EngineContext } from './engine-context.ts';
import { readRecordings, type ImportRecording } from './import-recordings.ts';
import { storeImport } from './store-import.ts';

/** How far the work is; told as often as it likes. */
type Tell = (stage: ImportProgress['stage'], done: number, total: number) => void;

interface ImportWork {
  readonly signal: AbortSignal;
  readonly tell: Tell;
}

export interface EngineImport extends ReadImport {
  readonly sourceIds: readonly number[];
  readonly recordings: readonly ImportRecording[];
}

/** What tables hold and what they are about. Errors: `file-missing`, `file-unreadable`, `invalid-input`, `not-found`. */
export async function previewImport(
  context: EngineContext,
  request: ImportPreviewRequest,
  signal: AbortSignal,
): Promise<Outcome<ImportPreview>> {
  const read = await readImport(context, request, { signal, tell: tellerOf(context, request) });
  return read.ok ? succeed(describeImport(read.value)) : read;
}

/**
 * Makes a run of tables: all of it, or nothing where it is cancelled. Errors: those of `previewImport`, and whatever its
 * preview calls a problem.
 */
export async function importScores(
  context: EngineContext,
  request: ImportRequest,
  signal: AbortSignal,
): Promise<Outcome<{ readonly runId: number; readonly preview: ImportPreview }>> {
  const tell = tellerOf(context, request);
  const read = await readImport(context, request, { signal, tell });
  if (!read.ok) {
    return read;
  }
  const preview = describeImport(read.value);
  if (preview.problem !== null) {
    return fail('invalid-input', preview.problem);
  }
  const runId = await storeImport(
    context,
    { request, read: read.value, preview },
    {
      signal,
      onProgress: (done, total) => {
        tell('storing', done, total);
      },
    },
  );
  return succeed({ runId, preview });
}

const announceEveryMilliseconds = 150;

/** Announces progress now and then to whoever asked for it by an id. */
function tellerOf({ events }: EngineContext, { progressId }: ImportPreviewRequest): Tell {
  let announced = Number.NEGATIVE_INFINITY;
  let lastStage: string | null = null;
  return (stage, done, total) => {
    const now = performance.now();
    if (progressId !== undefined && (stage !== lastStage || now - announced >= announceEveryMilliseconds)) {
      announced = now;
      lastStage = stage;
      events.announce('import/progress', { progressId, stage, done, total });
    }
  };
}

async function readImport(
  context: EngineContext,
  request: ImportPreviewRequest,
  work: ImportWork,
): Promise<Outcome<EngineImport>> {
  const unknown = request.dialect !== undefined && !dialects.some(({ id }) => id === request.dialect);
  if (unknown) {
    return fail('invalid-input', `There is no kind of table “${request.dialect}”. There are: ${dialectIds()}.`);
  }
  const sources = chosenSources(context, request);
  if (!sources.ok) {
    return sources;
  }
  const inputs = await tablesOf(request, work.signal);
  if (!inputs.ok) {
    return inputs;
  }
  const collector = new ScoreCollector({ labels: request.labels, models: request.models ?? null });
  const tables = await readAll(inputs.value, request, { collector, ...work });
  if (!tables.ok) {
    return tables;
  }
  const pace = new Pace(work.signal);
  work.tell('matching', 0, 0);
  const recordings = await readRecordings(context, sources.value, pace);
  const scores = await MatchedScores.of(collector, recordings, {
    listed: request.listed,
    pace,
    onProgress: (done, total) => {
      work.tell('matching', done, total);
    },
  });
  const names = new Map(sources.value.map(({ path, name }) => [path, name]));
  return succeed({
    request,
    tables: tables.value,
    collector,
    scores,
    recordings,
    bests: await findTargetBests(request.labels, { collector, scores, pace }),
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
  { dialect, mapping, scale }: ImportPreviewRequest,
  { collector, signal, tell }: ImportWork & { readonly collector: ScoreCollector },
): Promise<Outcome<ReadTable[]>> {
  const options = {
    dialectId: dialect ?? (mapping === undefined ? null : 'generic'),
    mapping: mapping ?? null,
    scale: scale ?? null,
    signal,
  };
  const tables: ReadTable[] = [];
  for (const [index, input] of inputs.entries()) {
    signal.throwIfAborted();
    tell('reading', index, inputs.length);
    const onRead = (fraction: number): void => {
      tell('reading', index + fraction, inputs.length);
    };
    try {
      tables.push(await readTable(input, { ...options, onRead }, collector));
    } catch (error) {
      signal.throwIfAborted();
      return fail('file-unreadable', `${input.path} cannot be read. Check that you may open it.`, String(error));
    }
  }
  return succeed(tables);
}
