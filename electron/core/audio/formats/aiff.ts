import { succeed } from '../../../contract/outcome.ts';
import type { AudioFile } from '../audio-file.ts';
import type { HeaderFacts, Refusal } from '../audio-reader.ts';
import type { AudioFormat } from './audio-format.ts';
import { uintAt } from './byte-order.ts';
import { endsInChunk, shortChunks, type Chunk } from './chunk-walk.ts';
import { openChunked } from './chunked-pcm.ts';
import { refuseCodec, refuseDamaged, refuseIncomplete } from './refusals.ts';
import { asciiOf } from './riff-chunks.ts';
import type { StoredSamples } from './sample-codecs.ts';
import { isPossibleSound, layoutOf, pcmOfWidth, type SampleLayout } from './sample-layout.ts';
import { locateSound, type SoundExtent } from './sound-extent.ts';

const firstChunk = 12;
const grammar = shortChunks('big', 'SSND');
/** Offset and block size, before the samples. */
const soundHeaderBytes = 8;
const commonBytes = 18;
const compressedBytes = 22;
const structural = ['COMM', 'SSND', 'FVER', 'PEAK', 'MARK', 'INST'];

type Encoding = Pick<StoredSamples, 'encoding' | 'byteOrder'>;

/** The compression types of AIFF-C that are no compression; null stands for whole numbers of the width that the header says. */
const encodings: Record<string, Encoding | { readonly encoding: null; readonly byteOrder: 'little' | 'big' }> = {
  NONE: { encoding: null, byteOrder: 'big' },
  twos: { encoding: null, byteOrder: 'big' },
  sowt: { encoding: null, byteOrder: 'little' },
  'raw ': { encoding: 'pcm-unsigned-8', byteOrder: 'big' },
  in24: { encoding: 'pcm-24', byteOrder: 'big' },
  in32: { encoding: 'pcm-32', byteOrder: 'big' },
  '42ni': { encoding: 'pcm-24', byteOrder: 'little' },
  '23ni': { encoding: 'pcm-32', byteOrder: 'little' },
  fl32: { encoding: 'float-32', byteOrder: 'big' },
  FL32: { encoding: 'float-32', byteOrder: 'big' },
  fl64: { encoding: 'float-64', byteOrder: 'big' },
  FL64: { encoding: 'float-64', byteOrder: 'big' },
  alaw: { encoding: 'a-law', byteOrder: 'big' },
  ALAW: { encoding: 'a-law', byteOrder: 'big' },
  ulaw: { encoding: 'mu-law', byteOrder: 'big' },
  ULAW: { encoding: 'mu-law', byteOrder: 'big' },
};

const codecNames: Record<string, string> = {
  ima4: 'IMA ADPCM',
  'GSM ': 'GSM 6.10',
  agsm: 'GSM 6.10',
  G722: 'G.722',
  G723: 'G.723',
  G726: 'G.726',
  G728: 'G.728',
  MAC3: 'MACE 3:1',
  MAC6: 'MACE 6:1',
  '.mp3': 'MP3',
};

/** In a file of such a type the header counts packets of as many frames; of others it is not known. */
const packetFrames: Record<string, number> = { ima4: 64 };

/** AIFF and AIFF-C with uncompressed samples or G.711. */
export const aiffFormat: AudioFormat = {
  id: 'aiff',
  recognises: (head) => asciiOf(head, 0, 4) === 'FORM' && /^AIF[FC]$/.test(asciiOf(head, 8, 4)),
  open: (file) => openChunked(file, { name: 'AIFF', firstChunk, grammar, structural, locateSamples, readLayout }),
};

async function readLayout(
  file: AudioFile,
  chunks: readonly Chunk[],
): Promise<{ ok: true; value: SampleLayout } | Refusal> {
  const common = chunks.find(({ id }) => id === 'COMM');
  if (common === undefined) {
    return refuseIncomplete('AIFF', 'no COMM chunk');
  }
  const isCompressed = asciiOf(file.head, 8, 4) === 'AIFC';
  return parseCommon(await file.peek(common.position, Math.min(common.claimedLength, compressedBytes)), isCompressed);
}

function parseCommon(bytes: Uint8Array, isCompressed: boolean): { ok: true; value: SampleLayout } | Refusal {
  if (bytes.length < (isCompressed ? compressedBytes : commonBytes)) {
    return refuseDamaged('AIFF', `COMM chunk of ${bytes.length} bytes`);
  }
  const channels = uintAt(bytes, 0, 2, 'big');
  const bitsPerSample = uintAt(bytes, 6, 2, 'big');
  const sampleRate = Math.round(extendedAt(bytes, 8));
  if (!isPossibleSound(sampleRate, channels)) {
    return refuseDamaged('AIFF', `${channels} channels, sample rate ${sampleRate} Hz`);
  }
  const container = isCompressed ? 'AIFF-C' : 'AIFF';
  const type = isCompressed ? asciiOf(bytes, commonBytes, 4) : 'NONE';
  const stored = encodings[type];
  const encoding = stored?.encoding ?? (stored === undefined ? null : pcmOfWidth(Math.ceil(bitsPerSample / 8)));
  if (stored === undefined || encoding === null) {
    return refuseType({ container, type, channels, sampleRate, bitsPerSample, frames: uintAt(bytes, 2, 4, 'big') });
  }
  return succeed(layoutOf(container, { encoding, byteOrder: stored.byteOrder, channels, sampleRate, bitsPerSample }));
}

interface RefusedType {
  readonly container: string;
  readonly type: string;
  readonly channels: number;
  readonly sampleRate: number;
  readonly bitsPerSample: number;
  readonly frames: number;
}

function refuseType({ container, type, channels, sampleRate, bitsPerSample, frames }: RefusedType): Refusal {
  const codec = codecNames[type] ?? `codec “${type.trim()}”`;
  const perPacket = packetFrames[type];
  const header: HeaderFacts = {
    format: `${container} ${codec}`,
    sampleRate,
    channels,
    bitsPerSample: bitsPerSample > 0 ? bitsPerSample : null,
    durationSeconds: perPacket === undefined ? null : (frames * perPacket) / sampleRate,
  };
  return refuseCodec(`This ${container} file is compressed (${codec}`, header, `compression type ${type}`);
}

async function locateSamples(file: AudioFile, sound: Chunk): Promise<SoundExtent> {
  const header = await file.peek(sound.position, soundHeaderBytes);
  const offset = uintAt(header, 0, 4, 'big');
  const skipped = soundHeaderBytes + (offset <= sound.claimedLength ? offset : 0);
  const claim = { position: sound.position + skipped, claimedLength: Math.max(0, sound.claimedLength - skipped) };
  return locateSound(file, claim, () => endsInChunk(file, sound, grammar));
}

/** An 80-bit extended float, as Motorola's processors had it: sign and exponent (16), mantissa (64). */
function extendedAt(bytes: Uint8Array, offset: number): number {
  const exponent = uintAt(bytes, offset, 2, 'big') & 0x7fff;
  return uintAt(bytes, offset + 2, 8, 'big') * 2 ** (exponent - 16383 - 63);
}
