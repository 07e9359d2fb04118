import { decisionCodes } from '../core/subsets/decisions.ts';
import type { ExportMember, ExportSubset } from '../core/export/export-subset.ts';
import { rejectsFolder } from '../core/export/layouts/layout.ts';
import { selectTier } from '../core/subsets/select-tier.ts';
import type { ExportMembers } from './export-members.ts';
import type { SelectedSubset } from './subset-members.ts';

/** By the words of the study's packager: positives; and of no other tool's words either. */
const heardFolder = 'positive_heard';
/** Words by which the study's packager would take a folder for a subset. */
const packagerWords = /positive|bestlow|curated_pos|negative|hardneg|curated_neg/giu;

/** Places that the rule selects and that a person rejected: what the subset would hold if nobody had listened. */
function rejectedPlaces({ subset, ranking }: SelectedSubset): Int32Array {
  const { scores } = ranking;
  const { rejects } = decisionCodes(subset.settings.purpose);
  const unheard = { ...scores, verdicts: new Uint8Array(scores.verdicts.length) };
  const settings = { ...subset.settings, policy: 'all-but-rejected', refill: false } as const;
  const { members } = selectTier(unheard, subset.rule, settings, { facts: ranking.facts });
  return members.filter((place) => scores.verdicts[place] === rejects);
}

export interface ExportedSelection {
  readonly selected: SelectedSubset;
  readonly exported: ExportSubset;
}

function rejectsOf({ selected }: ExportedSelection, members: ExportMembers): readonly ExportMember[] {
  return members.at(selected.ranking, selected.subset.settings, rejectedPlaces(selected));
}

/**
 * The recordings of negative subsets in which the label was heard (DESIGN §2.6), each once, as one positive subset; null
 * where there are none.
 */
export function heardPositives(selections: readonly ExportedSelection[], members: ExportMembers): ExportSubset | null {
  const negatives = selections.filter(({ exported }) => exported.settings.purpose === 'negative');
  const [first] = negatives;
  const heard = negatives.flatMap((selection) => rejectsOf(selection, members));
  const distinct = [...new Map(heard.map((member) => [member.recordingId, member])).values()];
  if (first === undefined || distinct.length === 0) {
    return null;
  }
  return {
    ...first.exported,
    subsetId: null,
    origin: 'heard',
    name: 'Heard in negatives',
    family: heardFolder,
    folder: heardFolder,
    rule: null,
    settings: { ...first.exported.settings, purpose: 'positive', policy: 'approved-only', refill: false },
    counts: countsOf(first.exported, distinct.length, 'approved'),
    members: distinct.toSorted((one, other) => one.rank - other.rank),
  };
}

/** What was rejected from each subset, to be listened to again; subsets without rejects have none. */
export function rejectedSubsets(
  selections: readonly ExportedSelection[],
  members: ExportMembers,
): readonly ExportSubset[] {
  const taken = new Set<string>();
  return selections.flatMap((selection) => {
    const rejects = rejectsOf(selection, members);
    if (rejects.length === 0) {
      return [];
    }
    const { exported } = selection;
    const folder = freeFolder(`${rejectsFolder}/${wordless(exported.name)}`, taken);
    return [
      {
        ...exported,
        subsetId: null,
        origin: 'rejects' as const,
        name: `Rejected from ${exported.name}`,
        folder,
        counts: countsOf(exported, rejects.length, 'rejected'),
        members: rejects,
      },
    ];
  });
}

function countsOf(
  { counts }: ExportSubset,
  selected: number,
  decision: 'approved' | 'rejected',
): ExportSubset['counts'] {
  const none = { approved: 0, rejected: 0, unsure: 0, unreviewed: 0, refilled: 0, tiesAtCut: 0, tiesSelected: 0 };
  return { ...counts, ...none, [decision]: selected, candidates: selected, selected, zeroScores: 0, warnings: [] };
}

/** A folder name without the words that a packager reads and without what Windows forbids. */
function wordless(name: string): string {
  const left = name
    .replace(packagerWords, '')
    .replace(/[^\p{Letter}\p{Number}_-]+/gu, '_')
    .replace(/^_+|_+$/gu, '');
  return left === '' ? 'rejected' : `rejected_${left}`;
}

function freeFolder(wish: string, taken: Set<string>): string {
  let folder = wish;
  for (let number = 2; taken.has(folder.toLowerCase()); number += 1) {
    folder = `${wish}_${number}`;
  }
  taken.add(folder.toLowerCase());
  return folder;
}
