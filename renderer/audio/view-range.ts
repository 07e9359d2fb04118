/** A stretch of a recording, in seconds from its start. */
export interface ViewRange {
  readonly fromSeconds: number;
  readonly toSeconds: number;
}

/** A recording up to this long is shown whole. */
const WHOLE_SECONDS = 12;
/** What is shown before and after the window of a longer one. */
const CONTEXT_SECONDS = 1.5;
const SHORTEST_WINDOW_SECONDS = 3;

/**
 * What the audition shows of a recording: all of it where it is short, otherwise the window with a little context.
 * Rounded to milliseconds, so that the same window always asks for the same clip.
 */
export function viewAround(durationSeconds: number, window: ViewRange | null): ViewRange {
  if (durationSeconds <= WHOLE_SECONDS) {
    return { fromSeconds: 0, toSeconds: round(durationSeconds) };
  }
  const from = window?.fromSeconds ?? 0;
  const to = Math.max(window?.toSeconds ?? 0, from + SHORTEST_WINDOW_SECONDS);
  const length = Math.min(to - from, WHOLE_SECONDS) + 2 * CONTEXT_SECONDS;
  const start = Math.max(0, Math.min(from - CONTEXT_SECONDS, durationSeconds - length));
  return { fromSeconds: round(start), toSeconds: round(Math.min(durationSeconds, start + length)) };
}

function round(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
