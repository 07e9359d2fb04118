import type { AudioFile } from '../audio-file.ts';
import { createFileWindow } from './file-window.ts';
import { createFlacFrames, findFlacFrames, type FlacFrames } from './flac-frames.ts';

/** Places that are looked at: a quarter of a megabyte is read, which no one notices. */
const probes = 7;
/** Holds a frame of 16-bit sound and the beginning of the next. */
const probeBytes = 1 << 15;

/** The first whole frame that begins within a stretch. */
interface Seen {
  readonly position: number;
  /** Whether it is of another kind. */
  readonly isForeign: boolean;
}

type Look = (from: number, to: number) => Promise<Seen | null>;

/**
 * Where frames of another rate, width or number of channels begin before `limit`, as far as a few evenly spaced places
 * tell; `limit` where they do not. The last frame alone would not tell of a recording that changes and changes back.
 */
export async function endOfKind(file: AudioFile, { first }: FlacFrames, bits: number, limit: number): Promise<number> {
  const window = createFileWindow(file, probeBytes);
  const ours = createFlacFrames(window, first.position, first.header, bits);
  const look: Look = async (from, to) => {
    const own = await ours.find(from, to);
    const foreign = await findFlacFrames(window, from, own?.position ?? to, bits);
    if (foreign !== null) {
      return { position: foreign.first.position, isForeign: true };
    }
    return own === null ? null : { position: own.position, isForeign: false };
  };
  const step = Math.max(probeBytes, Math.floor((limit - first.position) / (probes + 1)));
  let low = first.position;
  for (let at = low + step; at < limit; at += step) {
    const seen = await look(at, Math.min(limit, at + probeBytes));
    if (seen?.isForeign === true) {
      return firstForeign(look, low, seen.position);
    }
    low = seen?.position ?? low;
  }
  return limit;
}

/** Where the change lies between a frame that is ours and one that is not. */
async function firstForeign(look: Look, ours: number, others: number): Promise<number> {
  let [low, high] = [ours, others];
  while (high - low > probeBytes) {
    const middle = low + Math.floor((high - low) / 2);
    const seen = await look(middle, Math.min(high, middle + probeBytes));
    if (seen?.isForeign === true) {
      high = seen.position;
    } else {
      low = middle;
    }
  }
  return high;
}
