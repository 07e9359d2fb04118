import { fail, succeed, type Outcome } from '../../../contract/outcome.ts';
import { describeSound } from './describe-sound.ts';
import { uint16At, uint32At } from './riff-chunks.ts';
import { bytesOfSample, type SampleEncoding } from './sample-codecs.ts';

export interface WavLayout {
  /** In words, for example `WAV PCM 16-bit`. */
  readonly label: string;
  readonly encoding: SampleEncoding;
  readonly channels: number;
  readonly sampleRate: number;
  readonly bitsPerSample: number;
  /** Bytes of one sample of all channels. */
  readonly bytesPerFrame: number;
}

/** No recorder lies outside these, and the resampler works inside them for every model from 8 to 96 kHz. */
const slowestRate = 400;
const fastestRate = 2_000_000;
const mostChannels = 256;
const extensibleTag = 0xfffe;

const refusedTags: Record<number, string> = {
  0x0002: 'Microsoft ADPCM',
  0x0011: 'IMA ADPCM',
  0x0031: 'GSM 6.10',
  0x0050: 'MPEG audio inside a WAV file',
  0x0055: 'MP3 inside a WAV file',
  0x0161: 'Windows Media Audio',
  0x674f: 'Ogg Vorbis inside a WAV file',
  0xf1ac: 'FLAC inside a WAV file',
};

/** Reads the content of a `fmt ` chunk. `dataBytes` serves to say how long a recording is that is not decoded. */
export function parseFormatChunk(bytes: Uint8Array, dataBytes = 0): Outcome<WavLayout> {
  if (bytes.length < 14) {
    return damagedHeader(`fmt chunk of ${bytes.length} bytes`);
  }
  const channels = uint16At(bytes, 2);
  const sampleRate = uint32At(bytes, 4);
  const claimedFrame = uint16At(bytes, 12);
  const tag = formatTag(bytes);
  if (channels < 1 || channels > mostChannels) {
    return damagedHeader(`${channels} channels`);
  }
  const refused = refusedTags[tag];
  if (refused !== undefined) {
    const sound = describeSound(sampleRate, channels, dataBytes / uint32At(bytes, 8));
    return unsupported(`This WAV file is compressed (${refused}; ${sound}), which Earmark does not decode.`, tag);
  }
  if (sampleRate < slowestRate || sampleRate > fastestRate) {
    return damagedHeader(`sample rate ${sampleRate} Hz`);
  }
  const bits = claimedBits(bytes, claimedFrame / channels);
  const sampleWidth = containerBytes(bits, channels, claimedFrame);
  const encoding = encodingOf(tag, sampleWidth);
  if (encoding === null) {
    return unsupported(
      `This WAV file holds a kind of audio that Earmark does not decode (${bits} bits a sample; ${describeSound(sampleRate, channels)}).`,
      tag,
    );
  }
  const bitsPerSample = bits > 0 && bits <= sampleWidth * 8 ? bits : sampleWidth * 8;
  return succeed({
    label: `${labelOf(encoding)}${encoding.startsWith('pcm') ? ` ${bitsPerSample}-bit` : ''}`,
    encoding,
    channels,
    sampleRate,
    bitsPerSample,
    bytesPerFrame: bytesOfSample(encoding) * channels,
  });
}

function claimedBits(bytes: Uint8Array, sampleBytes: number): number {
  return bytes.length >= 16 ? uint16At(bytes, 14) : sampleBytes * 8;
}

/** WAVE_FORMAT_EXTENSIBLE holds the real tag in the first two bytes of its sub-format. */
function formatTag(bytes: Uint8Array): number {
  const tag = uint16At(bytes, 0);
  return tag === extensibleTag && bytes.length >= 26 ? uint16At(bytes, 24) : tag;
}

/** A sample of 20 bits lies in 3 or 4 bytes, left-justified: the frame size says which, where it makes sense. */
function containerBytes(bits: number, channels: number, claimedFrame: number): number {
  const least = Math.ceil(bits / 8);
  const claimed = claimedFrame / channels;
  return Number.isInteger(claimed) && claimed >= Math.max(1, least) && claimed <= 8 ? claimed : least;
}

function encodingOf(tag: number, width: number): SampleEncoding | null {
  switch (tag) {
    case 0x0001:
      return ([null, 'pcm-unsigned-8', 'pcm-16', 'pcm-24', 'pcm-32'] as const)[width] ?? null;
    case 0x0003:
      return width === 4 ? 'float-32' : width === 8 ? 'float-64' : null;
    case 0x0006:
      return width === 1 ? 'a-law' : null;
    case 0x0007:
      return width === 1 ? 'mu-law' : null;
    default:
      return null;
  }
}

function labelOf(encoding: SampleEncoding): string {
  switch (encoding) {
    case 'float-32':
      return 'WAV float 32-bit';
    case 'float-64':
      return 'WAV float 64-bit';
    case 'a-law':
      return 'WAV A-law';
    case 'mu-law':
      return 'WAV mu-law';
    default:
      return 'WAV PCM';
  }
}

function damagedHeader(detail: string): Outcome<never> {
  return fail(
    'damaged-file',
    'The header of this WAV file is damaged: it does not say how the audio is stored. Copy the file from the card again.',
    detail,
  );
}

function unsupported(reason: string, tag: number): Outcome<never> {
  return fail(
    'unsupported-format',
    `${reason} Convert it to WAV PCM 16-bit, for example with Audacity or ffmpeg.`,
    `format tag 0x${tag.toString(16).padStart(4, '0')}`,
  );
}
