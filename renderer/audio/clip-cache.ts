import type { Clip } from '../../electron/contract/clip.ts';
import { fail, type Outcome } from '../../electron/contract/outcome.ts';
import type { ViewRange } from './view-range.ts';

export interface ClipRequest extends ViewRange {
  readonly recordingId: number;
}

export type FetchClip = (request: ClipRequest, signal: AbortSignal) => Promise<Outcome<Clip>>;

export interface ClipCache {
  /** The clip, from memory where it is there already. Failures are not remembered. */
  get(request: ClipRequest): Promise<Outcome<Clip>>;
  /** Fetches what will probably be wanted next; drops earlier prefetches that are still under way and no longer wanted. */
  prefetch(requests: readonly ClipRequest[]): void;
  clear(): void;
}

interface Entry {
  readonly clip: Promise<Outcome<Clip>>;
  readonly abort: AbortController;
  /** Wanted on screen: a prefetch that was overtaken may be aborted, this one not. */
  wanted: boolean;
  settled: boolean;
}

export function clipKey(request: ClipRequest): string {
  return `${request.recordingId}:${request.fromSeconds}:${request.toSeconds}`;
}

/** Keeps the clips that were used last, at most `capacity` of them. */
export function createClipCache(fetchClip: FetchClip, capacity: number): ClipCache {
  const entries = new Map<string, Entry>();

  const start = (request: ClipRequest): Entry => {
    const key = clipKey(request);
    const abort = new AbortController();
    const clip = fetchClip(request, abort.signal)
      .catch((error: unknown) =>
        fail('unexpected', 'The sound could not be fetched. Select the recording again.', String(error)),
      )
      .then((outcome) => {
        entry.settled = true;
        if (!outcome.ok && entries.get(key) === entry) {
          entries.delete(key);
        }
        return outcome;
      });
    const entry: Entry = { clip, abort, wanted: false, settled: false };
    entries.set(key, entry);
    forgetOldest();
    return entry;
  };

  const forgetOldest = (): void => {
    for (const [key, entry] of entries) {
      if (entries.size <= capacity) {
        return;
      }
      entry.abort.abort();
      entries.delete(key);
    }
  };

  const touch = (request: ClipRequest): Entry => {
    const key = clipKey(request);
    const known = entries.get(key);
    if (known === undefined) {
      return start(request);
    }
    entries.delete(key);
    entries.set(key, known);
    return known;
  };

  return {
    get: (request) => {
      const entry = touch(request);
      entry.wanted = true;
      return entry.clip;
    },
    prefetch: (requests) => {
      const keys = new Set(requests.map(clipKey));
      for (const [key, entry] of entries) {
        if (!entry.wanted && !entry.settled && !keys.has(key)) {
          entry.abort.abort();
          entries.delete(key);
        }
      }
      requests.forEach(touch);
    },
    clear: () => {
      for (const entry of entries.values()) {
        entry.abort.abort();
      }
      entries.clear();
    },
  };
}
