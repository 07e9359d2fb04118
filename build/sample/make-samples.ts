import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { renderRecording } from './render-recording.ts';
import { defaultSeed, planSampleRecordings, truthRow } from './sample-plan.ts';
import {
  clearAbandonedPartials,
  clearOldSet,
  markerName,
  partialFolder,
  readCompleteSet,
  sampleSetVersion,
  truthName,
  type SampleMarker,
} from './sample-set.ts';
import { sampleSources, type SampleSource } from './sample-sources.ts';
import { formatTruthTable, type TruthRow } from './truth-table.ts';

export interface MakeSamplesOptions {
  readonly seed?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Where the sample recordings are and how to add them to a library. */
export interface SampleSummary {
  readonly folder: string;
  readonly truthPath: string;
  /** The three recorders in the order in which to add them, with their absolute folder. */
  readonly sources: readonly (SampleSource & { readonly path: string })[];
  readonly files: number;
  readonly bytes: number;
  /** False where a complete set was there already. */
  readonly made: boolean;
}

type Settings = MakeSamplesOptions & { readonly seed: number };

function summarise(folder: string, marker: SampleMarker, made: boolean): SampleSummary {
  return {
    folder,
    truthPath: join(folder, truthName),
    sources: sampleSources.map((source) => ({ ...source, path: join(folder, source.folder) })),
    files: marker.files.length,
    bytes: marker.files.reduce((sum, { bytes }) => sum + bytes, 0),
    made,
  };
}

async function writeRecordings(
  folder: string,
  settings: Settings,
): Promise<{ rows: TruthRow[]; marker: SampleMarker }> {
  const plans = planSampleRecordings(settings.seed);
  const rows: TruthRow[] = [];
  const files: SampleMarker['files'] = [];
  for (const plan of plans) {
    settings.signal?.throwIfAborted();
    const rendered = renderRecording(plan);
    const target = join(folder, plan.source, plan.path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, rendered.bytes);
    const row = truthRow(plan, rendered);
    rows.push(row);
    files.push({ file: row.file, bytes: rendered.bytes.length });
    settings.onProgress?.(files.length, plans.length);
    // Rendering is plain computation: hand the thread back, so that the engine keeps answering meanwhile.
    await setImmediate();
  }
  return { rows, marker: { kind: 'earmark-sample-recordings', version: sampleSetVersion, seed: settings.seed, files } };
}

async function writeSet(folder: string, settings: Settings): Promise<SampleMarker> {
  const { rows, marker } = await writeRecordings(folder, settings);
  await writeFile(join(folder, truthName), formatTruthTable(rows));
  await writeFile(join(folder, markerName), `${JSON.stringify(marker, null, 2)}\n`);
  return marker;
}

/** Moves the finished set into place; where another process was quicker, its set is as good as ours. */
async function moveIntoPlace(partial: string, folder: string, seed: number): Promise<void> {
  try {
    await rename(partial, folder);
  } catch (error) {
    if ((await readCompleteSet(folder, seed)) === undefined) {
      throw error;
    }
  }
}

/**
 * Synthesises about 240 sample recordings of three recorders into `folder`, with `truth.csv` and `sample-set.json` beside
 * the three source folders. The same seed gives the same bytes. Returns at once where the whole set is there already.
 * Rejects with the signal's reason when aborted (nothing is left behind), with a FaultError where the folder holds
 * anything else, and with the file system's error where it cannot be written.
 */
export async function makeSampleRecordings(folder: string, options: MakeSamplesOptions = {}): Promise<SampleSummary> {
  const place = resolve(folder);
  const settings = { ...options, seed: options.seed ?? defaultSeed };
  const existing = await readCompleteSet(place, settings.seed);
  if (existing !== undefined) {
    return summarise(place, existing, false);
  }
  await clearAbandonedPartials(place);
  const partial = partialFolder(place);
  try {
    // Before the work, so that a folder of somebody else's is refused at once.
    await clearOldSet(place);
    const marker = await writeSet(partial, settings);
    await moveIntoPlace(partial, place, settings.seed);
    return summarise(place, marker, true);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}
