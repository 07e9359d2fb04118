import type { AudioFile } from '../audio-file.ts';
import { channelsOfAac } from './audio-specific-config.ts';
import { uintAt } from './byte-order.ts';
import { asciiOf } from './riff-chunks.ts';
import { isPossibleSound } from './sample-layout.ts';
import type { UndecodedHeader } from './undecoded.ts';

/** Boxes that lead to the facts of the sound, and what lies in them before their own boxes. */
const containers: Record<string, number> = { moov: 0, trak: 0, mdia: 0, minf: 0, stbl: 0 };
const mostBoxes = 256;
const longHeaderBytes = 16;
const mostEntryBytes = 512;
const codecNames: Record<string, string> = {
  mp4a: 'AAC',
  alac: 'Apple Lossless',
  'ac-3': 'AC-3',
  samr: 'AMR',
  Opus: 'Opus',
  fLaC: 'FLAC',
  '.mp3': 'MP3',
};
/** Whose sample entry says 2 whatever there is. */
const ownChannels: Readonly<Record<string, (sampleTable: Uint8Array) => number | null>> = {
  mp4a: channelsOfAac,
  samr: () => 1,
};

interface Box {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

/** Rate, length and codec of the sound track of an MPEG-4 file: reads the heads of its boxes only. */
export async function readMpeg4(file: AudioFile): Promise<UndecodedHeader> {
  let header: UndecodedHeader = {};
  let durationSeconds: number | null = null;
  let position = 0;
  for (let count = 0; count < mostBoxes; count += 1) {
    const box = await boxAt(file, position);
    if (box === null) {
      break;
    }
    if (box.type === 'mdhd') {
      durationSeconds = durationOf(await file.peek(box.start, 32));
    } else if (box.type === 'stsd') {
      const entry = soundOf(await file.peek(box.start, Math.min(mostEntryBytes, box.end - box.start)));
      header = entry === null ? header : { ...entry, durationSeconds };
    }
    const inner = containers[box.type];
    position = inner === undefined ? box.end : box.start + inner;
  }
  return header;
}

async function boxAt(file: AudioFile, position: number): Promise<Box | null> {
  const bytes = await file.peek(position, longHeaderBytes);
  const short = uintAt(bytes, 0, 4, 'big');
  const headerBytes = short === 1 ? longHeaderBytes : 8;
  const length = short === 1 ? uintAt(bytes, 8, 8, 'big') : short === 0 ? file.size - position : short;
  return bytes.length < headerBytes || length < headerBytes
    ? null
    : { type: asciiOf(bytes, 4, 4), start: position + headerBytes, end: position + length };
}

/** `mdhd`: time scale and duration, in 32 or 64 bits. */
function durationOf(bytes: Uint8Array): number | null {
  const isLong = bytes[0] === 1;
  const scale = uintAt(bytes, isLong ? 20 : 12, 4, 'big');
  const duration = isLong ? uintAt(bytes, 24, 8, 'big') : uintAt(bytes, 16, 4, 'big');
  // 0 is that of a file in fragments, which say their lengths themselves.
  return scale === 0 || duration === 0 || duration >= (isLong ? 2 ** 63 : 0xffffffff) ? null : duration / scale;
}

/** The first entry of `stsd`, where it is one of sound; a rate beyond 16 bits is left out by the writer. */
function soundOf(bytes: Uint8Array): UndecodedHeader | null {
  const type = asciiOf(bytes, 12, 4);
  const [channels, sampleRate] = [uintAt(bytes, 32, 2, 'big'), uintAt(bytes, 40, 2, 'big')];
  const codec = codecNames[type];
  return codec !== undefined && isPossibleSound(sampleRate, channels)
    ? { codec, sampleRate, channels: (ownChannels[type] ?? (() => channels))(bytes) }
    : null;
}
