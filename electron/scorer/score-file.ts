import { fail, succeed, type Outcome } from '../contract/outcome.ts';
import { toLogProbabilities } from '../core/scoring/log-probability.ts';
import type { ScorerSettings } from '../core/scoring/scorer-messages.ts';
import { createTopLabelKeeper, type TopLabels } from '../core/scoring/top-labels.ts';

export interface FileScores {
  readonly windowCount: number;
  readonly lastWindowStart: number;
  /** float32 label by label, window by window. */
  readonly scores: Float32Array<ArrayBuffer>;
  readonly topLabels?: TopLabels;
}

/** Collects one recording's window scores, batch by batch. */
export interface FileScorer {
  /** Takes the model's answer for some windows, `labelCount` numbers a window; it may be changed in place. */
  add(output: Float32Array, starts: readonly number[]): void;
  /** Windows scored so far. */
  windowCount(): number;
  /** Whether a trial has heard enough of it. */
  isEnough(): boolean;
  finish(): Outcome<FileScores>;
}

export function createFileScorer(settings: ScorerSettings): FileScorer {
  const { labelCount } = settings;
  const kept: Float32Array[] = settings.outputIndexes.map(() => new Float32Array(0));
  let windowCount = 0;
  let lastWindowStart = 0;
  const top = settings.topLabels ? createTopLabelKeeper(labelCount, settings.topLabels) : null;

  return {
    add: (output, starts) => {
      if (settings.activation === 'softmax') {
        for (let first = 0; first < output.length; first += labelCount) {
          toLogProbabilities(output.subarray(first, first + labelCount));
        }
      }
      top?.hear(output);
      settings.outputIndexes.forEach((column, label) => {
        const scores = extend(kept[label] as Float32Array, windowCount + starts.length);
        for (let index = 0; index < starts.length; index += 1) {
          scores[windowCount + index] = output[index * labelCount + column] ?? Number.NaN;
        }
        kept[label] = scores;
      });
      windowCount += starts.length;
      lastWindowStart = starts.at(-1) ?? lastWindowStart;
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

/** Grows by doubling, so that an hour of windows costs a dozen copies. */
function extend(scores: Float32Array, length: number): Float32Array {
  if (scores.length >= length) {
    return scores;
  }
  const grown = new Float32Array(Math.max(length, 2 * scores.length, 16));
  grown.set(scores);
  return grown;
}
