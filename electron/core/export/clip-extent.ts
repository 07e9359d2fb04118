import type { ScoredWindow } from './export-subset.ts';

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

/** A clip, and the window it is about; null: the recording's best. */
export interface ChosenClip {
  readonly extent: ClipExtent;
  readonly window: ScoredWindow | null;
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
  return around(recording.focusSeconds ?? middleOfBest(recording) ?? durationSeconds / 2, durationSeconds, clipSeconds);
}

function around(centre: number, durationSeconds: number, clipSeconds: number): ClipExtent {
  const fromSeconds = toMicroseconds(Math.max(0, Math.min(centre - clipSeconds / 2, durationSeconds - clipSeconds)));
  return { fromSeconds, toSeconds: toMicroseconds(fromSeconds + clipSeconds) };
}

function middleOfBest({ bestFromSeconds, bestToSeconds }: TimedRecording): number | null {
  return bestFromSeconds === null || bestToSeconds === null ? null : (bestFromSeconds + bestToSeconds) / 2;
}

function overlap(one: ClipExtent, other: ClipExtent): boolean {
  return one.fromSeconds < other.toSeconds - tolerance && other.fromSeconds < one.toSeconds - tolerance;
}

/**
 * At most `count` clips of a recording that do not overlap: the best window's first, then the best of the other windows
 * that leaves room for one, and so on. Empty: the recording is no longer than a clip, or of unknown length.
 */
export function chooseClips(
  recording: TimedRecording & { readonly windows: readonly ScoredWindow[] },
  clipSeconds: number,
  count: number,
): readonly ChosenClip[] {
  const { durationSeconds, bestFromSeconds, bestToSeconds } = recording;
  const best = clipExtent(recording, clipSeconds);
  if (best === null || durationSeconds === null) {
    return [];
  }
  const chosen: ChosenClip[] = [{ extent: best, window: null }];
  const windowSeconds = (bestToSeconds ?? 0) - (bestFromSeconds ?? 0);
  for (const window of recording.windows) {
    if (chosen.length >= count) {
      break;
    }
    const extent = around(window.fromSeconds + windowSeconds / 2, durationSeconds, clipSeconds);
    if (!chosen.some((other) => overlap(extent, other.extent))) {
      chosen.push({ extent, window });
    }
  }
  return chosen;
}
