import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchCase, BenchContext } from '../bench-case.ts';
import { measured, median, notMeasured, type Measurement } from '../measurement.ts';
import { hasShared, sharedFolder } from '../../support/shared-audio.ts';
import { comparePipeline, comparisonMeasurements, type ComparedSeries } from '../support/pipeline-comparison.ts';
import { writeNoiseRecordings } from '../support/recordings.ts';
import { measureScoringParts } from '../support/scoring-parts.ts';

const label = 'Scoring with YAMNet, one inference thread, decode and resample on the other core';
const recordingSeconds = 60;
const recordingRate = 48_000;
const modelRate = 16_000;
const windowSamples = 15_600;
const hopSamples = 7_680;
const windowsPerRecording = 125;

export const scoringYamnetCase: BenchCase = {
  id: 'scoring-yamnet',
  label,
  reach: 'pipeline ≥ 0.85 of the bare session with one thread at its own best batch',
  run: async (context) => {
    if (!hasShared('models/yamnet.onnx')) {
      return [notMeasured('ratio-1', label, `${sharedFolder}/models/yamnet.onnx is not on this machine`)];
    }
    const folder = join(context.folder, 'card');
    const secondsPerTurn = context.quick ? 1 : 10;
    const [series] = await comparePipeline(context, {
      model: {
        path: join(sharedFolder, 'models/yamnet.onnx'),
        inputName: 'waveform',
        scoresName: 'scores',
        windowSamples,
        label: 'Frog',
      },
      processCounts: [1],
      secondsPerTurn,
      makeRecordings: (windowsPerSecond) => {
        const count = Math.max(8, Math.round((windowsPerSecond * secondsPerTurn) / windowsPerRecording));
        writeNoiseRecordings(folder, count, { seconds: recordingSeconds, sampleRate: recordingRate });
        return [folder];
      },
    });
    return series === undefined
      ? []
      : [...comparisonMeasurements(series, 0.85), ...(await shares(context, folder, series))];
  },
};

/** What one minute of sound costs in each part, each measured alone; inference from the bare session. */
async function shares(context: BenchContext, folder: string, series: ComparedSeries): Promise<Measurement[]> {
  const files = readdirSync(folder).map((name) => join(folder, name));
  const parts = await measureScoringParts(files.slice(0, 20), context.folder, {
    sampleRate: modelRate,
    windowSamples,
    hopSamples,
  });
  const inference = series.bare.map((reply) => reply.processorMilliseconds * windowsPerRecording);
  const costs = [
    ['decode', parts.decode],
    ['resample', parts.resample],
    ['windows', parts.windows],
    ['inference', inference],
    ['database', parts.database],
  ] as const;
  const total = costs.reduce((sum, [, samples]) => sum + median(samples), 0);
  return costs.map(([name, samples]) =>
    measured({
      id: `share-${name}`,
      label: `A recording of 60 s: ${name}`,
      unit: 'ms',
      samples,
      note: `${((100 * median(samples)) / total).toFixed(1)} % of all parts`,
    }),
  );
}
