import type { AudioFile } from '../audio-file.ts';

export interface RiffChunk {
  /** Four characters as they are written, for example `fmt ` or `LIST`. */
  readonly id: string;
  /** Where the content starts. */
  readonly position: number;
  /** What the header claims; may be more than the file holds. */
  readonly claimedLength: number;
}

/** No recorder writes more; a damaged file may look as if it had millions. */
const mostChunks = 256;
const chunkHeaderBytes = 8;

/** Reads the chunk header at `position`; null where fewer than eight bytes are left. */
export async function readChunk(file: AudioFile, position: number): Promise<RiffChunk | null> {
  const bytes = await file.peek(position, chunkHeaderBytes);
  if (bytes.length < chunkHeaderBytes) {
    return null;
  }
  return { id: asciiOf(bytes, 0, 4), position: position + chunkHeaderBytes, claimedLength: uint32At(bytes, 4) };
}

/** Chunks from `from` to the end of the file or to the first thing that is no chunk; `data` ends the walk too. */
export async function walkToData(file: AudioFile, from: number): Promise<RiffChunk[]> {
  const chunks: RiffChunk[] = [];
  let position: number | null = from;
  while (position !== null && chunks.length < mostChunks) {
    const chunk = await readChunk(file, position);
    if (chunk === null || !isPlausibleId(chunk.id)) {
      break;
    }
    chunks.push(chunk);
    position = chunk.id === 'data' ? null : await nextChunkPosition(file, chunk);
  }
  return chunks;
}

/** Chunks after the audio data, as long as they lie whole in the file. */
export async function walkAfter(file: AudioFile, last: RiffChunk): Promise<RiffChunk[]> {
  const chunks: RiffChunk[] = [];
  let position = await nextChunkPosition(file, last);
  while (position !== null && chunks.length < mostChunks) {
    const chunk = await readChunk(file, position);
    if (chunk === null || !fitsAsChunk(file, chunk)) {
      break;
    }
    chunks.push(chunk);
    position = await nextChunkPosition(file, chunk);
  }
  return chunks;
}

/** True where the chunk has a printable name and lies whole in the file. */
export function fitsAsChunk(file: AudioFile, chunk: RiffChunk): boolean {
  return isPlausibleId(chunk.id) && chunk.position + chunk.claimedLength <= file.size;
}

/**
 * Where the next chunk starts. A chunk of odd length is followed by a pad byte, which some recorders forget: where
 * only the unpadded place holds a plausible chunk, that is taken. null at the end of the file.
 */
async function nextChunkPosition(file: AudioFile, chunk: RiffChunk): Promise<number | null> {
  const end = chunk.position + chunk.claimedLength;
  if (end + chunkHeaderBytes > file.size) {
    return null;
  }
  if (chunk.claimedLength % 2 === 0) {
    return end;
  }
  const padded = await readChunk(file, end + 1);
  const unpadded = await readChunk(file, end);
  const isUnpadded = unpadded !== null && fitsAsChunk(file, unpadded);
  return isUnpadded && (padded === null || !fitsAsChunk(file, padded)) ? end : end + 1;
}

/** Chunk names are printable ASCII; anything else is a sign that the walk has left the structure. */
export function isPlausibleId(id: string): boolean {
  return /^[\x20-\x7e]{4}$/.test(id) && id !== '    ';
}

export function asciiOf(bytes: Uint8Array, from: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(from, from + length));
}

export function uint16At(bytes: Uint8Array, offset: number): number {
  return (bytes[offset] ?? 0) | ((bytes[offset + 1] ?? 0) << 8);
}

export function uint32At(bytes: Uint8Array, offset: number): number {
  return (uint16At(bytes, offset) | (uint16At(bytes, offset + 2) << 16)) >>> 0;
}

/** An unsigned 64-bit number as far as a double can hold it: larger than any file otherwise. */
export function uint64At(bytes: Uint8Array, offset: number): number {
  return uint32At(bytes, offset + 4) * 4294967296 + uint32At(bytes, offset);
}
