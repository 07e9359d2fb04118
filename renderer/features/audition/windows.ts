import type { RankedRecording, WindowScores } from '../../../electron/contract/ranking.ts';
import type { ViewRange } from '../../audio/view-range.ts';

/** The window with the highest score, where there is one. */
export function bestWindow(row: RankedRecording): ViewRange | null {
  return row.bestFromSeconds === null || row.bestToSeconds === null
    ? null
    : { fromSeconds: row.bestFromSeconds, toSeconds: row.bestToSeconds };
}

/** The window that begins last at or before a time; windows overlap where the hop is shorter than they are. */
export function windowIndexAt(scores: WindowScores, seconds: number): number {
  const after = scores.fromSeconds.findIndex((from) => from > seconds);
  return after < 0 ? scores.fromSeconds.length - 1 : Math.max(0, after - 1);
}

export function windowAt(scores: WindowScores, index: number): ViewRange | null {
  const from = scores.fromSeconds[index];
  return from === undefined ? null : { fromSeconds: from, toSeconds: from + scores.windowSeconds };
}

/** Index of the window that a stretch of the recording shows, by its start. */
export function indexOfWindow(scores: WindowScores, window: ViewRange | null): number {
  return window === null ? 0 : windowIndexAt(scores, window.fromSeconds + 1e-6);
}

/** Where on the strip a window's bar begins and how wide it is, as shares of the recording. */
export function barOf(
  scores: WindowScores,
  index: number,
  duration: number,
): { readonly left: number; readonly width: number } {
  const from = scores.fromSeconds[index] ?? 0;
  const next = scores.fromSeconds[index + 1] ?? Math.min(duration, from + scores.windowSeconds);
  return { left: from / duration, width: Math.max(0, Math.min(next, duration) - from) / duration };
}

/** The window with the highest confidence of a list of scores. */
export function highestWindow(scores: WindowScores): ViewRange | null {
  const highest = scores.confidence.reduce((best, value, index, all) => (value > (all[best] ?? 0) ? index : best), 0);
  return windowAt(scores, highest);
}
