import type { Purpose } from '../../contract/identifiers.ts';
import type { LeakGrade } from '../../contract/leakage.ts';
import type { KeptApart } from '../../contract/subsets.ts';
import type { RankedScores } from '../review/ranked-scores.ts';
import { decisionCodes } from './decisions.ts';
import { numberAt } from './number-at.ts';
import type { RecordingFacts } from './recording-facts.ts';

/** Why a recording is kept apart, by index into the scores; 0: it is not. */
export const struckCode = { otherSide: 1, copies: 2, sameNight: 3, heldOut: 4 } as const;

/** A ranking with its facts; groups have the same numbers in every ranking of the library. */
export interface Ranked {
  readonly scores: RankedScores;
  readonly facts: RecordingFacts;
}

/** A subset of the other side, as far as it was made before. */
export interface Claim extends Ranked {
  /** Indexes into the claim's own scores. */
  readonly members: Int32Array;
}

export interface ToKeepApart {
  readonly own: Ranked;
  readonly purpose: Purpose;
  readonly apart: KeptApart;
  /** Subsets of the other side that were made before: what they hold is theirs. */
  readonly claims: readonly Claim[];
  /** Rankings of all subsets of the other side, whose findings on copies count here too. */
  readonly others: readonly Ranked[];
  /** How surely a recording is in a held-out split, by index; null where nothing is held out. */
  readonly heldOut: ((index: number) => LeakGrade | null) | null;
}

/** One byte a number (recording, content or night) that is taken; what has the number 0 is not known and never taken. */
type Table = Uint8Array;

const nothing: Table = new Uint8Array(0);

interface Taken {
  readonly recordings: Table;
  readonly contents: Table;
  readonly nights: Table;
  /** Contents that a person heard to belong to the other side. */
  readonly contrary: Table;
}

/** Nights and hashes are looked at only where something is to be kept apart by them: reading them takes a second a million. */
function takenFrom({ own, purpose, apart, claims, others }: ToKeepApart): Taken {
  if (!apart.otherSide) {
    return { recordings: nothing, contents: nothing, nights: nothing, contrary: nothing };
  }
  const inGroups = (by: 'content' | 'night'): Table =>
    claims.length === 0 ? nothing : membersIn(claims, own.facts.group(by).highest, ({ facts }) => facts.group(by).of);
  return {
    recordings: membersIn(claims, highestRecording(claims), ({ scores }) => scores.recordingIds),
    contents: apart.copies ? inGroups('content') : nothing,
    nights: apart.sameNight ? inGroups('night') : nothing,
    contrary: apart.copies ? contraryContents([own, ...others], purpose) : nothing,
  };
}

function highestRecording(claims: readonly Claim[]): number {
  let highest = 0;
  for (const { scores, members } of claims) {
    for (let place = 0; place < members.length; place += 1) {
      highest = Math.max(highest, scores.recordingIds[members[place] ?? 0] ?? 0);
    }
  }
  return highest;
}

function membersIn(claims: readonly Claim[], highest: number, column: (claim: Claim) => Int32Array): Table {
  const table = new Uint8Array(highest + 1);
  for (const claim of claims) {
    const numbers = column(claim);
    for (let place = 0; place < claim.members.length; place += 1) {
      table[numbers[claim.members[place] ?? 0] ?? 0] = 1;
    }
  }
  table[0] = 0;
  return table;
}

function contraryContents(rankings: readonly Ranked[], purpose: Purpose): Table {
  const { rejects } = decisionCodes(purpose);
  const heard = rankings.filter(({ scores }) => scores.verdicts.includes(rejects));
  const [first] = heard;
  const table = first === undefined ? nothing : new Uint8Array(first.facts.group('content').highest + 1);
  for (const { scores, facts } of heard) {
    const { of } = facts.group('content');
    for (let index = 0; index < of.length; index += 1) {
      if (scores.verdicts[index] === rejects) {
        table[numberAt(of, index)] = 1;
      }
    }
  }
  table[0] = 0;
  return table;
}

/**
 * What is kept apart from a subset, by index, as values of `struckCode`; each under the first reason that holds.
 *
 * Who wins where both sides claim a recording: the finding if there is one, because a rejected recording is in no subset of
 * that side, and the same goes for its copies. Otherwise, and always between two recordings of one night, the subset that was
 * made first. Weak matches with a held-out split (the same night) count where nights are kept apart.
 */
export function strikes(request: ToKeepApart): Uint8Array {
  const { own, purpose, apart, heldOut } = request;
  const { recordings, contents, nights, contrary } = takenFrom(request);
  const { recordingIds, verdicts } = own.scores;
  const none = new Int32Array(recordingIds.length);
  const contentOf = contents.length + contrary.length > 0 ? own.facts.group('content').of : none;
  const nightOf = nights.length > 0 ? own.facts.group('night').of : none;
  const isHeldOut = heldOutTest(apart, heldOut);
  const { approves } = decisionCodes(purpose);
  const struck = new Uint8Array(recordingIds.length);
  for (let index = 0; index < struck.length; index += 1) {
    const content = numberAt(contentOf, index);
    if (recordings[numberAt(recordingIds, index)] === 1) {
      struck[index] = struckCode.otherSide;
    } else if (contents[content] === 1 || (contrary[content] === 1 && verdicts[index] !== approves)) {
      struck[index] = struckCode.copies;
    } else if (nights[numberAt(nightOf, index)] === 1) {
      struck[index] = struckCode.sameNight;
    } else if (isHeldOut(index)) {
      struck[index] = struckCode.heldOut;
    }
  }
  return struck;
}

/** A weak grade is the same recorder in the same night. */
function heldOutTest(apart: KeptApart, gradeOf: ToKeepApart['heldOut']): (index: number) => boolean {
  if (!apart.heldOut || gradeOf === null) {
    return () => false;
  }
  return (index) => {
    const grade = gradeOf(index);
    return grade !== null && (grade !== 'weak' || apart.sameNight);
  };
}
