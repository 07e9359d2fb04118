import { join } from 'node:path';
import { openLibrary } from '../../../db/connection/open-library.ts';
import { prepareQueries } from '../../../db/queries/index.ts';
import { unwrap } from '../../../electron/contract/outcome.ts';
import { openAudio } from '../../../electron/core/audio/open-audio.ts';
import { createResampler } from '../../../electron/core/audio/resampler.ts';
import { openWindowStream, type WindowStreamOptions } from '../../../electron/core/audio/window-stream.ts';
import { fillScoredLibrary } from './scored-library.ts';

/** Processor milliseconds that each part takes for one recording, one sample a recording. */
export interface ScoringParts {
  readonly decode: readonly number[];
  readonly resample: readonly number[];
  /** Cutting windows: the whole stream without decode and resample. */
  readonly windows: readonly number[];
  /** Committing a recording's scores. */
  readonly database: readonly number[];
}

const pieceFrames = 65_536;

/** Runs the parts of the pipeline before and after the model one by one. */
export async function measureScoringParts(
  paths: readonly string[],
  folder: string,
  options: WindowStreamOptions,
): Promise<ScoringParts> {
  const decode: number[] = [];
  const resample: number[] = [];
  const windows: number[] = [];
  // Once for the compiler, then for the record.
  for (const path of [...paths.slice(0, 2), ...paths]) {
    const read = await timed(() => decodeAll(path));
    const converted = await timed(() => resampleAll(read.value.samples, read.value.sampleRate, options.sampleRate));
    const streamed = await timed(() => streamAll(path, options));
    decode.push(read.milliseconds);
    resample.push(converted.milliseconds);
    windows.push(Math.max(0, streamed.milliseconds - read.milliseconds - converted.milliseconds));
  }
  const kept = (samples: number[]): number[] => samples.slice(-paths.length);
  return {
    decode: kept(decode),
    resample: kept(resample),
    windows: kept(windows),
    database: commitTimes(join(folder, 'commit-library')),
  };
}

async function timed<Value>(work: () => Promise<Value>): Promise<{ value: Value; milliseconds: number }> {
  const before = process.cpuUsage();
  const value = await work();
  const { user, system } = process.cpuUsage(before);
  return { value, milliseconds: (user + system) / 1000 };
}

async function decodeAll(path: string): Promise<{ readonly samples: Float32Array[]; readonly sampleRate: number }> {
  const reader = unwrap(await openAudio(path));
  const samples: Float32Array[] = [];
  const piece = new Float32Array(pieceFrames);
  for (let position = 0, read = piece.length; read === piece.length; position += read) {
    read = unwrap(await reader.readMono(position, piece));
    samples.push(piece.slice(0, read));
  }
  await reader.close();
  return { samples, sampleRate: reader.info.sampleRate };
}

async function resampleAll(samples: readonly Float32Array[], fromRate: number, toRate: number): Promise<void> {
  const resampler = await createResampler(fromRate, toRate);
  samples.forEach((piece) => resampler.process(piece));
  resampler.finish();
  resampler.release();
}

async function streamAll(path: string, options: WindowStreamOptions): Promise<void> {
  const stream = unwrap(await openWindowStream(path, options));
  const batch = new Float32Array(4 * options.windowSamples);
  while (!stream.isOver()) {
    unwrap(await stream.fill(batch));
  }
  await stream.close();
}

/** Milliseconds for committing one recording of 125 windows, as the scoring job does it. */
function commitTimes(libraryFolder: string): number[] {
  const { runId, labels } = fillScoredLibrary(libraryFolder, { recordings: 200, sources: 1 });
  const library = unwrap(openLibrary(libraryFolder));
  const queries = prepareQueries(library.database);
  const runLabelId = queries.runs.labels(runId).find(({ label }) => label === labels[0])?.id ?? 0;
  const windowScores = Buffer.alloc(4 * 125);
  const times = queries.recordings
    .page({ sourceId: null, failedOnly: 0, limit: 200, offset: 0 })
    .map(({ id: recordingId }) => {
      const before = process.cpuUsage();
      const scores = [{ runLabelId, raw: 0.25, windowStart: 7_680 }];
      queries.scoring.commit([
        { runId, recordingId, windowCount: 125, lastWindowStart: 944_400, windowScores, scores },
      ]);
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000;
    });
  library.close();
  return times;
}
