import type { InferenceBackend } from '../../native-models/runtime/inference-backend.ts';

export interface BatchChoice {
  readonly batchSize: number;
  /** Whether windows of several recordings may share a batch. */
  readonly mixesFiles: boolean;
}

export interface BatchLimits {
  readonly windowSamples: number;
  /** The batch to use where nothing else is known. */
  readonly batchSize: number;
}

/** A model so slow gains nothing by sharing batches, and trying it would take seconds. */
const slowWindowMilliseconds = 250;
/** A larger batch takes more memory: it must be faster by more than that. */
const worthwhileGain = 0.005;
const turns = 5;
/** Samples of a batch: on models with long windows, which take the most memory, two windows are as fast as four. */
const mostBatchSamples = 400_000;

/**
 * Tries a model on noise: which batch is fastest on this machine, and whether a window's scores are the same bits in any
 * company. Only then may windows of several recordings share a batch, because a recording's scores must not depend on
 * what was scored beside it, and only then may the batch be chosen by time. Most models are of that kind; one that is
 * quantised as it runs, say, is not, and keeps a fixed batch within each recording.
 */
export async function chooseBatch(backend: InferenceBackend, limits: BatchLimits): Promise<BatchChoice> {
  const affordable = Math.max(2, Math.floor(mostBatchSamples / limits.windowSamples));
  const most = Math.min(limits.batchSize, backend.maximumBatch, affordable);
  const fixed = { batchSize: most, mixesFiles: false };
  if (most < 2) {
    return fixed;
  }
  const noise = makeNoise(most * limits.windowSamples);
  const window = (index: number): Float32Array =>
    noise.subarray(index * limits.windowSamples, (index + 1) * limits.windowSamples);
  try {
    const first = (await backend.run(window(0), 1)).slice();
    const started = performance.now();
    const alone = [first, (await backend.run(window(1), 1)).slice()];
    if (performance.now() - started > slowWindowMilliseconds) {
      return fixed;
    }
    for (let index = 2; index < most; index += 1) {
      alone.push((await backend.run(window(index), 1)).slice());
    }
    const isSameInCompany = await agrees(backend, noise, alone, limits.windowSamples);
    return isSameInCompany ? await fastest(backend, noise, limits.windowSamples, most) : fixed;
  } catch {
    // What the model does not like about noise it will say of the recordings too, with a reason for each.
    return fixed;
  }
}

/** Whether every batch size up to the largest gives the bits of the windows alone, whatever their company and place. */
async function agrees(
  backend: InferenceBackend,
  noise: Float32Array,
  alone: readonly Float32Array[],
  windowSamples: number,
): Promise<boolean> {
  const samples = new Float32Array(noise.length);
  for (let size = 2; size <= alone.length; size += 1) {
    const order = Array.from({ length: size }, (_, place) => (size - place) % alone.length);
    order.forEach((index, place) => {
      samples.set(noise.subarray(index * windowSamples, (index + 1) * windowSamples), place * windowSamples);
    });
    const output = await backend.run(samples.subarray(0, size * windowSamples), size);
    const columns = output.length / size;
    const isSame = order.every((index, place) =>
      haveSameBits(output.subarray(place * columns, (place + 1) * columns), alone[index] ?? new Float32Array(0)),
    );
    if (!isSame) {
      return false;
    }
  }
  return true;
}

/** Sizes take turns, so that whatever else the machine does meets all of them; the best turn of each counts. */
async function fastest(
  backend: InferenceBackend,
  noise: Float32Array,
  windowSamples: number,
  most: number,
): Promise<BatchChoice> {
  const trials = [1, 2, 4, 8]
    .filter((batchSize) => batchSize <= most)
    .map((batchSize) => ({ batchSize, milliseconds: Number.POSITIVE_INFINITY }));
  for (let turn = 0; turn < turns; turn += 1) {
    for (const trial of trials) {
      const started = performance.now();
      await backend.run(noise.subarray(0, trial.batchSize * windowSamples), trial.batchSize);
      trial.milliseconds = Math.min(trial.milliseconds, (performance.now() - started) / trial.batchSize);
    }
  }
  const choice = trials.reduce((best, trial) =>
    trial.milliseconds < best.milliseconds * (1 - worthwhileGain) ? trial : best,
  );
  return { batchSize: choice.batchSize, mixesFiles: true };
}

function haveSameBits(left: Float32Array, right: Float32Array): boolean {
  const bytes = (values: Float32Array): Buffer => Buffer.from(values.buffer, values.byteOffset, values.byteLength);
  return bytes(left).equals(bytes(right));
}

/** White noise at −20 dBFS, the same every time. */
function makeNoise(length: number): Float32Array<ArrayBuffer> {
  let state = 1;
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return 0.2 * (state / 2 ** 32 - 0.5);
  });
}
