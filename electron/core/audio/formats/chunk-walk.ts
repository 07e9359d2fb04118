import type { AudioFile } from '../audio-file.ts';
import type { MetadataBlock } from '../audio-reader.ts';
import { uintAt, type ByteOrder } from './byte-order.ts';
import { asciiOf } from './riff-chunks.ts';

export interface Chunk {
  /** Four characters as they are written, for example `fmt ` or `LIST`. */
  readonly id: string;
  /** Where the content starts. */
  readonly position: number;
  /** What the header claims; may be more than the file holds. Infinity where the writer left it open. */
  readonly claimedLength: number;
}

/** How a container writes its chunks. */
export interface ChunkGrammar {
  readonly headerBytes: number;
  /** Every chunk starts at a multiple of this after the one before. */
  readonly alignment: number;
  /** The chunk that holds the sound. */
  readonly soundId: string;
  parse(header: Uint8Array): Omit<Chunk, 'position'>;
}

/** No recorder writes more; a damaged file may look as if it had millions. */
const mostChunks = 256;
const openLength = 0xffffffff;

/** RIFF, RIFX and IFF (AIFF): a name of four letters and a size of 32 bits. */
export function shortChunks(order: ByteOrder, soundId = 'data'): ChunkGrammar {
  return {
    headerBytes: 8,
    alignment: 2,
    soundId,
    parse: (header) => {
      const length = uintAt(header, 4, 4, order);
      return { id: asciiOf(header, 0, 4), claimedLength: length === openLength ? Infinity : length };
    },
  };
}

/** Reads the chunk header at `position`; null where the file ends before it does. */
export async function readChunk(file: AudioFile, position: number, grammar: ChunkGrammar): Promise<Chunk | null> {
  const bytes = await file.peek(position, grammar.headerBytes);
  return bytes.length < grammar.headerBytes
    ? null
    : { ...grammar.parse(bytes), position: position + grammar.headerBytes };
}

/** Chunks from `from` to the end of the file or to the first thing that is no chunk; the sound ends the walk too. */
export async function walkToSound(file: AudioFile, from: number, grammar: ChunkGrammar): Promise<Chunk[]> {
  const chunks: Chunk[] = [];
  let position: number | null = from;
  while (position !== null && chunks.length < mostChunks) {
    const chunk: Chunk | null = await readChunk(file, position, grammar);
    if (chunk === null || !isPlausibleId(chunk.id)) {
      break;
    }
    chunks.push(chunk);
    position = chunk.id === grammar.soundId ? null : await nextChunkPosition(file, chunk, grammar);
  }
  return chunks;
}

/** Chunks after the sound, as long as they lie whole in the file. */
export async function walkAfter(file: AudioFile, last: Chunk, grammar: ChunkGrammar): Promise<Chunk[]> {
  const chunks: Chunk[] = [];
  let position = await nextChunkPosition(file, last, grammar);
  while (position !== null && chunks.length < mostChunks) {
    const chunk = await readChunk(file, position, grammar);
    if (chunk === null || !fitsAsChunk(file, chunk)) {
      break;
    }
    chunks.push(chunk);
    position = await nextChunkPosition(file, chunk, grammar);
  }
  return chunks;
}

/** True where a whole chunk follows the claimed end of this one, padded or not: its size is then to be believed. */
export async function endsInChunk(file: AudioFile, chunk: Chunk, grammar: ChunkGrammar): Promise<boolean> {
  const end = chunk.position + chunk.claimedLength;
  for (const start of new Set([end + padding(chunk, grammar), end])) {
    const next = await readChunk(file, start, grammar);
    if (next !== null && fitsAsChunk(file, next)) {
      return true;
    }
  }
  return false;
}

/** What of the chunks may hold facts about the recording, as far as it lies whole in the file. */
export function blocksOf(file: AudioFile, chunks: readonly Chunk[], structural: readonly string[]): MetadataBlock[] {
  return chunks
    .filter(({ id, position, claimedLength }) => !structural.includes(id) && position + claimedLength <= file.size)
    .map(({ id, position, claimedLength }) => ({ kind: id, position, length: claimedLength }));
}

/**
 * Where the next chunk starts. A chunk of odd length is followed by pad bytes, which some recorders forget: where only
 * the unpadded place holds a plausible chunk, that is taken. null at the end of the file.
 */
async function nextChunkPosition(file: AudioFile, chunk: Chunk, grammar: ChunkGrammar): Promise<number | null> {
  const end = chunk.position + chunk.claimedLength;
  if (end + grammar.headerBytes > file.size) {
    return null;
  }
  const pad = padding(chunk, grammar);
  if (pad === 0) {
    return end;
  }
  const padded = await readChunk(file, end + pad, grammar);
  const unpadded = await readChunk(file, end, grammar);
  const isUnpadded = unpadded !== null && fitsAsChunk(file, unpadded);
  return isUnpadded && (padded === null || !fitsAsChunk(file, padded)) ? end : end + pad;
}

function padding({ claimedLength }: Chunk, { alignment }: ChunkGrammar): number {
  return (alignment - (claimedLength % alignment)) % alignment;
}

/** True where the chunk has a printable name and lies whole in the file. */
function fitsAsChunk(file: AudioFile, chunk: Chunk): boolean {
  return isPlausibleId(chunk.id) && chunk.position + chunk.claimedLength <= file.size;
}

/** Chunk names are printable ASCII; anything else is a sign that the walk has left the structure. */
function isPlausibleId(id: string): boolean {
  return /^[\x20-\x7e]{4}$/.test(id) && id !== '    ';
}
