import { fail, succeed, type Outcome } from '../contract/outcome.ts';
import type { InferenceBackend } from '../../native-models/runtime/inference-backend.ts';
import { ScoreShapeError } from '../../native-models/runtime/read-scores.ts';

/** `windows` windows of `windowSamples` each, one after another; the model is to give `labelCount` numbers for each. */
export interface BatchShape {
  readonly windows: number;
  readonly labelCount: number;
}

/** The model's answer, window by window. Errors: `model-unsupported`, for models that their manifest does not fit. */
export async function runBatch(
  backend: InferenceBackend,
  samples: Float32Array,
  { windows, labelCount }: BatchShape,
): Promise<Outcome<Float32Array>> {
  try {
    const output = await backend.run(samples, windows);
    const columns = output.length / windows;
    return columns === labelCount
      ? succeed(output)
      : fail(
          'model-unsupported',
          `The model gives ${columns} scores a window, its manifest names ${labelCount} labels. Correct the label file.`,
        );
  } catch (error) {
    const message =
      error instanceof ScoreShapeError
        ? error.message
        : 'The model refused the windows of this recording. Check its sample rate and window length in the manifest.';
    return fail('model-unsupported', message, String(error));
  }
}
