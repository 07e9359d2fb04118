import type { Clip } from '../../electron/contract/clip.ts';
import type { Channel } from '../../electron/contract/channels.ts';
import { fail, type Outcome } from '../../electron/contract/outcome.ts';
import type { ViewRange } from './view-range.ts';

export interface ClipRequest extends ViewRange {
  readonly recordingId: number;
  /** That of its source. */
  readonly channel: Channel;
}

export type FetchClip = (request: ClipRequest, signal: AbortSignal) => Promise<Outcome<Clip>>;

interface Entry {
  readonly clip: Promise<Outcome<Clip>>;
  readonly abort: AbortController;
  /** Wanted on screen: a prefetch that was overtaken may be aborted, this one not. */
  wanted: boolean;
  settled: boolean;
}

export function clipKey(request: ClipRequest): string {
  const { recordingId, channel, fromSeconds, toSeconds } = request;
  return `${recordingId}:${channel ?? 'mix'}:${fromSeconds}:${toSeconds}`;
}

/** Keeps the clips that were used last, at most `capacity` of them. */
export class ClipCache {
  private readonly entries = new Map<string, Entry>();
  private readonly fetchClip: FetchClip;
  private readonly capacity: number;

  constructor(fetchClip: FetchClip, capacity: number) {
    this.fetchClip = fetchClip;
    this.capacity = capacity;
  }

  /** The clip, from memory where it is there already. Failures and sounds of another channel are not remembered. */
  get(request: ClipRequest): Promise<Outcome<Clip>> {
    const entry = this.touch(request);
    entry.wanted = true;
    return entry.clip;
  }

  /** Fetches what will probably be wanted next; drops earlier prefetches that are under way and no longer likely. */
  prefetch(requests: readonly ClipRequest[]): readonly Promise<Outcome<Clip>>[] {
    const keys = new Set(requests.map(clipKey));
    for (const [key, entry] of this.entries) {
      if (!entry.wanted && !entry.settled && !keys.has(key)) {
        this.drop(key, entry);
      }
    }
    return requests.map((request) => this.touch(request).clip);
  }

  private touch(request: ClipRequest): Entry {
    const key = clipKey(request);
    const known = this.entries.get(key);
    if (known === undefined) {
      return this.start(key, request);
    }
    // A map keeps the order of insertion: putting it in again makes it the youngest.
    this.entries.delete(key);
    this.entries.set(key, known);
    return known;
  }

  private start(key: string, request: ClipRequest): Entry {
    const abort = new AbortController();
    const clip = this.fetchClip(request, abort.signal)
      .catch((error: unknown) =>
        fail('unexpected', 'The sound could not be fetched. Select the recording again.', String(error)),
      )
      .then((outcome) => {
        entry.settled = true;
        // Where the source was set to another channel meanwhile, the sound is right and its key is not.
        const fits = outcome.ok && outcome.value.header.channel === request.channel;
        if (!fits && this.entries.get(key) === entry) {
          this.entries.delete(key);
        }
        return outcome;
      });
    const entry: Entry = { clip, abort, wanted: false, settled: false };
    this.entries.set(key, entry);
    this.forgetOldest();
    return entry;
  }

  private forgetOldest(): void {
    for (const [key, entry] of this.entries) {
      if (this.entries.size <= this.capacity) {
        return;
      }
      this.drop(key, entry);
    }
  }

  private drop(key: string, entry: Entry): void {
    entry.abort.abort();
    this.entries.delete(key);
  }
}
