import { describe, expect, it } from 'vitest';
import { memberOf, planOf, sampleRate, subsetOf } from './make-export.ts';

const small = { name: 'small', folder: 'bestLowQuality/small' };
const minute = memberOf(1, {
  durationSeconds: 60,
  bestFromSeconds: 30,
  bestToSeconds: 33,
  windows: [
    { fromSeconds: 30, raw: 5, confidence: 0.99 },
    { fromSeconds: 31.5, raw: 4, confidence: 0.98 },
    { fromSeconds: 12, raw: 3, confidence: 0.95 },
    { fromSeconds: 57, raw: 2, confidence: 0.9 },
  ],
});

describe('several clips of one recording', () => {
  it('do not overlap, best first, and carry their place in their name', () => {
    const plan = planOf('/out', [subsetOf(small, [minute])], { clipsPerRecording: 3 });
    expect(plan.files.map(({ exportedName, part }) => [exportedName, part?.fromSeconds, part?.toSeconds])).toEqual([
      ['rec_1_030.0s.wav', 30, 33],
      ['rec_1_012.0s.wav', 12, 15],
      ['rec_1_057.0s.wav', 57, 60],
    ]);
    expect(plan.renamed).toEqual([]);
  });

  it('stay apart from a recording that has such a name itself', () => {
    const rival = memberOf(2, { relativePath: 'rec_1_030.0s.wav' });
    const plan = planOf('/out', [subsetOf(small, [minute, rival])], { clipsPerRecording: 2 });
    const names = plan.files.map(({ exportedName }) => exportedName);
    expect(new Set(names).size).toBe(3);
    expect(names).toContain('rec_1_030.0s.wav');
    expect(names).toContain('rec_1~1_030.0s.wav');
    expect(plan.problems).toEqual([]);
  });
});

describe('what stays as it is', () => {
  it.each([
    ['another sample rate', { sampleRate: 22_050 }, 44 + 2 * 3 * 22_050],
    ['padding', { padClips: true, clipSeconds: 5 }, 44 + 2 * 5 * sampleRate],
  ])('is rewritten for %s', (_, change, bytes) => {
    const [file] = planOf('/out', [subsetOf(small, [memberOf(1)])], change).files;
    expect(file?.part).not.toBeNull();
    expect(file?.bytes).toBe(bytes);
  });

  it('is rewritten as mono with 16 bits only where it is not so yet', () => {
    const members = [memberOf(1), memberOf(2, { channels: 2 }), memberOf(3, { bitsPerSample: 24 })];
    const plan = planOf('/out', [subsetOf(small, members)], { mono16: true });
    expect(plan.files.map(({ part }) => part === null)).toEqual([true, false, false]);
  });

  it('needs no room as a link, and cannot be a link when it is changed', () => {
    const subset = subsetOf(small, [memberOf(1)]);
    expect(planOf('/out', [subset], { method: 'hard-link' }).totalBytes).toBe(0);
    expect(planOf('/out', [subset], { method: 'hard-link', sampleRate: 8000 }).problems).toHaveLength(1);
  });
});

describe('copies of one sound', () => {
  const sha256 = 'ee'.repeat(32);
  const members = [memberOf(1, { sha256 }), memberOf(2), memberOf(3, { sha256 })];

  it('are left out by name but the best-ranked', () => {
    const [tier] = planOf('/out', [subsetOf(small, members)]).tiers;
    expect(tier?.items.map(({ member }) => member.recordingId)).toEqual([1, 2]);
    expect(tier?.copiesDropped.map(({ member, copyOf }) => [member.recordingId, copyOf.recordingId])).toEqual([[3, 1]]);
  });

  it('stay on request', () => {
    expect(planOf('/out', [subsetOf(small, members)], { dropCopies: false }).tiers[0]?.items).toHaveLength(3);
  });
});
