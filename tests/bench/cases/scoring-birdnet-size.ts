import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { BenchCase } from '../bench-case.ts';
import { atLeast, measured, median, notMeasured, ratios, type Measurement } from '../measurement.ts';
import { birdnetSize } from '../support/birdnet-size-graph.ts';
import { birdnetSizeModel } from '../support/birdnet-size-model.ts';
import {
  bareRatesOf,
  comparePipeline,
  comparisonMeasurements,
  pacesOf,
  type ComparedSeries,
} from '../support/pipeline-comparison.ts';
import { writeNoiseRecordings } from '../support/recordings.ts';

export const scoringBirdnetSizeCase: BenchCase = {
  id: 'scoring-birdnet-size',
  label: 'Scoring with a BirdNET-sized model against the bare session',
  reach: 'pipeline ≥ 0.95 of the bare session at its own best batch; two scorers ≥ 1.8 × one on two free cores',
  run: async (context) => {
    const { path, operations, label } = birdnetSizeModel(context.cacheFolder);
    const { inputName, scoresName, windowSamples, sampleRate } = birdnetSize;
    const secondsPerTurn = context.quick ? 1 : 8;
    const [one, two] = await comparePipeline(context, {
      model: { path, label, inputName, scoresName, windowSamples },
      processCounts: [1, 2],
      secondsPerTurn,
      makeRecordings: (windowsPerSecond) =>
        ['a', 'b'].map((name) => {
          const folder = join(context.folder, name);
          // A recording of three seconds is one window.
          const count = Math.max(12, Math.round(windowsPerSecond * secondsPerTurn));
          writeNoiseRecordings(folder, count, { seconds: 3, sampleRate });
          return folder;
        }),
    });
    return one === undefined || two === undefined ? [] : report(operations, one, two);
  },
};

function report(operations: number, one: ComparedSeries, two: ComparedSeries): Measurement[] {
  return [
    measured({
      id: 'operations',
      label: 'Cost of the model',
      unit: 'GFLOP/window',
      samples: [operations / 1e9],
      note: 'two mel branches in the graph, EfficientNet-B0 trunk, 1,024 embeddings, 6,522 logits; random weights',
    }),
    ...[one, two].flatMap((series) => comparisonMeasurements(series, 0.95)),
    scaling(one, two),
    measured({
      id: 'to-first',
      label: 'From the request to the first scores',
      unit: 's',
      samples: one.pipeline.map(({ secondsToFirst }) => secondsToFirst),
      note: 'hashing the model, starting a scorer, loading the model; not part of the ratios',
    }),
  ];
}

function scaling(one: ComparedSeries, two: ComparedSeries): Measurement {
  const id = 'scaling';
  const label = 'Two scorers against one';
  const cores = availableParallelism();
  if (cores < 2) {
    return notMeasured(id, label, `this machine has ${cores} core`);
  }
  const bareGain = median(ratios(bareRatesOf(two), bareRatesOf(one)));
  return measured({
    id,
    label,
    unit: '×',
    samples: ratios(pacesOf(two), pacesOf(one)),
    reach: atLeast(1.8),
    note: `two bare sessions do ${bareGain.toFixed(2)} × the work of one here`,
  });
}
