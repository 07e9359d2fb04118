import { succeed } from '../../../contract/outcome.ts';
import type { AudioFile } from '../audio-file.ts';
import type { HeaderFacts, Refusal } from '../audio-reader.ts';
import type { AudioFormat } from './audio-format.ts';
import { doubleAt, uintAt, type ByteOrder } from './byte-order.ts';
import { endsInChunk, type Chunk, type ChunkGrammar } from './chunk-walk.ts';
import { openChunked } from './chunked-pcm.ts';
import { refuseCodec, refuseDamaged, refuseIncomplete } from './refusals.ts';
import { asciiOf } from './riff-chunks.ts';
import type { SampleEncoding } from './sample-codecs.ts';
import { floatOfWidth, isPossibleSound, layoutOf, pcmOfWidth, type SampleLayout } from './sample-layout.ts';
import { locateSound, type SoundExtent } from './sound-extent.ts';

const firstChunk = 8;
const descriptionBytes = 32;
/** A count of edits, before the samples. */
const editCountBytes = 4;
const floatFlag = 1;
const littleFlag = 2;
const structural = ['desc', 'data', 'free', 'chan', 'pakt', 'kuki', 'peak', 'ovvw'];
/** -1, which only the last chunk may have, and what no file can be as long as. */
const openLength = 2 ** 62;

const grammar: ChunkGrammar = {
  headerBytes: 12,
  alignment: 1,
  soundId: 'data',
  parse: (header) => {
    const length = uintAt(header, 4, 8, 'big');
    return { id: asciiOf(header, 0, 4), claimedLength: length >= openLength ? Infinity : length };
  },
};

const codecNames: Record<string, string> = {
  'aac ': 'AAC',
  aach: 'AAC',
  alac: 'Apple Lossless',
  ima4: 'IMA ADPCM',
  'ms\0\x02': 'Microsoft ADPCM',
  'ms\0\x11': 'IMA ADPCM',
  'ms\0\x31': 'GSM 6.10',
  'GSM ': 'GSM 6.10',
  '.mp3': 'MP3',
  flac: 'FLAC',
  opus: 'Opus',
  MAC3: 'MACE 3:1',
  MAC6: 'MACE 6:1',
};

/** Apple's Core Audio Format with uncompressed samples or G.711. */
export const cafFormat: AudioFormat = {
  id: 'caf',
  recognises: (head) => asciiOf(head, 0, 4) === 'caff',
  open: (file) => openChunked(file, { name: 'CAF', firstChunk, grammar, structural, locateSamples, readLayout }),
};

async function readLayout(
  file: AudioFile,
  chunks: readonly Chunk[],
): Promise<{ ok: true; value: SampleLayout } | Refusal> {
  const description = chunks.find(({ id }) => id === 'desc');
  const bytes = description === undefined ? null : await file.peek(description.position, descriptionBytes);
  return bytes === null || bytes.length < descriptionBytes
    ? refuseIncomplete('CAF', 'no desc chunk')
    : parseDescription(bytes, await packetFrames(file, chunks));
}

function parseDescription(bytes: Uint8Array, frames: number | null): { ok: true; value: SampleLayout } | Refusal {
  const sampleRate = Math.round(doubleAt(bytes, 0, 'big'));
  const type = asciiOf(bytes, 8, 4);
  const [flags = 0, frameBytes = 0, channels = 0, bitsPerSample = 0] = [12, 16, 24, 28].map((offset) =>
    uintAt(bytes, offset, 4, 'big'),
  );
  if (!isPossibleSound(sampleRate, channels)) {
    return refuseDamaged('CAF', `${channels} channels, sample rate ${sampleRate} Hz`);
  }
  const byteOrder: ByteOrder = (flags & littleFlag) === 0 ? 'big' : 'little';
  const encoding = encodingOf(type, (flags & floatFlag) !== 0, frameBytes / channels);
  if (encoding !== null) {
    return succeed(layoutOf('CAF', { encoding, byteOrder, channels, sampleRate, bitsPerSample }));
  }
  const codec = codecNames[type] ?? (type === 'lpcm' ? `PCM of ${bitsPerSample} bits` : `codec “${type.trim()}”`);
  const header: HeaderFacts = {
    format: `CAF ${codec}`,
    sampleRate,
    channels,
    bitsPerSample: bitsPerSample > 0 ? bitsPerSample : null,
    durationSeconds: frames === null ? null : frames / sampleRate,
  };
  return refuseCodec(`This CAF file is compressed (${codec}`, header, `format ${type}`);
}

function encodingOf(type: string, isFloat: boolean, width: number): SampleEncoding | null {
  switch (type) {
    case 'lpcm':
      return isFloat ? floatOfWidth(width) : pcmOfWidth(width);
    case 'alaw':
      return 'a-law';
    case 'ulaw':
      return 'mu-law';
    default:
      return null;
  }
}

/** The frames that the packet table of a compressed file counts. */
async function packetFrames(file: AudioFile, chunks: readonly Chunk[]): Promise<number | null> {
  const table = chunks.find(({ id }) => id === 'pakt');
  const bytes = table === undefined ? new Uint8Array(0) : await file.peek(table.position, 16);
  const frames = uintAt(bytes, 8, 8, 'big');
  return bytes.length < 16 || frames > Number.MAX_SAFE_INTEGER ? null : frames;
}

function locateSamples(file: AudioFile, data: Chunk): Promise<SoundExtent> {
  const claim = {
    position: data.position + editCountBytes,
    claimedLength: Math.max(0, data.claimedLength - editCountBytes),
  };
  return locateSound(file, claim, () => endsInChunk(file, data, grammar));
}
