import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchCase, BenchContext } from '../bench-case.ts';
import { superviseEngine } from '../../../electron/host/supervisor.ts';
import { silentLog } from '../../../electron/rpc/line-log.ts';
import { callThrough, type EarmarkCall } from '../../support/earmark-call.ts';
import { atMost, measured, notMeasured, type Measurement } from '../measurement.ts';
import { birdnetSizeModel } from '../support/birdnet-size-model.ts';
import { watchMemory, type MemoryWatch } from '../support/memory-watch.ts';
import { hasProcessFigures } from '../support/process-figures.ts';
import { writeNoiseRecordings, writeSparseRecording } from '../support/recordings.ts';
import { trackProcesses } from '../../support/tracked-processes.ts';

const label = 'Memory while scoring, any file length';

export const memoryCase: BenchCase = {
  id: 'memory',
  label,
  reach: 'engine under 300 MB, each scorer under 250 MB + the model; flat',
  run: async (context) => {
    if (!hasProcessFigures) {
      return [notMeasured('memory', label, 'only Linux tells what other processes use')];
    }
    return [...(await manyFiles(context)), ...(await longFile(context))];
  },
};

async function manyFiles(context: BenchContext): Promise<Measurement[]> {
  const count = context.quick ? 40 : 2_000;
  const card = join(context.folder, 'card');
  writeNoiseRecordings(card, count, { seconds: 3, sampleRate: 48_000 });
  const model = birdnetSizeModel(context.cacheFolder);
  context.say(`scoring ${count} files`);
  const watch = await scoreWatched(join(context.folder, 'library-files'), card, {
    path: model.path,
    label: model.label,
  });
  const modelMegabytes = statSync(model.path).size / 1e6;
  return memoryMeasurements('files', `${count} files of 3 s, BirdNET-sized model`, watch, modelMegabytes);
}

async function longFile(context: BenchContext): Promise<Measurement[]> {
  const bytes = context.quick ? 50_000_000 : 2_000_000_000;
  const card = join(context.folder, 'long');
  mkdirSync(card);
  writeSparseRecording(join(card, 'week.WAV'), bytes);
  context.say(`scoring one file of ${bytes / 1e6} MB`);
  const watch = await scoreWatched(join(context.folder, 'library-long'), card, null);
  const what = `one file of ${bytes / 1e6} MB (${Math.round(bytes / 96_000 / 60)} min), bundled model`;
  return memoryMeasurements('long', what, watch, 1);
}

interface WantedModel {
  readonly path: string;
  readonly label: string;
}

/** Scores a folder as the web host would, engine and scorers in processes of their own; null takes the bundled model. */
async function scoreWatched(libraryFolder: string, card: string, model: WantedModel | null): Promise<MemoryWatch> {
  const tracked = trackProcesses();
  const supervisor = superviseEngine({ factory: tracked.factory, libraryFolder, log: silentLog });
  const call = callThrough(supervisor);
  const watch = watchMemory(() => ({ engine: tracked.pids('engine'), scorer: tracked.pids('scorer') }));
  try {
    const { source, jobId } = await call('source/add', { path: card, role: 'unlabelled' });
    await untilDone(call, jobId);
    const { modelId, label: target } = model === null ? await bundledModel(call) : await addModel(call, model);
    const run = await call('run/create', { modelId, labels: [target], sourceIds: [source.id] });
    watch.begin();
    await untilDone(call, run.jobId);
    await confirmAllScored(call);
    return watch;
  } finally {
    watch.stop();
    await supervisor.close();
  }
}

async function addModel(call: EarmarkCall, { path, label: target }: WantedModel) {
  const { id } = await call('model/add', { path });
  return { modelId: id, label: target };
}

async function bundledModel(call: EarmarkCall) {
  const model = (await call('model/list', {})).find(({ bundled }) => bundled);
  const target = model?.labels[0];
  if (model === undefined || target === undefined) {
    throw new Error('the bundled model is not in the library');
  }
  return { modelId: model.id, label: target };
}

async function confirmAllScored(call: EarmarkCall): Promise<void> {
  const [run] = await call('run/list', {});
  if (run === undefined || run.scored !== run.total) {
    throw new Error(`not all recordings were scored: ${JSON.stringify(run)}`);
  }
}

async function untilDone(call: EarmarkCall, jobId: number): Promise<void> {
  for (;;) {
    const job = (await call('job/list', {})).find(({ id }) => id === jobId);
    if (job?.state === 'done') {
      return;
    }
    if (job === undefined || (job.state !== 'queued' && job.state !== 'running')) {
      throw new Error(`the job did not finish: ${JSON.stringify(job)}`);
    }
    await sleep(200);
  }
}

function memoryMeasurements(id: string, what: string, watch: MemoryWatch, modelMegabytes: number): Measurement[] {
  const { engine, scorer } = watch.readings();
  const limit = Math.round(250 + modelMegabytes);
  const shared = { unit: 'MB', statistic: 'largest' as const };
  const note = `${what}; resident memory, read ten times a second`;
  const flat = 'mean of the last quarter of the time less mean of the second; “flat” is read as at most 25 MB';
  return [
    measured({
      ...shared,
      id: `${id}-engine`,
      label: `Engine, ${what}`,
      samples: engine.all,
      reach: atMost(300),
      note,
    }),
    measured({
      ...shared,
      id: `${id}-scorer`,
      label: `Largest scorer, ${what}`,
      samples: scorer.all,
      reach: atMost(limit),
      note: `${note}; the model is ${modelMegabytes.toFixed(0)} MB`,
    }),
    measured({
      id: `${id}-engine-growth`,
      label: 'Engine grew by',
      unit: 'MB',
      samples: [engine.growth],
      reach: atMost(25),
      note: flat,
    }),
    measured({
      id: `${id}-scorer-growth`,
      label: 'Largest scorer grew by',
      unit: 'MB',
      samples: [scorer.growth],
      reach: atMost(25),
      note: flat,
    }),
  ];
}
