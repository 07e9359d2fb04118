import { removedAtOnce, type CoveredRow } from '../../db/queries/import-queries.ts';
import type { ImportPreview, ImportRequest } from '../contract/import.ts';
import type { RunSettings } from '../contract/runs.ts';
import { scaleOf } from '../core/import/describe-import.ts';
import { Pace } from '../core/import/pace.ts';
import type { BestScore } from '../core/import/score-collector.ts';
import type { EngineContext } from './engine-context.ts';
import { insertImportedModel } from './imported-model.ts';
import type { EngineImport } from './import-scores.ts';

/** Windows of imported scores are counted in samples of this rate: fine enough for any table's decimals. */
const nominalRate = 48_000;
/** Of a run that is not all there yet: no query shows it, and what an end leaves of it is removed at the next start. */
const incompleteSettings = JSON.stringify({ incomplete: true, imported: {} });

/** About as many pages of the log: 64 MB. */
const rowsOfLog = 16_000;

interface ReadyImport {
  readonly request: ImportRequest;
  readonly read: EngineImport;
  readonly preview: ImportPreview;
}

interface StoreOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
}

/** Stores a run in pieces between which others have their turn; it is seen once it is complete. Gives its id. */
export async function storeImport(
  context: EngineContext,
  ready: ReadyImport,
  { signal, onProgress }: StoreOptions,
): Promise<number> {
  const { imports, runs } = context.queries;
  const labels = [...new Set(ready.preview.targets.map(({ label }) => label))];
  const settings = settingsOf(ready, longestRecording(context, ready.read));
  const run = context.queries.transaction(() => beginRun(context, ready, { labels, settings }));
  imports.holdBack(true);
  try {
    const toStore = scoresToStore(context, { runId: run.id, labels, ready });
    await storeAll(context, inStoredOrder(ready.read.recordings), { toStore, signal, onProgress });
    runs.update({ id: run.id, name: run.name, settings: JSON.stringify(settings) });
    return run.id;
  } catch (error) {
    await discardIncomplete(context, run.id);
    throw error;
  } finally {
    imports.holdBack(false);
  }
}

async function storeAll(
  { queries: { imports } }: EngineContext,
  order: Uint32Array,
  { toStore, signal, onProgress }: StoreOptions & { readonly toStore: (recording: number) => void },
): Promise<void> {
  const pace = new Pace(signal);
  const total = order.length;
  let writtenBack = 0;
  for (let next = 0; next < total;) {
    imports.storePiece(() => {
      do {
        toStore(order[next] ?? 0);
        next += 1;
      } while (next < total && !pace.isDue);
    });
    onProgress(next, total);
    if (next - writtenBack >= rowsOfLog || (next === total && total >= rowsOfLog)) {
      writtenBack = next;
      await imports.writeBack();
    }
    await pace.rest();
  }
}

/** Removes an import that was not finished, or all of them, without holding anybody up. */
export async function discardIncomplete({ queries }: EngineContext, runId: number | null): Promise<void> {
  const { imports, runs, models } = queries;
  const discarded = imports.incompleteRuns().filter(({ id }) => runId === null || id === runId);
  if (discarded.length === 0) {
    return;
  }
  imports.holdBack(true);
  try {
    for (const { id, modelId } of discarded) {
      await removeRows(imports, id);
      queries.transaction(() => {
        runs.remove(id);
        models.remove(modelId);
      });
    }
  } finally {
    imports.holdBack(false);
  }
}

async function removeRows(imports: EngineContext['queries']['imports'], runId: number): Promise<void> {
  const pace = new Pace(new AbortController().signal);
  for (let pieces = 1; imports.removePiece(runId); pieces += 1) {
    if (pieces % Math.ceil(rowsOfLog / removedAtOnce) === 0) {
      await imports.writeBack();
    }
    if (pace.isOver) {
      await pace.rest();
    }
  }
}

