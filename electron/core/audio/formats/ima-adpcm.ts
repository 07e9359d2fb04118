import type { AdpcmCodec } from './adpcm.ts';
import { uint16At } from './riff-chunks.ts';

/** First sample (2), place in the table of steps (1) and a byte without meaning, of every channel. */
const headerBytes = 4;
/** Eight samples of one channel lie together. */
const groupBytes = 4;
const groupSamples = 8;
/** Of the IMA's recommended practices: 89 steps, each about a tenth larger than the one before. */
const steps = [
  7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 19, 21, 23, 25, 28, 31, 34, 37, 41, 45, 50, 55, 60, 66, 73, 80, 88, 97, 107, 118,
  130, 143, 157, 173, 190, 209, 230, 253, 279, 307, 337, 371, 408, 449, 494, 544, 598, 658, 724, 796, 876, 963, 1060,
  1166, 1282, 1411, 1552, 1707, 1878, 2066, 2272, 2499, 2749, 3024, 3327, 3660, 4026, 4428, 4871, 5358, 5894, 6484,
  7132, 7845, 8630, 9493, 10442, 11487, 12635, 13899, 15289, 16818, 18500, 20350, 22385, 24623, 27086, 29794, 32767,
];
const lastStep = steps.length - 1;
const moves = [-1, -1, -1, -1, 2, 4, 6, 8];

/** IMA ADPCM as WAV files hold it (DVI): every sample is told from the one before it. */
export const imaAdpcm: AdpcmCodec = {
  name: 'IMA ADPCM',
  tag: 0x0011,
  layoutOf(_bytes, { container, channels, sampleRate, blockBytes, bits }) {
    if (bits !== 4 || blockBytes <= headerBytes * channels) {
      return null;
    }
    return {
      label: `${container} IMA ADPCM`,
      channels,
      sampleRate,
      bitsPerSample: bits,
      blockBytes,
      framesOf: (length) => framesOf(length, channels),
      decode: (block) => decodeBlock(block, channels),
    };
  },
};

function framesOf(length: number, channels: number): number {
  const groups = Math.floor((length - headerBytes * channels) / (groupBytes * channels));
  return groups < 0 ? 0 : groups * groupSamples + 1;
}

function decodeBlock(block: Uint8Array, channels: number): Float32Array[] {
  const frames = framesOf(block.length, channels);
  return Array.from({ length: channels }, (_, channel) => {
    const samples = new Float32Array(frames);
    let sample = (uint16At(block, channel * headerBytes) << 16) >> 16;
    let place = Math.min(lastStep, block[channel * headerBytes + 2] ?? 0);
    samples[0] = sample / 32768;
    for (let index = 0; index < frames - 1; index += 1) {
      const group = Math.floor(index / groupSamples);
      const within = index % groupSamples;
      const at = (headerBytes + group * groupBytes) * channels + channel * groupBytes + (within >> 1);
      const byte = block[at] ?? 0;
      const code = within % 2 === 0 ? byte & 15 : byte >> 4;
      sample = Math.max(-32768, Math.min(32767, sample + differenceOf(code, steps[place] ?? 0)));
      place = Math.max(0, Math.min(lastStep, place + (moves[code & 7] ?? 0)));
      samples[index + 1] = sample / 32768;
    }
    return samples;
  });
}

/** The standard's shifts, which round differently from a product. */
function differenceOf(code: number, step: number): number {
  const size =
    (step >> 3) +
    ((code & 4) === 0 ? 0 : step) +
    ((code & 2) === 0 ? 0 : step >> 1) +
    ((code & 1) === 0 ? 0 : step >> 2);
  return (code & 8) === 0 ? size : -size;
}
