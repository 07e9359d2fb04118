import { succeed } from '../../../contract/outcome.ts';
import type { AudioFile } from '../audio-file.ts';
import type { MetadataBlock, OpenedFormat } from '../audio-reader.ts';
import { adpcmFrames, adpcmReader } from './adpcm.ts';
import { uintAt, type ByteOrder } from './byte-order.ts';
import { blocksOf, endsInChunk, walkAfter, walkToSound, type Chunk, type ChunkGrammar } from './chunk-walk.ts';
import { pcmReader } from './pcm-reader.ts';
import { headerOf, refuse, refuseIncomplete, refuseSilent } from './refusals.ts';
import { locateSound, type SoundExtent } from './sound-extent.ts';
import { parseFormatChunk, type WavSound } from './wav-format-chunk.ts';

/** One of the ways in which WAVE chunks are written. */
export interface WaveFlavour {
  /** What people call it. */
  readonly name: string;
  readonly byteOrder: ByteOrder;
  readonly grammar: ChunkGrammar;
  /** Where the first chunk starts. */
  readonly firstChunk: number;
  /** Chunks that hold no facts about the recording, or hold them in another byte order than readers expect. */
  readonly structural: readonly string[];
}

/** The coefficients of Microsoft ADPCM make the longest that is written. */
const mostFormatBytes = 256;
const openFrames = 0xffffffff;

/** A file of WAVE chunks, read or refused. */
export async function openWave(file: AudioFile, flavour: WaveFlavour): Promise<OpenedFormat> {
  const { grammar } = flavour;
  const before = await walkToSound(file, flavour.firstChunk, grammar);
  const data = before.find((chunk) => chunk.id === grammar.soundId);
  const extent = data === undefined ? null : await locateChunk(file, data, { before, grammar });
  const after =
    data !== undefined && extent?.isFollowedByChunks === true
      ? await walkAfter(file, { ...data, claimedLength: extent.length }, grammar)
      : [];
  const opened = await openSound(file, flavour, { chunks: [...before, ...after], extent });
  if (opened.ok || opened.metadataBlocks !== undefined) {
    return opened;
  }
  return { ...opened, metadataBlocks: factBlocks(file, flavour, [...before, ...after]) };
}

interface FoundChunks {
  readonly chunks: readonly Chunk[];
  /** null without a `data` chunk. */
  readonly extent: SoundExtent | null;
}

async function openSound(file: AudioFile, flavour: WaveFlavour, found: FoundChunks): Promise<OpenedFormat> {
  const { chunks, extent } = found;
  const { name, byteOrder } = flavour;
  const format = chunks.find((chunk) => chunk.id === 'fmt ');
  if (format === undefined) {
    return refuseIncomplete(name, 'no fmt chunk');
  }
  const parsed = parseFormatChunk(await file.peek(format.position, Math.min(format.claimedLength, mostFormatBytes)), {
    container: name,
    byteOrder,
    dataBytes: extent?.length ?? 0,
    factFrames: await factFrames(file, chunks, byteOrder),
  });
  if (!parsed.ok) {
    return parsed;
  }
  if (extent === null) {
    return refuse(refuseIncomplete(name, 'no data chunk'), { header: headerOf(parsed.value.layout, null) });
  }
  if (framesOf(parsed.value, extent) === 0) {
    return refuseSilent(parsed.value.layout);
  }
  return succeed(readerOf(file, parsed.value, extent, factBlocks(file, flavour, chunks)));
}

function readerOf(file: AudioFile, sound: WavSound, extent: SoundExtent, blocks: readonly MetadataBlock[]) {
  return sound.kind === 'samples'
    ? pcmReader(file, sound.layout, extent, blocks)
    : adpcmReader(file, sound.layout, extent, blocks);
}

function framesOf(sound: WavSound, { length }: SoundExtent): number {
  return sound.kind === 'samples' ? Math.floor(length / sound.layout.bytesPerFrame) : adpcmFrames(sound.layout, length);
}

async function locateChunk(
  file: AudioFile,
  data: Chunk,
  { before, grammar }: { readonly before: readonly Chunk[]; readonly grammar: ChunkGrammar },
): Promise<SoundExtent> {
  const claimedLength = data.claimedLength === Infinity ? await longDataLength(file, before) : data.claimedLength;
  const claim = { ...data, claimedLength };
  return locateSound(file, claim, () => endsInChunk(file, claim, grammar));
}

/** The 64-bit data length of the `ds64` chunk of an RF64 or BW64 file; Infinity without one. */
async function longDataLength(file: AudioFile, chunks: readonly Chunk[]): Promise<number> {
  const chunk = chunks.find(({ id }) => id === 'ds64');
  if (chunk === undefined || chunk.claimedLength < 16) {
    return Infinity;
  }
  const bytes = await file.peek(chunk.position, 16);
  return bytes.length < 16 ? Infinity : uintAt(bytes, 8, 8, 'little');
}

async function factFrames(file: AudioFile, chunks: readonly Chunk[], order: ByteOrder): Promise<number | null> {
  const fact = chunks.find(({ id, claimedLength }) => id === 'fact' && claimedLength >= 4);
  if (fact === undefined) {
    return null;
  }
  const frames = uintAt(await file.peek(fact.position, 4), 0, 4, order);
  return frames === openFrames ? null : frames;
}

function factBlocks(file: AudioFile, { structural }: WaveFlavour, chunks: readonly Chunk[]): MetadataBlock[] {
  return blocksOf(file, chunks, structural);
}
