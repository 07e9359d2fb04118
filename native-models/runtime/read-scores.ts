import type { FrameReduction } from '../../electron/contract/models.ts';

/** A model's answer that cannot be read as one row of scores a window; the message says why, for the person. */
export class ScoreShapeError extends Error {
  override readonly name = 'ScoreShapeError';
}

export interface ScoreLayout {
  /** Windows that went in, including those that only fill a fixed batch. */
  readonly rows: number;
  /** Windows that are wanted. */
  readonly count: number;
  readonly isSingle: boolean;
  readonly windowSamples: number;
  readonly frames?: FrameReduction | undefined;
  readonly labelCount?: number | undefined;
}

/**
 * Scores [count × labels], window by window, out of an output tensor. Dimensions of 1 do not matter; a further
 * dimension (frames within the window) is reduced only where the manifest says how. Throws ScoreShapeError.
 */
export function readScores(data: Float32Array, dimensions: readonly number[], layout: ScoreLayout): Float32Array {
  const sizes = perWindow(dimensions, layout).filter((size) => size !== 1);
  const columns = data.length / layout.rows;
  const { frames, labelCount } = layout;
  if (frames !== undefined && (sizes.length > 1 || (labelCount === 1 && columns > 1))) {
    return reduceFrames(data, { ...framesOf(sizes, columns, labelCount), count: layout.count, reduction: frames });
  }
  if (sizes.length > 1) {
    throw new ScoreShapeError(
      `The model answers with [${dimensions.join(', ')}]: several scores a label in every window (frames). ` +
        'Say "frames": "max" (or "mean") in its manifest if they are to be summed up.',
    );
  }
  return data.length === layout.count * columns ? data : data.subarray(0, layout.count * columns);
}

/** The dimensions after the windows. */
function perWindow(dimensions: readonly number[], { rows, isSingle, windowSamples }: ScoreLayout): readonly number[] {
  if (isSingle) {
    return dimensions[0] === 1 && dimensions.length > 1 ? dimensions.slice(1) : dimensions;
  }
  const [first = 0, ...rest] = dimensions;
  if (first === rows) {
    return rest;
  }
  // Of one window whatever holds one row of numbers will do: [labels], [labels, 1], a single number.
  const sizes = dimensions.filter((size) => size !== 1);
  if (rows === 1 && sizes.length <= 1) {
    return sizes;
  }
  const answer = `The model answers ${rows === 1 ? 'one window' : `${rows} windows`} with [${dimensions.join(', ')}]`;
  const pieces = first / rows;
  throw new ScoreShapeError(
    Number.isInteger(pieces) && pieces > 1 && Number.isInteger(windowSamples / pieces)
      ? `${answer}: it seems to cut every window into ${pieces} of its own. Set the window to ${windowSamples / pieces} samples in the manifest.`
      : `${answer}, which is not one row of scores a window. Choose another of its outputs in the manifest.`,
  );
}

interface Frames {
  readonly frames: number;
  readonly classes: number;
  /** [labels, frames] instead of [frames, labels]: told by the number of labels, where the two differ. */
  readonly areLabelsFirst: boolean;
}

function framesOf(sizes: readonly number[], columns: number, labelCount: number | undefined): Frames {
  const [first = 1] = sizes;
  const last = sizes.length > 1 ? (sizes.at(-1) ?? 1) : 1;
  const areLabelsFirst = sizes.length === 2 && last !== labelCount && first === labelCount;
  const classes = areLabelsFirst ? first : last;
  return { classes, frames: columns / classes, areLabelsFirst };
}

interface Reduction extends Frames {
  readonly count: number;
  readonly reduction: FrameReduction;
}

function reduceFrames(data: Float32Array, options: Reduction): Float32Array {
  const { count, frames, classes, areLabelsFirst, reduction } = options;
  const scores = new Float32Array(count * classes);
  const [labelStep, frameStep] = areLabelsFirst ? [frames, 1] : [1, classes];
  for (let index = 0; index < scores.length; index += 1) {
    const first = Math.floor(index / classes) * frames * classes + (index % classes) * labelStep;
    let sum = 0;
    let most = Number.NEGATIVE_INFINITY;
    for (let frame = 0; frame < frames; frame += 1) {
      const value = data[first + frame * frameStep] ?? Number.NaN;
      sum += value;
      most = Math.max(most, value);
    }
    scores[index] = reduction === 'max' ? most : sum / frames;
  }
  return scores;
}
