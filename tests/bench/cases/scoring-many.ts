import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { BenchCase, BenchContext } from '../bench-case.ts';
import { atLeast, atMost, measured, notMeasured, type Measurement } from '../measurement.ts';
import { findBestBatch, startBareSessions, type BareSessions } from '../support/bare-sessions.ts';
import { openBenchEngine, type BenchEngine } from '../support/bench-engine.ts';
import { birdnetSize } from '../support/birdnet-size-graph.ts';
import { birdnetSizeModel } from '../support/birdnet-size-model.ts';
import { watchEstimates } from '../support/estimate-watch.ts';
import { writeLinkedRecordings } from '../support/recordings.ts';
import { addSources } from '../support/scoring-job.ts';
import { timeOnce } from '../support/timing.ts';

/** The study's hard negatives: as many files were scored there. */
const studyFiles = 20_457;

/** What the whole run was, from the request to its end. */
interface WholeRun {
  readonly windows: number;
  readonly scanSeconds: number;
  readonly scoreSeconds: number;
  readonly secondsToFirst: number;
  /** Of the time left; none where the job was too short to tell. */
  readonly estimateErrors: readonly number[];
}

export const scoringManyCase: BenchCase = {
  id: 'scoring-many',
  label: 'A whole run: 20,457 files of three seconds, BirdNET-sized model',
  reach: 'pipeline ≥ 0.95 of the bare session from the request to the end; time left right within 20 % after a minute',
  run: async (context) => {
    const processes = Math.min(2, availableParallelism());
    const { path, label } = birdnetSizeModel(context.cacheFolder);
    const { inputName, scoresName, windowSamples, sampleRate } = birdnetSize;
    const files = context.quick ? 400 : studyFiles;
    const card = join(context.folder, 'card');
    writeLinkedRecordings(card, files, sampleRate);
    const sessions = startBareSessions({ path, inputName, scoresName, windowSamples }, processes);
    const bench = await openBenchEngine(join(context.folder, 'library'), processes);
    try {
      const rate = await bareRate(context, sessions, processes);
      const before = await rate();
      const run = await scoreAll(context, bench, { card, modelPath: path, label });
      return report(run, processes, [before, await rate()]);
    } finally {
      sessions.stop();
      await bench.close();
    }
  },
};

/** Windows a second of the bare sessions, at the batch that suits them. */
async function bareRate(context: BenchContext, sessions: BareSessions, processes: number) {
  const batch = await findBestBatch(sessions, processes, context.quick ? 0.3 : 2);
  context.say(`best batch of the bare session, ${processes} at work: ${batch}`);
  const seconds = context.quick ? 1 : 20;
  return async (): Promise<number> => (await sessions.rate(processes, { batch, seconds })).windowsPerSecond;
}

async function scoreAll(
  context: BenchContext,
  bench: BenchEngine,
  { card, modelPath, label }: { readonly card: string; readonly modelPath: string; readonly label: string },
): Promise<WholeRun> {
  context.say('reading the card in');
  let sourceIds: number[] = [];
  const scanSeconds = (await timeOnce(async () => (sourceIds = await addSources(bench, [card])))) / 1000;
  const { id: modelId } = await bench.call('model/add', { path: modelPath });
  context.say('scoring');
  const estimates = watchEstimates(bench.engine, 'score');
  const started = performance.now();
  let firstAt: number | null = null;
  let windows = 0;
  const stopCounting = bench.onScored((scored) => {
    firstAt ??= scored.at;
    windows += scored.windows;
  });
  const { run, jobId } = await bench.call('run/create', { modelId, labels: [label], sourceIds });
  await bench.finish(jobId);
  const scoreSeconds = (performance.now() - started) / 1000;
  stopCounting();
  estimates.stop();
  const after = (await bench.call('run/list', {})).find(({ id }) => id === run.id);
  if (after === undefined || after.scored !== after.total) {
    throw new Error(`only ${after?.scored ?? 0} of ${after?.total ?? 0} recordings were scored`);
  }
  return {
    windows,
    scanSeconds,
    scoreSeconds,
    secondsToFirst: ((firstAt ?? started) - started) / 1000,
    estimateErrors: estimates.errors(
      context.quick ? { fromSeconds: 2, untilLeft: 0.5 } : { fromSeconds: 60, untilLeft: 20 },
    ),
  };
}

function report(run: WholeRun, processes: number, bare: readonly number[]): Measurement[] {
  const pace = run.windows / run.scoreSeconds;
  const bareMean = bare.reduce((sum, rate) => sum + rate, 0) / bare.length;
  const once = (id: string, label: string, unit: string, sample: number): Measurement =>
    measured({ id, label, unit, samples: [sample] });
  return [
    once('scan', `Reading ${run.windows} files in`, 's', run.scanSeconds),
    once('to-first', 'From the request to the first scores', 's', run.secondsToFirst),
    once('whole', `From the request to the end, ${processes} scorers`, 's', run.scoreSeconds),
    once('pipeline', `Pipeline over that whole time, ${processes} scorers`, 'windows/s', pace),
    measured({
      id: 'bare',
      label: `Bare session, ${processes} × one thread, before and after`,
      unit: 'windows/s',
      samples: bare,
    }),
    measured({
      id: 'ratio',
      label: 'Pipeline against the bare session, edges included',
      unit: '×',
      samples: [pace / bareMean],
      reach: atLeast(0.95),
      note: 'against the mean of before and after; hashing the model, starting scorers and the last file are in it',
    }),
    ...estimateMeasurements(run.estimateErrors),
  ];
}

function estimateMeasurements(errors: readonly number[]): Measurement[] {
  const percent = errors.map((error) => 100 * error);
  const [first] = percent;
  if (first === undefined) {
    return [notMeasured('time-left', 'Error of the time left', 'the job was over within the first minute')];
  }
  return [
    measured({
      id: 'time-left-first',
      label: 'Error of the time left after the first minute',
      unit: '%',
      samples: [first],
      reach: atMost(20),
    }),
    measured({
      id: 'time-left',
      label: 'Largest error of the time left from then on',
      unit: '%',
      samples: percent,
      statistic: 'largest',
      reach: atMost(20),
      note: 'every announcement until 20 s before the end, against the time that was left in truth',
    }),
  ];
}