/** Places of recordings by their ids, as the tables of the library lie: next to each other on the disk. */
function inStoredOrder(recordings: EngineImport['recordings']): Uint32Array {
  const order = Uint32Array.from(recordings, (_, place) => place);
  const isSorted = recordings.every(({ id }, place) => place === 0 || id > (recordings[place - 1]?.id ?? 0));
  return isSorted ? order : order.sort((left, right) => (recordings[left]?.id ?? 0) - (recordings[right]?.id ?? 0));
}

interface RunToBegin {
  readonly labels: readonly string[];
  readonly settings: RunSettings;
}

function beginRun(
  context: EngineContext,
  { request, read }: ReadyImport,
  { labels, settings }: RunToBegin,
): { readonly id: number; readonly name: string } {
  const { runs } = context.queries;
  const model = insertImportedModel(context, { settings, labels, isLogit: scaleOf(read.tables) === 'logit' });
  const name = request.name ?? `${model.name} · ${labels.join(', ')}`;
  const id = runs.insert({ modelId: model.id, name, settings: incompleteSettings, createdAt: context.now() });
  labels.forEach((label, position) => {
    runs.insertLabel({ runId: id, label, outputIndex: position, position });
  });
  read.sourceIds.forEach((sourceId) => {
    runs.insertSource(id, sourceId);
  });
  return { id, name };
}

interface ScoresToStore {
  readonly runId: number;
  readonly labels: readonly string[];
  readonly ready: ReadyImport;
}

/** Stores what the tables say of one recording. */
function scoresToStore(
  { queries }: EngineContext,
  { runId, labels, ready }: ScoresToStore,
): (recording: number) => void {
  const { imports, runs } = queries;
  const { read, preview, request } = ready;
  const runLabels = runs.labels(runId);
  const targetLabels = preview.targets.map(({ label }) => runLabels[labels.indexOf(label)]?.id ?? 0);
  return (place) => {
    const recording = read.recordings[place];
    const covered = recording === undefined ? null : coverOf(read, place, request.unlisted);
    if (recording === undefined || covered === null) {
      return;
    }
    imports.cover(runId, covered);
    for (const [runLabelId, { score, start }] of bestOfLabels(read, place, targetLabels)) {
      imports.insertScore({
        runLabelId,
        recordingId: recording.id,
        raw: Math.fround(score),
        windowStart: Math.round((start ?? 0) * nominalRate),
      });
    }
  };
}

/** Whether and how a recording takes part in the run; null where it does not. */
function coverOf(
  { scores, recordings }: EngineImport,
  place: number,
  unlisted: ImportRequest['unlisted'],
): CoveredRow | null {
  const recording = recordings[place];
  const state = scores.stateOf(place);
  if (recording === undefined || (unlisted === 'left-out' && (state === 'no-row' || state === 'uncertain'))) {
    return null;
  }
  const because = { scored: null, 'no-row': recording.fault, unscored: unscoredFault, uncertain: uncertainFault };
  return { recordingId: recording.id, fault: because[state] };
}

const unscoredFault = {
  code: 'file-unreadable',
  message:
    'The imported table names this recording and holds no score for it: the other program could not read it. Analyse it again there.',
} as const;

const uncertainFault = {
  code: 'file-unreadable',
  message:
    'The imported table has rows that may be about this recording or about another of the same name. Import a table that names its files with their folders.',
} as const;

/** Two targets may be names of one label, scientific and common. */
function bestOfLabels(
  { scores }: EngineImport,
  place: number,
  targetLabels: readonly number[],
): ReadonlyMap<number, BestScore> {
  const byLabel = new Map<number, BestScore>();
  targetLabels.forEach((runLabelId, target) => {
    const best = scores.bestOf(place, target);
    if (best !== null && best.score > (byLabel.get(runLabelId)?.score ?? Number.NEGATIVE_INFINITY)) {
      byLabel.set(runLabelId, best);
    }
  });
  return byLabel;
}

/** A score without a time is about the whole recording, so that nothing is cut out of it on export. */
function longestRecording({ queries }: EngineContext, { sourceIds }: EngineImport): number {
  return queries.imports.longestOf(sourceIds) ?? 3;
}

function settingsOf({ request, preview, read }: ReadyImport, longest: number): RunSettings {
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
      dialects: preview.dialects,
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
