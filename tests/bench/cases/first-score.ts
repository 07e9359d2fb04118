import { linkSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ModelManifest } from '../../../electron/contract/models.ts';
import { defaultScorerCount } from '../../../electron/engine/scorer-count.ts';
import type { BenchCase, BenchContext } from '../bench-case.ts';
import { atMost, measured, type Measurement } from '../measurement.ts';
import { openBenchEngine, type BenchEngine } from '../support/bench-engine.ts';
import { birdnetSize } from '../support/birdnet-size-graph.ts';
import { birdnetSizeModel } from '../support/birdnet-size-model.ts';
import { writeNoiseRecordings } from '../support/recordings.ts';
import { addSources } from '../support/scoring-job.ts';
import { timeEach, timeOnce } from '../support/timing.ts';

/** What a person waits for, in milliseconds. */
interface Waits {
  /** The first try of an engine that knows nothing of the model. */
  readonly cold: number[];
  /** Looking at the file, from nothing. */
  readonly look: number[];
  /** The first try after the look. */
  readonly afterLook: number[];
  readonly warm: number[];
}

interface Setting {
  readonly modelId: number;
  readonly path: string;
  readonly label: string;
  readonly manifest: ModelManifest;
  readonly sourceIds: readonly number[];
}

const originals = 20;
const warmTries = 10;
/** How long a person looks at the form before the first try. */
const lookMilliseconds = 3_000;
/** So many files are scored before anything is timed: then every scorer is at work. */
const filesBefore = 6;

export const firstScoreCase: BenchCase = {
  id: 'first-score',
  label: 'Score of a 3 s clip that a person waits for, while a job has every core',
  reach: '≤ 300 ms (batch of 4 at most) once the model was looked at',
  run: async (context) => {
    const libraryFolder = join(context.folder, 'library');
    const scorerCount = defaultScorerCount();
    const setting = await setUp(libraryFolder, context);
    const waits: Waits = { cold: [], look: [], afterLook: [], warm: [] };
    for (let round = 1; round <= context.rounds; round += 1) {
      context.say(`round ${round} of ${context.rounds}`);
      // Each measurement with an engine that knows nothing of the model and has no scorer standing by.
      await whileScoring(libraryFolder, { scorerCount, setting }, async (bench) => {
        waits.cold.push(await timeOnce(() => tryOnce(bench, setting, 0)));
      });
      await whileScoring(libraryFolder, { scorerCount, setting }, async (bench) => {
        waits.look.push(await timeOnce(() => bench.call('model/inspect', { path: setting.path })));
        await sleep(lookMilliseconds);
        waits.afterLook.push(await timeOnce(() => tryOnce(bench, setting, 0)));
        waits.warm.push(...(await timeEach(warmTries, (index) => tryOnce(bench, setting, index + 1))));
      });
    }
    return report(waits, scorerCount);
  },
};

/** A library with the model and a card that takes long to score: the same recordings under many names cost no disk. */
async function setUp(libraryFolder: string, { folder, cacheFolder, quick }: BenchContext): Promise<Setting> {
  const { path, label } = birdnetSizeModel(cacheFolder);
  const card = join(folder, 'card');
  mkdirSync(card);
  writeNoiseRecordings(join(folder, 'originals'), originals, { seconds: 3, sampleRate: birdnetSize.sampleRate });
  for (const name of readdirSync(join(folder, 'originals'))) {
    for (let copy = 0; copy < (quick ? 100 : 200); copy += 1) {
      linkSync(join(folder, 'originals', name), join(card, `${copy}_${name}`));
    }
  }
  const bench = await openBenchEngine(libraryFolder);
  const sourceIds = await addSources(bench, [card]);
  const { id: modelId, manifest } = await bench.call('model/add', { path });
  await bench.close();
  return { modelId, path, label, manifest, sourceIds };
}

interface Scoring {
  readonly scorerCount: number;
  readonly setting: Setting;
}

/** Does something in a new engine while its scorers are busy, and makes sure that they still were at the end. */
async function whileScoring(
  libraryFolder: string,
  { scorerCount, setting }: Scoring,
  work: (bench: BenchEngine) => Promise<void>,
): Promise<void> {
  const { modelId, label, sourceIds } = setting;
  const bench = await openBenchEngine(libraryFolder, scorerCount);
  try {
    let scored = 0;
    const busy = Promise.withResolvers<null>();
    bench.onScored(() => {
      scored += 1;
      if (scored === filesBefore) {
        busy.resolve(null);
      }
    });
    const { jobId } = await bench.call('run/create', { modelId, labels: [label], sourceIds: [...sourceIds] });
    await busy.promise;
    await work(bench);
    const job = (await bench.call('job/list', {})).find(({ id }) => id === jobId);
    if (job?.state !== 'running') {
      throw new Error('the job was over before the last try: the card is too small for this machine');
    }
    await bench.call('job/cancel', { jobId });
  } finally {
    await bench.close();
  }
}

async function tryOnce(bench: BenchEngine, { path, manifest, label }: Setting, index: number): Promise<void> {
  const recordingId = 1 + index;
  const trial = await bench.call('model/try', { path, manifest, recordingId, labels: [label] });
  if (trial.scores.length !== 1) {
    throw new Error(`the try gave no scores: ${trial.warnings.map(({ message }) => message).join(' ')}`);
  }
}

function report({ cold, look, afterLook, warm }: Waits, scorerCount: number): Measurement[] {
  const note = `${scorerCount} scorers at work on the same model`;
  const unit = 'ms';
  return [
    measured({ id: 'warm', label: 'A further try', unit, samples: warm, reach: atMost(300), note }),
    measured({ id: 'warm-95', label: 'A further try', unit, samples: warm, statistic: '95th percentile', note }),
    measured({
      id: 'after-look',
      label: 'The first try, the model looked at before',
      unit,
      samples: afterLook,
      reach: atMost(300),
      note: `${note}; ${lookMilliseconds / 1000} s between looking and trying`,
    }),
    measured({
      id: 'look',
      label: 'Looking at the model, nothing prepared',
      unit,
      samples: look,
      note: `${note}; starts a process and loads the model`,
    }),
    measured({
      id: 'cold',
      label: 'The first try, nothing prepared',
      unit,
      samples: cold,
      note: `${note}; starts a process and loads the model`,
    }),
  ];
}
