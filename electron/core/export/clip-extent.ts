/** A part of a recording, in seconds from its beginning. */
export interface ClipExtent {
  readonly fromSeconds: number;
  readonly toSeconds: number;
}

export interface TimedRecording {
  readonly durationSeconds: number | null;
  readonly bestFromSeconds: number | null;
  readonly bestToSeconds: number | null;
  readonly focusSeconds: number | null;
}

/** Below this a difference is the rounding of a duration, not sound. */
const tolerance = 1e-6;

function toMicroseconds(seconds: number): number {
  return Math.round(seconds * 1e6) / 1e6;
}

/**
 * The clip to export of a recording that is longer than `clipSeconds` (DESIGN §2.8): exactly that long, centred on what
 * was heard around the best window and shifted to lie inside; centred on the recording where no window is known. null: export it whole.
 */
export function clipExtent(recording: TimedRecording, clipSeconds: number): ClipExtent | null {
  const { durationSeconds } = recording;
  if (durationSeconds === null || durationSeconds <= clipSeconds + tolerance) {
    return null;
  }
  const centre = recording.focusSeconds ?? middleOfBest(recording) ?? durationSeconds / 2;
  const latest = durationSeconds - clipSeconds;
  const fromSeconds = toMicroseconds(Math.max(0, Math.min(centre - clipSeconds / 2, latest)));
  return { fromSeconds, toSeconds: toMicroseconds(fromSeconds + clipSeconds) };
}

function middleOfBest({ bestFromSeconds, bestToSeconds }: TimedRecording): number | null {
  return bestFromSeconds === null || bestToSeconds === null ? null : (bestFromSeconds + bestToSeconds) / 2;
}
