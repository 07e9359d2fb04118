import { succeed, type Outcome } from '../../../contract/outcome.ts';
import type { HeaderFacts, Refusal } from '../audio-reader.ts';
import { adpcmCodecs, type AdpcmLayout } from './adpcm.ts';
import { uintAt, type ByteOrder } from './byte-order.ts';
import { refuseCodec, refuseDamaged } from './refusals.ts';
import type { SampleEncoding } from './sample-codecs.ts';
import { floatOfWidth, isPossibleSound, layoutOf, pcmOfWidth, type SampleLayout } from './sample-layout.ts';

/** How the sound of a WAV file is stored. */
export type WavSound =
  | { readonly kind: 'samples'; readonly layout: SampleLayout }
  | { readonly kind: 'adpcm'; readonly layout: AdpcmLayout };

/** What the rest of the file says, for a recording that is not decoded. */
export interface WavContext {
  /** What people call the container: `WAV`, `RIFX`. */
  readonly container: string;
  readonly byteOrder: ByteOrder;
  readonly dataBytes: number;
  /** Frames that the `fact` chunk claims; null without one. */
  readonly factFrames: number | null;
}

/** What every `fmt ` chunk says, whatever it is about. */
interface FormatFields {
  readonly tag: number;
  readonly channels: number;
  readonly sampleRate: number;
  readonly bytesPerSecond: number;
  readonly blockBytes: number;
  /** 0 where a compressed codec has none. */
  readonly bits: number;
}

const leastBytes = 14;
const extensibleTag = 0xfffe;
const aLawTag = 0x0006;
const muLawTag = 0x0007;

const refusedTags: Record<number, string> = {
  0x0010: 'OKI ADPCM',
  0x0014: 'G.723 ADPCM',
  0x0022: 'TrueSpeech',
  0x0031: 'GSM 6.10',
  0x0040: 'G.721 ADPCM',
  0x0042: 'G.723.1',
  0x0045: 'G.726 ADPCM',
  0x0050: 'MPEG audio',
  0x0055: 'MP3',
  0x0064: 'G.726 ADPCM',
  0x0065: 'G.722 ADPCM',
  0x00ff: 'AAC',
  0x0160: 'Windows Media Audio 1',
  0x0161: 'Windows Media Audio 2',
  0x0162: 'Windows Media Audio Professional',
  0x0163: 'Windows Media Audio Lossless',
  0x1610: 'AAC',
  0x674f: 'Ogg Vorbis',
  0x6750: 'Ogg Vorbis',
  0x6751: 'Ogg Vorbis',
  0x676f: 'Ogg Vorbis',
  0x6770: 'Ogg Vorbis',
  0x6771: 'Ogg Vorbis',
  0xa109: 'Speex',
  0xf1ac: 'FLAC',
};

/** Reads the content of a `fmt ` chunk. */
export function parseFormatChunk(bytes: Uint8Array, context: WavContext): Outcome<WavSound> | Refusal {
  if (bytes.length < leastBytes) {
    return refuseDamaged(context.container, `fmt chunk of ${bytes.length} bytes`);
  }
  const fields = fieldsOf(bytes, context.byteOrder);
  const { tag, channels, sampleRate, bits } = fields;
  if (!isPossibleSound(sampleRate, channels)) {
    return refuseDamaged(context.container, `${channels} channels, sample rate ${sampleRate} Hz`);
  }
  const block = adpcmOf(bytes, fields, context);
  if (block !== null) {
    return succeed({ kind: 'adpcm', layout: block });
  }
  const codec = refusedTags[tag] ?? adpcmCodecs.find((each) => each.tag === tag)?.name;
  if (codec !== undefined) {
    const header = headerOf(`${context.container} ${codec}`, fields, context);
    return refuseCodec(`This ${context.container} file is compressed (${codec}`, header, tagText(tag));
  }
  const encoding = encodingOf(tag, containerBytes(fields));
  if (encoding === null) {
    const header = headerOf(`${context.container} of an unknown kind`, fields, context);
    const kind = `a kind of audio that Earmark does not know (${tagText(tag)}, ${bits} bits a sample`;
    return refuseCodec(`This ${context.container} file holds ${kind}`, header, tagText(tag));
  }
  const { byteOrder } = context;
  const sound = { encoding, byteOrder, channels, sampleRate, bitsPerSample: bits };
  return succeed({ kind: 'samples', layout: layoutOf(context.container, sound) });
}

/** Nobody is known to write the blocks big-endian. */
function adpcmOf(bytes: Uint8Array, fields: FormatFields, { container, byteOrder }: WavContext): AdpcmLayout | null {
  const codec = byteOrder === 'little' ? adpcmCodecs.find(({ tag }) => tag === fields.tag) : undefined;
  return codec?.layoutOf(bytes, { ...fields, container }) ?? null;
}

function fieldsOf(bytes: Uint8Array, order: ByteOrder): FormatFields {
  const channels = uintAt(bytes, 2, 2, order);
  const blockBytes = uintAt(bytes, 12, 2, order);
  const writtenTag = uintAt(bytes, 0, 2, order);
  return {
    // WAVE_FORMAT_EXTENSIBLE holds the real tag in the first two bytes of its sub-format.
    tag: writtenTag === extensibleTag && bytes.length >= 26 ? uintAt(bytes, 24, 2, order) : writtenTag,
    channels,
    sampleRate: uintAt(bytes, 4, 4, order),
    bytesPerSecond: uintAt(bytes, 8, 4, order),
    blockBytes,
    bits: bytes.length >= 16 ? uintAt(bytes, 14, 2, order) : Math.floor((blockBytes / channels) * 8),
  };
}

function headerOf(
  format: string,
  { channels, sampleRate, bytesPerSecond, bits }: FormatFields,
  { factFrames, dataBytes }: WavContext,
): HeaderFacts {
  const byFact = factFrames === null || factFrames === 0 ? null : factFrames / sampleRate;
  const durationSeconds = byFact ?? (bytesPerSecond === 0 ? null : dataBytes / bytesPerSecond);
  return { format, sampleRate, channels, bitsPerSample: bits > 0 ? bits : null, durationSeconds };
}

/** A sample of 20 bits lies in 3 or 4 bytes, left-justified: the frame size says which, where it makes sense. */
function containerBytes({ bits, channels, blockBytes }: FormatFields): number {
  const least = Math.ceil(bits / 8);
  const claimed = blockBytes / channels;
  return Number.isInteger(claimed) && claimed >= Math.max(1, least) && claimed <= 8 ? claimed : least;
}

function encodingOf(tag: number, width: number): SampleEncoding | null {
  switch (tag) {
    case 0x0001:
      return width === 1 ? 'pcm-unsigned-8' : pcmOfWidth(width);
    case 0x0003:
      return floatOfWidth(width);
    case aLawTag:
      return width === 1 ? 'a-law' : null;
    case muLawTag:
      return width === 1 ? 'mu-law' : null;
    default:
      return null;
  }
}

function tagText(tag: number): string {
  return `format tag 0x${tag.toString(16).padStart(4, '0')}`;
}
