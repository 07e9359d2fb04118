import { join } from 'node:path';
import type { BenchContext } from '../bench-case.ts';
import { atLeast, measured, notMeasured, ratios, type Measurement } from '../measurement.ts';
import {
  findBestBatch,
  startBareSessions,
  type BareModel,
  type BareReply,
  type BareSessions,
} from './bare-sessions.ts';
import { openBenchEngine } from './bench-engine.ts';
import { hasProcessFigures } from './process-figures.ts';
import { addSources, scoreOnce, type ScoringPace } from './scoring-job.ts';

export interface ComparedModel extends BareModel {
  /** The target label of the runs. */
  readonly label: string;
}

/** What pipeline and bare session did in turn, with the same number of processes of one inference thread each. */
export interface ComparedSeries {
  readonly processes: number;
  /** At which the bare session is fastest. */
  readonly bestBatch: number;
  readonly bare: readonly BareReply[];
  readonly pipeline: readonly ScoringPace[];
}

export interface ComparisonPlan {
  readonly model: ComparedModel;
  readonly processCounts: readonly number[];
  readonly secondsPerTurn: number;
  /** Makes the recordings, given the bare session's windows a second: one folder a process. */
  makeRecordings(windowsPerSecond: number): readonly string[];
}

/** Bare session and pipeline in turn (A B A B), for each number of processes. */
export async function comparePipeline(context: BenchContext, plan: ComparisonPlan): Promise<ComparedSeries[]> {
  const { model, processCounts, secondsPerTurn } = plan;
  const sessions = startBareSessions(model, Math.max(...processCounts));
  try {
    const series = await prepareSeries(context, sessions, processCounts);
    const batch = series[0]?.bestBatch ?? 1;
    const folders = plan.makeRecordings((await sessions.rate(1, { batch, seconds: 1 })).windowsPerSecond);
    for (let round = 0; round < context.rounds; round += 1) {
      for (const { processes, bestBatch, bare, pipeline } of series) {
        context.say(`round ${round + 1} of ${context.rounds}, ${processes} at work`);
        bare.push(await sessions.rate(processes, { batch: bestBatch, seconds: secondsPerTurn }));
        pipeline.push(await scoreInNewLibrary(context, model, folders.slice(0, processes)));
      }
    }
    return series;
  } finally {
    sessions.stop();
  }
}

async function prepareSeries(context: BenchContext, sessions: BareSessions, counts: readonly number[]) {
  const series = [];
  for (const processes of counts) {
    const bestBatch = await findBestBatch(sessions, processes, context.quick ? 0.3 : 2);
    context.say(`best batch of the bare session, ${processes} at work: ${bestBatch}`);
    series.push({ processes, bestBatch, bare: [] as BareReply[], pipeline: [] as ScoringPace[] });
  }
  return series;
}

/** A library of its own each time, so that no round inherits anything of the one before. */
async function scoreInNewLibrary(
  context: BenchContext,
  model: ComparedModel,
  folders: readonly string[],
): Promise<ScoringPace> {
  const bench = await openBenchEngine(join(context.folder, `library-${performance.now()}`), folders.length);
  try {
    const sourceIds = await addSources(bench, folders);
    const { id: modelId } = await bench.call('model/add', { path: model.path });
    return await scoreOnce(bench, { modelId, label: model.label, sourceIds, edge: 2 * folders.length });
  } finally {
    await bench.close();
  }
}

export const pacesOf = (series: ComparedSeries): number[] => series.pipeline.map((pace) => pace.windowsPerSecond);
export const bareRatesOf = (series: ComparedSeries): number[] => series.bare.map((reply) => reply.windowsPerSecond);

/** Both rates, their ratio and the same in processor time. */
export function comparisonMeasurements(series: ComparedSeries, reach: number): Measurement[] {
  const { processes, bestBatch } = series;
  const scorers = processes === 1 ? 'one scorer' : `${processes} scorers`;
  return [
    measured({
      id: `bare-${processes}`,
      label: `Bare session, ${processes} × one thread, batch ${bestBatch}`,
      unit: 'windows/s',
      samples: bareRatesOf(series),
    }),
    measured({
      id: `pipeline-${processes}`,
      label: `Pipeline, ${scorers}`,
      unit: 'windows/s',
      samples: pacesOf(series),
    }),
    measured({
      id: `ratio-${processes}`,
      label: `Pipeline against bare session, ${scorers}`,
      unit: '×',
      samples: ratios(pacesOf(series), bareRatesOf(series)),
      reach: atLeast(reach),
    }),
    processorRatio(series, scorers),
  ];
}

/** On a machine that others use too, the time on the wall says little; the time on the processor still compares. */
function processorRatio(series: ComparedSeries, scorers: string): Measurement {
  const id = `processor-ratio-${series.processes}`;
  const label = `Processor time a window, bare session ÷ all of the pipeline, ${scorers}`;
  if (!hasProcessFigures) {
    return notMeasured(id, label, 'only Linux tells what other processes use');
  }
  const bare = series.bare.map((reply) => reply.processorMilliseconds);
  const pipeline = series.pipeline.map((pace) => pace.processorMilliseconds);
  return measured({
    id,
    label,
    unit: '×',
    samples: ratios(bare, pipeline),
    note: 'decode, resample, engine and database included; hardly disturbed by other programs',
  });
}
