import { plausibleRates } from '../../../native-models/adapters/families/guess-window.ts';
import type { TryWarning } from '../../contract/model-inspection.ts';
import type { Activation, ModelManifest } from '../../contract/models.ts';

/** A trial's raw outputs, as the model gave them: label by label, window by window. */
export interface RawOutputs {
  readonly block: Float32Array;
  readonly labelCount: number;
  readonly windowCount: number;
}

/** A probability may be this far outside 0…1: float32 sigmoids and softmaxes round. */
const rounding = 1e-4;
const fewestValues = 2;

interface Shape {
  readonly isNumber: boolean;
  readonly isWithinUnit: boolean;
  /** Every window's labels add up to one, which sigmoids do not do. */
  readonly sumsToOne: boolean;
  readonly isConstant: boolean;
  readonly lowest: number;
  readonly highest: number;
}

/** What a trial says about a manifest: settings that cannot be right, each with what to choose instead. */
export function trialWarnings(outputs: RawOutputs, manifest: ModelManifest): TryWarning[] {
  const shape = shapeOf(outputs);
  const rate = rateWarning(manifest);
  const warnings = shape.isNumber
    ? [activationWarning(shape, manifest.activation, outputs), shape.isConstant ? constantWarning : null]
    : [notANumberWarning];
  return [...warnings, rate].filter((warning) => warning !== null);
}

function shapeOf({ block, labelCount, windowCount }: RawOutputs): Shape {
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  let isNumber = true;
  for (const value of block) {
    isNumber &&= !Number.isNaN(value);
    lowest = Math.min(lowest, value);
    highest = Math.max(highest, value);
  }
  return {
    isNumber,
    lowest,
    highest,
    isWithinUnit: lowest >= -rounding && highest <= 1 + rounding,
    sumsToOne: labelCount > 1 && allWindowsSumToOne(block, labelCount, windowCount),
    isConstant: isConstant(block, labelCount, windowCount),
  };
}

function allWindowsSumToOne(block: Float32Array, labelCount: number, windowCount: number): boolean {
  for (let window = 0; window < windowCount; window += 1) {
    let sum = 0;
    for (let label = 0; label < labelCount; label += 1) {
      sum += block[label * windowCount + window] ?? 0;
    }
    if (Math.abs(sum - 1) > 1e-3) {
      return false;
    }
  }
  return true;
}

/** Every label the same in all windows; of a single window, all labels the same. */
function isConstant(block: Float32Array, labelCount: number, windowCount: number): boolean {
  if (block.length < fewestValues) {
    return false;
  }
  const length = windowCount > 1 ? windowCount : labelCount;
  return block.every((value, index) => value === block[Math.floor(index / length) * length]);
}

function activationWarning(shape: Shape, activation: Activation, { block }: RawOutputs): TryWarning | null {
  const range = `from ${shape.lowest.toPrecision(3)} to ${shape.highest.toPrecision(3)}`;
  if (activation === 'none') {
    return shape.isWithinUnit
      ? null
      : {
          code: 'logits-not-probabilities',
          message: `The outputs run ${range}, so they are no probabilities: these are logits. Choose the activation sigmoid (or softmax, if its labels exclude each other).`,
          field: 'activation',
          suggestion: 'sigmoid',
        };
  }
  if (!shape.isWithinUnit || block.length < fewestValues) {
    return null;
  }
  return shape.sumsToOne
    ? {
        code: 'softmax-inside',
        message:
          'The outputs of every window add up to 1: the softmax is inside the model already. Choose the activation none.',
        field: 'activation',
        suggestion: 'none',
      }
    : {
        code: 'activation-inside',
        message: `All outputs lie between 0 and 1 (${range}): the activation is inside the model already. Choose none; otherwise every confidence would lie between 0.50 and 0.73.`,
        field: 'activation',
        suggestion: 'none',
      };
}

const constantWarning: TryWarning = {
  code: 'constant',
  message:
    'The model says the same of every window, as if it heard nothing. Check the level normalisation and the picture’s settings; or is this recording silent throughout?',
  field: 'levelNormalisation',
  suggestion: null,
};

const notANumberWarning: TryWarning = {
  code: 'not-a-number',
  message:
    'The model gives NaN (no number) for this recording. Try another level normalisation or floor; if it stays, the export is broken.',
  field: 'levelNormalisation',
  suggestion: null,
};

function rateWarning({ family, sampleRate, windowSamples }: ModelManifest): TryWarning | null {
  const [usual, ...others] = family === 'image' ? [] : plausibleRates(windowSamples);
  if (usual === undefined || usual === sampleRate || others.includes(sampleRate)) {
    return null;
  }
  const seconds = (rate: number): string => String(Number((windowSamples / rate).toFixed(3)));
  return {
    code: 'sample-rate',
    message: `${windowSamples} samples at ${sampleRate} Hz are ${seconds(sampleRate)} s, an odd length. Models with this window take ${usual} Hz (${seconds(usual)} s).`,
    field: 'sampleRate',
    suggestion: String(usual),
  };
}
