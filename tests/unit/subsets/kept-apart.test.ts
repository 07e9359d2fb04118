import { describe, expect, it } from 'vitest';
import type { LeakGrade } from '../../../electron/contract/leakage.ts';
import { usualKeptApart, type KeptApart } from '../../../electron/contract/subsets.ts';
import { strikes, struckCode, type Claim, type Ranked } from '../../../electron/core/subsets/kept-apart.ts';
import { countUnknown, overlapMatrix } from '../../../electron/core/subsets/overlap.ts';
import { selectTier, type TierSettings } from '../../../electron/core/subsets/select-tier.ts';
import { makeFacts } from './make-facts.ts';
import { fallingScores, type ScoreRow } from './make-scores.ts';

/** Ten recordings: 1 and 5 have the same content, 2 and 6 are of one night, 9 and 10 have neither time nor hash. */
function tenRecordings(verdictOf: (recordingId: number) => ScoreRow['verdict'] = () => undefined): Ranked {
  const scores = fallingScores(10, (index) => {
    const verdict = verdictOf(index + 1);
    return verdict === undefined ? {} : { verdict };
  });
  const facts = makeFacts(scores, {
    content: (id) => (id > 8 ? 0 : id === 5 ? 1 : id),
    night: (id) => (id > 8 ? 0 : id === 6 ? 102 : 100 + id),
  });
  return { scores, facts };
}

const claimOf = (ranked: Ranked, ...ids: number[]): Claim => ({
  ...ranked,
  members: Int32Array.from(ids, (id) => id - 1),
});

function struckOf(
  own: Ranked,
  claims: readonly Claim[],
  {
    apart = usualKeptApart,
    heldOut = null,
  }: { apart?: KeptApart; heldOut?: ((index: number) => LeakGrade | null) | null } = {},
): number[] {
  return [...strikes({ own, purpose: 'positive', apart, claims, others: claims, heldOut })];
}

const { otherSide, copies, sameNight, heldOut } = struckCode;

describe('keeping apart', () => {
  const own = tenRecordings();
  const claims = [claimOf(own, 1, 2)];

  it('takes out recordings, copies and nights of the other side, each under the first reason', () => {
    expect(struckOf(own, claims)).toEqual([otherSide, otherSide, 0, 0, copies, sameNight, 0, 0, 0, 0]);
  });

  it('does only what the family asks for', () => {
    const apart = { otherSide: true, copies: false, sameNight: false, heldOut: true };
    expect(struckOf(own, claims, { apart })).toEqual([otherSide, otherSide, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect(struckOf(own, claims, { apart: { ...apart, otherSide: false } }).every((code) => code === 0)).toBe(true);
  });

  it('never takes files without a time or a hash for one another', () => {
    expect(struckOf(own, [claimOf(own, 9)])).toEqual([0, 0, 0, 0, 0, 0, 0, 0, otherSide, 0]);
  });

  it('a finding on a copy decides like one on the recording, unless the recording has its own', () => {
    const heard = tenRecordings((id) => (id === 5 ? 'absent' : undefined));
    expect(struckOf(heard, [])).toEqual([copies, 0, 0, 0, copies, 0, 0, 0, 0, 0]);
    const both = tenRecordings((id) => ({ 1: 'present', 5: 'absent' })[id] as ScoreRow['verdict']);
    expect(struckOf(both, [])[0]).toBe(0);
  });

  it('takes out what is held out; the night alone only where nights are kept apart', () => {
    const grade = (index: number): LeakGrade | null => (['exact', 'strong', 'weak'] as const)[index] ?? null;
    expect(struckOf(own, [], { heldOut: grade }).slice(0, 4)).toEqual([heldOut, heldOut, heldOut, 0]);
    const apart = { ...usualKeptApart, sameNight: false };
    expect(struckOf(own, [], { heldOut: grade, apart }).slice(0, 4)).toEqual([heldOut, heldOut, 0, 0]);
    expect(struckOf(own, [], { heldOut: grade, apart: { ...apart, heldOut: false } })[0]).toBe(0);
  });

  it('leaves N as it is, takes from the candidates, and refills on request', () => {
    const settings: TierSettings = {
      purpose: 'positive',
      sourceIds: [1],
      denominator: { kind: 'scored' },
      policy: 'all-but-rejected',
      refill: false,
    };
    const struck = Uint8Array.from(struckOf(own, claims));
    const plain = selectTier(own.scores, { kind: 'top-percent', percent: 50 }, settings, { struck });
    expect(plain.counts).toMatchObject({
      denominator: 10,
      candidates: 2,
      selected: 2,
      keptApart: { otherSide: 2, copies: 1, sameNight: 0, heldOut: 0 },
    });
    expect(plain.counts.warnings.join()).toMatch(
      /Kept apart and left out: 2 in a subset of the other side, 1 whose copy/u,
    );
    const refilled = selectTier(
      own.scores,
      { kind: 'top-percent', percent: 50 },
      { ...settings, refill: true },
      { struck },
    );
    expect(Array.from(refilled.members, (index) => index + 1)).toEqual([3, 4, 7, 8, 9]);
    expect(refilled.counts).toMatchObject({ denominator: 10, refilled: 3 });
    const everything = selectTier(own.scores, { kind: 'top-n', count: 2 }, settings, { struck });
    expect(everything.counts.warnings.join()).toMatch(/every file that the rule picks is kept apart/u);
  });
});

describe('overlap', () => {
  it('counts every member of a row once: shared, else a copy, else of the same night', () => {
    const own = tenRecordings();
    const [first, second] = [claimOf(own, 1, 2, 3, 9), claimOf(own, 3, 5, 6, 10)];
    expect(overlapMatrix([first, second])).toEqual([
      [
        { recordings: 4, copies: 0, sameNight: 0 },
        { recordings: 1, copies: 1, sameNight: 1 },
      ],
      [
        { recordings: 1, copies: 1, sameNight: 1 },
        { recordings: 4, copies: 0, sameNight: 0 },
      ],
    ]);
    expect(countUnknown(first)).toEqual({ withoutHash: 1, withoutTime: 1 });
  });
});
