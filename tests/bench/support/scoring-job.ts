import type { BenchEngine, ScoredMoment } from './bench-engine.ts';
import { processorSeconds } from './process-figures.ts';

export interface ScoringTask {
  readonly modelId: number;
  readonly label: string;
  readonly sourceIds: readonly number[];
  /** The first and last files that the pace leaves out: then not all scorers are at work. */
  readonly edge: number;
}

export interface ScoringPace {
  /** Between the edges: what a long job is made of. */
  readonly windowsPerSecond: number;
  /** Processor time of scorers and engine for one window. */
  readonly processorMilliseconds: number;
  /** From the request to the first file's scores: hashing the model, starting processes, loading it. */
  readonly secondsToFirst: number;
}

interface Reading extends ScoredMoment {
  readonly processorSeconds: number;
}

/** Adds folders as sources and reads them in. */
export async function addSources(bench: BenchEngine, folders: readonly string[]): Promise<number[]> {
  const ids: number[] = [];
  for (const path of folders) {
    const { source, jobId } = await bench.call('source/add', { path, role: 'unlabelled' });
    await bench.finish(jobId);
    ids.push(source.id);
  }
  return ids;
}

/** Scores sources in a new run. */
export async function scoreOnce(bench: BenchEngine, task: ScoringTask): Promise<ScoringPace> {
  const { modelId, label, sourceIds } = task;
  const readings: Reading[] = [];
  const stop = bench.onScored((moment) => readings.push({ ...moment, processorSeconds: usedSoFar(bench) }));
  const started = performance.now();
  const { run, jobId } = await bench.call('run/create', { modelId, labels: [label], sourceIds: [...sourceIds] });
  await bench.finish(jobId);
  stop();
  const after = (await bench.call('run/list', {})).find(({ id }) => id === run.id);
  if (after?.scored !== after?.total) {
    throw new Error(`only ${after?.scored ?? 0} of ${after?.total ?? 0} recordings were scored`);
  }
  return paceOf(readings, task.edge, started);
}

/** The engine is in this very process. */
function usedSoFar(bench: BenchEngine): number {
  const { user, system } = process.cpuUsage();
  return bench.scorerPids().reduce((sum, pid) => sum + processorSeconds(pid), (user + system) / 1e6);
}

function paceOf(readings: readonly Reading[], edge: number, started: number): ScoringPace {
  const first = readings[edge];
  const last = readings[readings.length - 1 - edge];
  if (first === undefined || last === undefined || last.at <= first.at) {
    throw new Error('too few files were scored to tell the pace');
  }
  const windows = readings.slice(edge + 1, readings.length - edge).reduce((sum, reading) => sum + reading.windows, 0);
  return {
    windowsPerSecond: (1000 * windows) / (last.at - first.at),
    processorMilliseconds: (1000 * (last.processorSeconds - first.processorSeconds)) / windows,
    secondsToFirst: ((readings[0]?.at ?? started) - started) / 1000,
  };
}
