import { bytesOfSample, type SampleEncoding, type StoredSamples } from './sample-codecs.ts';

/** What a header says of samples of fixed size. */
export interface Sound extends StoredSamples {
  readonly sampleRate: number;
  /** As the header says; what it can not be is replaced by the width in which the samples are stored. */
  readonly bitsPerSample: number;
}

export interface SampleLayout extends Sound {
  /** In words, for example `WAV PCM 16-bit`. */
  readonly label: string;
  /** Bytes of one sample of all channels. */
  readonly bytesPerFrame: number;
}

/** No recorder lies outside these, and the resampler works inside them for every model from 8 to 96 kHz. */
const slowestRate = 400;
const fastestRate = 2_000_000;
const mostChannels = 256;

/** Whether a recorder may have written this; otherwise the header is damaged. */
export function isPossibleSound(sampleRate: number, channels: number): boolean {
  return channels >= 1 && channels <= mostChannels && sampleRate >= slowestRate && sampleRate <= fastestRate;
}

/** The layout of samples in a container that people call `container`. */
export function layoutOf(container: string, sound: Sound): SampleLayout {
  const width = bytesOfSample(sound.encoding);
  const { bitsPerSample: claimed } = sound;
  const bitsPerSample = claimed > 0 && claimed <= width * 8 ? claimed : width * 8;
  return {
    ...sound,
    bitsPerSample,
    label: `${container} ${encodingName(sound.encoding, bitsPerSample)}`,
    bytesPerFrame: width * sound.channels,
  };
}

const signedBySize = [null, 'pcm-8', 'pcm-16', 'pcm-24', 'pcm-32'] as const;

/** The encoding of whole numbers that are stored in `width` bytes; null where there is none. */
export function pcmOfWidth(width: number): SampleEncoding | null {
  return signedBySize[width] ?? null;
}

/** The encoding of IEEE numbers that are stored in `width` bytes; null where there is none. */
export function floatOfWidth(width: number): SampleEncoding | null {
  return width === 4 ? 'float-32' : width === 8 ? 'float-64' : null;
}

function encodingName(encoding: SampleEncoding, bits: number): string {
  switch (encoding) {
    case 'float-32':
      return 'float 32-bit';
    case 'float-64':
      return 'float 64-bit';
    case 'a-law':
      return 'A-law';
    case 'mu-law':
      return 'mu-law';
    default:
      return `PCM ${bits}-bit`;
  }
}
