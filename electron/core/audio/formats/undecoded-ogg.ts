import type { AudioFile } from '../audio-file.ts';
import { uintAt } from './byte-order.ts';
import { uint32At } from './riff-chunks.ts';
import { isPossibleSound } from './sample-layout.ts';
import type { UndecodedHeader } from './undecoded.ts';

/** Where the first packet of the first page starts, which has one segment. */
const packetAt = 28;
/** Behind the mapping's own 13 bytes and the head of the STREAMINFO block. */
const streamInfoAt = packetAt + 17;

/** Speex says rate and channels in its first packet. */
export function readSpeex({ head }: AudioFile): Promise<UndecodedHeader> {
  const [sampleRate, channels] = [uint32At(head, packetAt + 36), uint32At(head, packetAt + 48)];
  return Promise.resolve(isPossibleSound(sampleRate, channels) ? { sampleRate, channels } : {});
}

/** FLAC in Ogg carries the STREAMINFO block of FLAC in its first packet. */
export function readOggFlac({ head }: AudioFile): Promise<UndecodedHeader> {
  const packed = uintAt(head, streamInfoAt + 10, 4, 'big');
  const sampleRate = packed >>> 12;
  const channels = ((packed >> 9) & 7) + 1;
  if (!isPossibleSound(sampleRate, channels)) {
    return Promise.resolve({});
  }
  const frames = (packed & 15) * 2 ** 32 + uintAt(head, streamInfoAt + 14, 4, 'big');
  return Promise.resolve({
    sampleRate,
    channels,
    bitsPerSample: ((packed >> 4) & 31) + 1,
    durationSeconds: frames === 0 ? null : frames / sampleRate,
  });
}
