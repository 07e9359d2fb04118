import type { AudioFile } from '../audio-file.ts';
import type { UndecodedHeader } from './undecoded.ts';

/** The sample rates of MPEG-4 audio, by their number. */
export const mpeg4Rates = [
  96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350,
];

/** Rate and channels of bare AAC frames; how long they last only counting them would tell. */
export function readAdts({ head }: AudioFile): Promise<UndecodedHeader> {
  const [, , third = 0, fourth = 0] = head;
  const channels = ((third & 1) << 2) | (fourth >> 6);
  return Promise.resolve({
    sampleRate: mpeg4Rates[(third >> 2) & 15] ?? null,
    channels: channels === 0 ? null : channels === 7 ? 8 : channels,
  });
}
