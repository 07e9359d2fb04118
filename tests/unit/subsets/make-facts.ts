import type { RankedScores } from '../../../electron/core/review/ranked-scores.ts';
import { drawKey } from '../../../electron/core/subsets/draw.ts';
import {
  noFacts,
  type GroupedBy,
  type Grouping,
  type RecordingFacts,
} from '../../../electron/core/subsets/recording-facts.ts';

/** Group numbers by recording id; 0 where it is not known. */
export type GroupOf = (recordingId: number) => number;

/** Facts of a ranking; what is not given is not known. Paths are the recording ids. */
export function makeFacts(scores: RankedScores, groups: Partial<Record<GroupedBy, GroupOf>> = {}): RecordingFacts {
  const made = new Map<GroupedBy, Grouping>();
  for (const [by, groupOf] of Object.entries(groups) as [GroupedBy, GroupOf][]) {
    const of = scores.recordingIds.map(groupOf);
    made.set(by, { of, highest: of.reduce((most, group) => Math.max(most, group), 0) });
  }
  const none = noFacts(scores);
  return {
    group: (by) => made.get(by) ?? none.group(by),
    drawKeys: () => Uint32Array.from(scores.recordingIds, (id) => drawKey(1, `${id}.wav`)),
    roles: none.roles,
    qualities: none.qualities,
    copied: none.copied,
    indexOf: none.indexOf,
  };
}
