import type { RankedScores } from '../review/ranked-scores.ts';

/** By what recordings are grouped. A night is one recorder's, noon to noon by the wall clock; content is the sha256. */
export type GroupedBy = 'night' | 'recorder' | 'site' | 'source' | 'content';

/** Groups by index into the scores, numbered from 1 over the whole library; 0 where it is not known. */
export interface Grouping {
  readonly of: Int32Array;
  /** No group has a higher number. */
  readonly highest: number;
}

/** What rules need of recordings besides their scores, in rank order. Loaded on first use and kept with the ranking. */
export interface RecordingFacts {
  group(by: GroupedBy): Grouping;
  /** A number of each recording that a seed is mixed with; see draw.ts. */
  drawKeys(): Uint32Array;
  /** Values of `roleCode`: a recording's own role before its source's. */
  roles(): Uint8Array;
  /** Values of `qualityCode`, likewise. */
  qualities(): Uint8Array;
  /** 1 where another recording of the library has the same content. */
  copied(): Uint8Array;
  /** Recordings by index. */
  indexOf(recordingId: number): number | undefined;
}

/** Facts of recordings of which nothing is known but their place. */
export function noFacts({ recordingIds, sourceIds }: RankedScores): RecordingFacts {
  const nothingKnown = (): Uint8Array => new Uint8Array(recordingIds.length);
  return {
    group: (by) =>
      by === 'source'
        ? { of: sourceIds, highest: sourceIds.reduce((most, id) => Math.max(most, id), 0) }
        : { of: new Int32Array(recordingIds.length), highest: 0 },
    drawKeys: () => Uint32Array.from(recordingIds),
    roles: nothingKnown,
    qualities: nothingKnown,
    copied: nothingKnown,
    indexOf: (recordingId) => {
      const index = recordingIds.indexOf(recordingId);
      return index === -1 ? undefined : index;
    },
  };
}
