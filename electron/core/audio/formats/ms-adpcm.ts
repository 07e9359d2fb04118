import type { AdpcmCodec } from './adpcm.ts';
import { uint16At } from './riff-chunks.ts';

/** Predictor (1), step (2), second sample (2) and first sample (2), of every channel. */
const headerBytes = 7;
const leastStep = 16;
/** Only in damaged blocks; what is below it can be multiplied in 32 bits. */
const largestStep = Math.floor(2147483647 / 768);
const coefficientsAt = 22;
/** Of Microsoft's specification; every encoder writes these. */
const usualCoefficients: readonly Coefficients[] = [
  [256, 0],
  [512, -256],
  [0, 0],
  [192, 64],
  [240, 0],
  [460, -208],
  [392, -232],
];
/** By which the step grows or shrinks after a code, in 1/256. */
const adaptation = [230, 230, 230, 230, 307, 409, 512, 614, 768, 614, 512, 409, 307, 230, 230, 230];

type Coefficients = readonly [number, number];

/** Microsoft ADPCM: every sample is predicted from the two before it. */
export const msAdpcm: AdpcmCodec = {
  name: 'Microsoft ADPCM',
  tag: 0x0002,
  layoutOf(bytes, { container, channels, sampleRate, blockBytes, bits }) {
    if (bits !== 4 || blockBytes <= headerBytes * channels) {
      return null;
    }
    const coefficients = coefficientsOf(bytes);
    return {
      label: `${container} Microsoft ADPCM`,
      channels,
      sampleRate,
      bitsPerSample: bits,
      blockBytes,
      framesOf: (length) =>
        length < headerBytes * channels ? 0 : Math.floor(((length - headerBytes * channels) * 2) / channels) + 2,
      decode: (block) => decodeBlock(block, channels, coefficients),
    };
  },
};

/** The table of the header, which may be longer than the usual one. */
function coefficientsOf(bytes: Uint8Array): readonly Coefficients[] {
  const count = Math.min(uint16At(bytes, coefficientsAt - 2), Math.floor((bytes.length - coefficientsAt) / 4));
  return count < usualCoefficients.length
    ? usualCoefficients
    : Array.from({ length: count }, (_, index): Coefficients => {
        const at = coefficientsAt + 4 * index;
        return [int16At(bytes, at), int16At(bytes, at + 2)];
      });
}

interface ChannelState {
  readonly samples: Float32Array;
  readonly coefficients: Coefficients;
  step: number;
  last: number;
  beforeLast: number;
}

function decodeBlock(block: Uint8Array, channels: number, coefficients: readonly Coefficients[]): Float32Array[] {
  const body = headerBytes * channels;
  const frames = Math.floor(((block.length - body) * 2) / channels) + 2;
  const states = Array.from({ length: channels }, (_, channel): ChannelState => {
    const last = int16At(block, 3 * channels + 2 * channel);
    const beforeLast = int16At(block, 5 * channels + 2 * channel);
    const samples = new Float32Array(frames);
    samples[0] = beforeLast / 32768;
    samples[1] = last / 32768;
    return {
      samples,
      coefficients: coefficients[block[channel] ?? 0] ?? [256, 0],
      step: int16At(block, channels + 2 * channel),
      last,
      beforeLast,
    };
  });
  // The channels take turns, the upper half of a byte first.
  for (let index = 0; index < (frames - 2) * channels; index += 1) {
    const byte = block[body + (index >> 1)] ?? 0;
    const state = states[index % channels];
    if (state !== undefined) {
      state.samples[2 + Math.floor(index / channels)] = decodeCode(state, index % 2 === 0 ? byte >> 4 : byte & 15);
    }
  }
  return states.map(({ samples }) => samples);
}

function decodeCode(state: ChannelState, code: number): number {
  const [first, second] = state.coefficients;
  const predicted = (state.last * first + state.beforeLast * second) >> 8;
  const sample = Math.max(-32768, Math.min(32767, predicted + (code >= 8 ? code - 16 : code) * state.step));
  state.beforeLast = state.last;
  state.last = sample;
  state.step = Math.min(largestStep, Math.max(leastStep, (state.step * (adaptation[code] ?? 0)) >> 8));
  return sample / 32768;
}

function int16At(bytes: Uint8Array, offset: number): number {
  return (uint16At(bytes, offset) << 16) >> 16;
}
