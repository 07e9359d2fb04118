import { fail, succeed, type Outcome } from '../contract/outcome.ts';
import { toLogProbabilities } from '../core/scoring/log-probability.ts';
import { createPreparation } from '../core/scoring/prepare-window.ts';
import type { ScorerSettings } from '../core/scoring/scorer-messages.ts';
import { createTopLabelKeeper, type TopLabels } from '../core/scoring/top-labels.ts';
import type { InferenceBackend } from '../../native-models/runtime/inference-backend.ts';

export interface FileScores {
  readonly windowCount: number;
  readonly lastWindowStart: number;
  /** float32 label by label, window by window. */
  readonly scores: Float32Array<ArrayBuffer>;
  readonly topLabels?: TopLabels;
}

/** Collects one recording's window scores, batch by batch. */
export interface FileScorer {
  add(samples: Float32Array, starts: readonly number[]): Promise<Outcome<null>>;
  /** Windows scored so far. */
  windowCount(): number;
  /** Whether a trial has heard enough of it. */
  isEnough(): boolean;
  finish(): Outcome<FileScores>;
}

export function createFileScorer(backend: InferenceBackend, settings: ScorerSettings): FileScorer {
  const kept: Float32Array[] = settings.outputIndexes.map(() => new Float32Array(0));
  let windowCount = 0;
  let lastWindowStart = 0;
  const top = settings.topLabels ? createTopLabelKeeper(settings.labelCount, settings.topLabels) : null;
  const prepare = createPreparation(settings, settings.sampleRate);

  return {
    add: async (samples, starts) => {
      for (let index = 0; index < starts.length; index += 1) {
        prepare(windowAt(samples, index, settings.windowSamples));
      }
      const output = await backend.run(samples, starts.length);
      const columns = output.length / starts.length;
      if (columns !== settings.labelCount) {
        return fail(
          'model-unsupported',
          `The model gives ${columns} scores a window, its manifest names ${settings.labelCount} labels. Correct the label file.`,
        );
      }
      if (settings.activation === 'softmax') {
        for (let index = 0; index < starts.length; index += 1) {
          toLogProbabilities(windowAt(output, index, columns));
        }
      }
      top?.hear(output);
      const extended = kept.map((scores) => extend(scores, windowCount + starts.length));
      settings.outputIndexes.forEach((column, label) => {
        for (let index = 0; index < starts.length; index += 1) {
          (extended[label] as Float32Array)[windowCount + index] = output[index * columns + column] ?? Number.NaN;
        }
      });
      extended.forEach((scores, label) => {
        kept[label] = scores;
      });
      windowCount += starts.length;
      lastWindowStart = starts.at(-1) ?? lastWindowStart;
      return succeed(null);
    },
    windowCount: () => windowCount,
    isEnough: () => windowCount >= (settings.trialWindows ?? Number.POSITIVE_INFINITY),
    finish: () => {
      const scores = new Float32Array(kept.length * windowCount);
      kept.forEach((values, label) => scores.set(values.subarray(0, windowCount), label * windowCount));
      if (settings.trialWindows === undefined && scores.some((value) => Number.isNaN(value))) {
        return fail(
          'model-unsupported',
          'The model gave no number for this recording (NaN). Try its level normalisation, or leave the file out.',
        );
      }
      return succeed({ windowCount, lastWindowStart, scores, ...(top === null ? {} : { topLabels: top.best() }) });
    },
  };
}

function windowAt(samples: Float32Array, index: number, windowSamples: number): Float32Array {
  return samples.subarray(index * windowSamples, (index + 1) * windowSamples);
}

/** Grows by doubling, so that an hour of windows costs a dozen copies. */
function extend(scores: Float32Array, length: number): Float32Array {
  if (scores.length >= length) {
    return scores;
  }
  const grown = new Float32Array(Math.max(length, 2 * scores.length, 16));
  grown.set(scores);
  return grown;
}
