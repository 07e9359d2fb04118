import type { AudioFile } from '../audio-file.ts';
import { uint32At } from './riff-chunks.ts';
import { isPossibleSound } from './sample-layout.ts';
import type { UndecodedHeader } from './undecoded.ts';

/** Where the first packet of the first page starts, which has one segment. */
const packetAt = 28;

/** Speex says rate and channels in its first packet. */
export function readSpeex({ head }: AudioFile): Promise<UndecodedHeader> {
  const [sampleRate, channels] = [uint32At(head, packetAt + 36), uint32At(head, packetAt + 48)];
  return Promise.resolve(isPossibleSound(sampleRate, channels) ? { sampleRate, channels } : {});
}
