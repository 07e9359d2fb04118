import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import type { AudioInfo } from './audio-reader.ts';

export interface ClipRange {
  readonly fromFrame: number;
  /** Exclusive. */
  readonly toFrame: number;
}

/** The frames of [fromSeconds, toSeconds), rounded to the nearest frame and clamped to the recording. */
export function clipRange(info: AudioInfo, fromSeconds: number, toSeconds: number): Outcome<ClipRange> {
  const fromFrame = frameAt(info, fromSeconds);
  const toFrame = frameAt(info, toSeconds);
  if (!(toFrame > fromFrame)) {
    return fail(
      'invalid-input',
      'This part of the recording does not exist: it lies outside the recording or is empty.',
      `${fromSeconds} s to ${toSeconds} s of ${info.durationSeconds} s`,
    );
  }
  return succeed({ fromFrame, toFrame });
}

function frameAt(info: AudioInfo, seconds: number): number {
  return Math.max(0, Math.min(info.frames, Math.round(seconds * info.sampleRate)));
}
