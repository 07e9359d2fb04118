import type { ChannelChoice } from '../audio-reader.ts';
import type { ByteOrder } from './byte-order.ts';

/** Decodes `frames` frames of interleaved samples into mono. `bytes` starts at a frame. */
export type DecodeMono = (bytes: Uint8Array<ArrayBuffer>, frames: number, target: Float32Array) => void;

export type SampleEncoding =
  'pcm-unsigned-8' | 'pcm-8' | 'pcm-16' | 'pcm-24' | 'pcm-32' | 'float-32' | 'float-64' | 'a-law' | 'mu-law';

/** Interleaved samples of fixed size. */
export interface StoredSamples {
  readonly encoding: SampleEncoding;
  readonly byteOrder: ByteOrder;
  readonly channels: number;
}

type ReadSample = (view: DataView, offset: number, isLittle: boolean) => number;

const sampleBytes: Record<SampleEncoding, number> = {
  'pcm-unsigned-8': 1,
  'pcm-8': 1,
  'pcm-16': 2,
  'pcm-24': 3,
  'pcm-32': 4,
  'float-32': 4,
  'float-64': 8,
  'a-law': 1,
  'mu-law': 1,
};

/** Beyond this a float sample is taken for damage rather than for a loud sound. */
const largestPlausibleSample = 1e6;

const readers: Record<SampleEncoding, ReadSample> = {
  'pcm-unsigned-8': (view, offset) => (view.getUint8(offset) - 128) / 128,
  'pcm-8': (view, offset) => view.getInt8(offset) / 128,
  'pcm-16': (view, offset, isLittle) => view.getInt16(offset, isLittle) / 32768,
  'pcm-24': (view, offset, isLittle) =>
    (view.getUint16(isLittle ? offset : offset + 1, isLittle) + view.getInt8(isLittle ? offset + 2 : offset) * 65536) /
    8388608,
  'pcm-32': (view, offset, isLittle) => view.getInt32(offset, isLittle) / 2147483648,
  'float-32': (view, offset, isLittle) => plausible(view.getFloat32(offset, isLittle)),
  'float-64': (view, offset, isLittle) => plausible(view.getFloat64(offset, isLittle)),
  'a-law': (view, offset) => aLawTable[view.getUint8(offset)] ?? 0,
  'mu-law': (view, offset) => muLawTable[view.getUint8(offset)] ?? 0,
};

const aLawTable = Float64Array.from({ length: 256 }, (_, code) => aLawSample(code) / 32768);
const muLawTable = Float64Array.from({ length: 256 }, (_, code) => muLawSample(code) / 32768);

/** The decoder for interleaved samples of one encoding: the mean of all channels, or one of them. */
export function monoDecoder(samples: StoredSamples, channel: ChannelChoice = 'mix'): DecodeMono {
  const { encoding, byteOrder, channels } = samples;
  if (encoding === 'pcm-16' && byteOrder === 'little' && channels === 1 && (channel === 'mix' || channel === 1)) {
    return decodeMono16;
  }
  return channel === 'mix' ? meanDecoder(samples) : oneDecoder(samples, channel);
}

function meanDecoder({ encoding, byteOrder, channels }: StoredSamples): DecodeMono {
  const readSample = readers[encoding];
  const width = sampleBytes[encoding];
  const isLittle = byteOrder === 'little';
  return (bytes, frames, target) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let offset = 0;
    for (let frame = 0; frame < frames; frame += 1) {
      let sum = 0;
      for (let channel = 0; channel < channels; channel += 1) {
        sum += readSample(view, offset, isLittle);
        offset += width;
      }
      target[frame] = sum / channels;
    }
  };
}

function oneDecoder({ encoding, byteOrder, channels }: StoredSamples, channel: number): DecodeMono {
  if (channel < 1 || channel > channels) {
    return (_bytes, frames, target) => target.fill(0, 0, frames);
  }
  const readSample = readers[encoding];
  const width = sampleBytes[encoding];
  const isLittle = byteOrder === 'little';
  return (bytes, frames, target) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let frame = 0; frame < frames; frame += 1) {
      target[frame] = readSample(view, (frame * channels + channel - 1) * width, isLittle);
    }
  };
}

/** Bytes of one sample of one channel. */
export function bytesOfSample(encoding: SampleEncoding): number {
  return sampleBytes[encoding];
}

/** By far the commonest case; a typed-array view is several times as fast as a DataView (every host is little-endian). */
function decodeMono16(bytes: Uint8Array<ArrayBuffer>, frames: number, target: Float32Array): void {
  const aligned = bytes.byteOffset % 2 === 0 ? bytes : bytes.slice();
  const samples = new Int16Array(aligned.buffer, aligned.byteOffset, frames);
  for (let frame = 0; frame < frames; frame += 1) {
    target[frame] = (samples[frame] ?? 0) / 32768;
  }
}

function plausible(sample: number): number {
  return Math.abs(sample) <= largestPlausibleSample ? sample : 0;
}

/** ITU-T G.711 A-law, to 16-bit full scale. */
function aLawSample(code: number): number {
  const toggled = code ^ 0x55;
  const exponent = (toggled >> 4) & 7;
  const mantissa = (toggled & 15) * 16 + 8;
  const magnitude = exponent === 0 ? mantissa : (mantissa + 256) << (exponent - 1);
  return (toggled & 0x80) === 0 ? -magnitude : magnitude;
}

/** ITU-T G.711 mu-law, to 16-bit full scale. */
function muLawSample(code: number): number {
  const inverted = ~code & 0xff;
  const magnitude = ((((inverted & 15) << 3) + 0x84) << ((inverted >> 4) & 7)) - 0x84;
  return (inverted & 0x80) === 0 ? magnitude : -magnitude;
}
