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
  readonly frames?: FrameReduction | undefined;
  readonly labelCount?: number | undefined;
}

/**
 * Scores [count × labels], window by window, out of an output tensor. Dimensions of 1 do not matter; a further
 * dimension (frames within the window) is reduced only where the manifest says how. Throws ScoreShapeError.
 */
export function readScores(data: Float32Array, dimensions: readonly number[], layout: ScoreLayout): Float32Array {
  const rest = perWindow(dimensions, layout);
  const columns = data.length / layout.rows;
  const { frames, labelCount } = layout;
  if (frames !== undefined && (rest.length > 1 || (labelCount === 1 && columns > 1))) {
    const classes = rest.length > 1 ? (rest.at(-1) ?? 1) : 1;
    return reduceFrames(data, { count: layout.count, frames: columns / classes, classes, reduction: frames });
  }
  if (rest.filter((size) => size !== 1).length > 1) {
    throw new ScoreShapeError(
      `The model answers with [${dimensions.join(', ')}]: several scores a label in every window (frames). ` +
        'Say "frames": "max" (or "mean") in its manifest if they are to be summed up.',
    );
  }
  return data.length === layout.count * columns ? data : data.subarray(0, layout.count * columns);
}

/** The dimensions after the windows. */
function perWindow(dimensions: readonly number[], { rows, isSingle }: ScoreLayout): readonly number[] {
  if (isSingle) {
    return dimensions[0] === 1 && dimensions.length > 1 ? dimensions.slice(1) : dimensions;
  }
  if (dimensions[0] === rows) {
    return dimensions.slice(1);
  }
  if (rows === 1 && dimensions.length === 1) {
    return dimensions;
  }
  throw new ScoreShapeError(
    `The model answers ${rows} windows with [${dimensions.join(', ')}], which is not one row of scores a window. ` +
      'Choose another of its outputs in the manifest.',
  );
}

interface Reduction {
  readonly count: number;
  readonly frames: number;
  readonly classes: number;
  readonly reduction: FrameReduction;
}

function reduceFrames(data: Float32Array, { count, frames, classes, reduction }: Reduction): Float32Array {
  const scores = new Float32Array(count * classes);
  for (let index = 0; index < scores.length; index += 1) {
    const first = Math.floor(index / classes) * frames * classes + (index % classes);
    let sum = 0;
    let most = Number.NEGATIVE_INFINITY;
    for (let frame = 0; frame < frames; frame += 1) {
      const value = data[first + frame * classes] ?? Number.NaN;
      sum += value;
      most = Math.max(most, value);
    }
    scores[index] = reduction === 'max' ? most : sum / frames;
  }
  return scores;
}
