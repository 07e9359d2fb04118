import type { AudioFile } from '../audio-file.ts';
import { uint16At, uint32At } from './riff-chunks.ts';
import { isPossibleSound } from './sample-layout.ts';
import type { UndecodedHeader } from './undecoded.ts';

const headerBytes = 24;
const lostBitsMask = 0x0f;
const triggeredFlag = 0x10;

/** The header of Wildlife Acoustics' WAC, as its maker documents it in wac2wavcmd 1.0: 24 bytes, little-endian. */
export async function readWac(file: AudioFile): Promise<UndecodedHeader> {
  const bytes = await file.peek(0, headerBytes);
  const channels = bytes[5] ?? 0;
  const flags = uint16At(bytes, 10);
  const sampleRate = uint32At(bytes, 12);
  if (bytes.length < headerBytes || !isPossibleSound(sampleRate, channels)) {
    return {};
  }
  return {
    codec: `version ${bytes[4] ?? 0}, ${compressionOf(flags)}`,
    sampleRate,
    channels,
    // Samples are of 16 bits before the lowest are dropped.
    bitsPerSample: 16 - (flags & lostBitsMask),
    durationSeconds: uint32At(bytes, 16) / sampleRate,
  };
}

function compressionOf(flags: number): string {
  const lost = flags & lostBitsMask;
  return `${lost === 0 ? 'WAC0, lossless' : `WAC${lost}`}${(flags & triggeredFlag) === 0 ? '' : ', triggered'}`;
}
