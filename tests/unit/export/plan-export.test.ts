import { describe, expect, it } from 'vitest';
import { clipExtent } from '../../../electron/core/export/clip-extent.ts';
import { manifestColumns, manifestText } from '../../../electron/core/export/tables/manifest.ts';
import { shortestFloat32 } from '../../../electron/core/export/tables/shortest-float32.ts';
import { parse } from 'csv-parse/sync';
import { memberOf, planOf, sampleRate, subsetOf } from './make-export.ts';

const small = { name: 'small', folder: 'bestLowQuality/small' };
const medium = { name: 'medium', folder: 'bestLowQuality/medium', id: 2 };

describe('clipExtent', () => {
  const sixty = { durationSeconds: 60, bestFromSeconds: 27.5, bestToSeconds: 30.5, focusSeconds: null };

  it('is centred on the best window', () => {
    expect(clipExtent(sixty, 3)).toEqual({ fromSeconds: 27.5, toSeconds: 30.5 });
    expect(clipExtent(sixty, 5)).toEqual({ fromSeconds: 26.5, toSeconds: 31.5 });
    expect(clipExtent({ ...sixty, bestToSeconds: 28.46 }, 3)).toEqual({ fromSeconds: 26.48, toSeconds: 29.48 });
  });

  it('is shifted to lie inside the recording', () => {
    expect(clipExtent({ ...sixty, bestFromSeconds: 0, bestToSeconds: 1 }, 3)).toEqual({ fromSeconds: 0, toSeconds: 3 });
    expect(clipExtent({ ...sixty, bestFromSeconds: 59, bestToSeconds: 62 }, 3)).toEqual({
      fromSeconds: 57,
      toSeconds: 60,
    });
  });

  it('is the middle where no window is known, and nothing for short or unmeasured recordings', () => {
    expect(
      clipExtent({ durationSeconds: 10, bestFromSeconds: null, bestToSeconds: null, focusSeconds: null }, 3),
    ).toEqual({
      fromSeconds: 3.5,
      toSeconds: 6.5,
    });
    expect(clipExtent({ ...sixty, durationSeconds: 3 }, 3)).toBeNull();
    expect(clipExtent({ ...sixty, durationSeconds: 2 }, 3)).toBeNull();
    expect(clipExtent({ ...sixty, durationSeconds: null }, 3)).toBeNull();
  });
});

describe('planExport', () => {
  const long = memberOf(1, { durationSeconds: 60, bestFromSeconds: 27.5, bestToSeconds: 30.5, sizeBytes: 960_044 });
  const short = memberOf(2);

  it('writes a file once for all the tiers that hold it', () => {
    const plan = planOf('/out', [subsetOf(small, [long]), subsetOf(medium, [long, short])]);
    expect(plan.files).toHaveLength(2);
    expect(plan.tiers.map(({ items }) => items.map(({ file }) => file))).toEqual([[0], [0, 1]]);
    expect(plan.tiers.map(({ clips }) => clips)).toEqual([1, 1]);
    expect(plan.tiers[1]?.path).toBe('/out/bestLowQuality/medium');
    const clipBytes = 44 + 2 * 3 * sampleRate;
    expect(plan.files.map(({ bytes }) => bytes)).toEqual([clipBytes, 1000]);
    expect(plan.totalBytes).toBe(clipBytes + 1000);
    expect(plan.tiers[1]?.bytes).toBe(clipBytes + 1000);
    expect(plan.problems).toEqual([]);
    expect(plan.warnings).toEqual([]);
  });

  it('copies whole files on request, and decodes what is not a sound WAV', () => {
    const flac = memberOf(3, { relativePath: 'frog.flac', copyable: false });
    const plan = planOf('/out', [subsetOf(small, [long, flac])], { extent: 'whole' });
    expect(plan.files.map(({ part }) => part)).toMatchObject([null, { fromSeconds: 0, toSeconds: 3 }]);
    expect(plan.files.map(({ exportedName }) => exportedName)).toEqual(['rec_1.wav', 'frog.wav']);
  });

  it('keeps two clips of one recording apart when two runs found other best windows', () => {
    const elsewhere = { ...long, bestFromSeconds: 3, bestToSeconds: 6 };
    const plan = planOf('/out', [
      subsetOf(small, [long]),
      subsetOf({ name: 'hard', folder: 'hardNeg/hard', purpose: 'negative', id: 2 }, [elsewhere]),
    ]);
    expect(plan.files.map(({ exportedName, part }) => [exportedName, part?.fromSeconds])).toEqual([
      ['rec_1.wav', 27.5],
      ['rec_1.wav', 3],
    ]);
    expect(plan.warnings).toEqual(['1 file is in a positive and in a negative subset at once.']);
  });

  it('lists recordings that get another name', () => {
    const one = memberOf(1, { relativePath: 'x.WAV' });
    const two = memberOf(2, { relativePath: 'x.wav', sourceName: 'B' });
    const plan = planOf('/out', [subsetOf(small, [one, two, memberOf(3, { relativePath: 'y.WAV' })])]);
    expect(plan.renamed).toEqual([
      { original: 'A/x.WAV', exportedName: 'A__x.wav' },
      { original: 'B/x.wav', exportedName: 'B__x.wav' },
    ]);
  });

  it('names what keeps an export from being written', () => {
    const codes = (plan: ReturnType<typeof planOf>): string[] => plan.problems.map(({ code }) => code);
    expect(codes(planOf('/out', [subsetOf(small, [])]))).toEqual(['subset-empty']);
    expect(codes(planOf('/out', [subsetOf({ ...small, folder: 'curated/top5' }, [short])]))).toEqual(['invalid-input']);
    expect(codes(planOf('/out', [subsetOf(small, [short]), subsetOf({ ...small, id: 2 }, [short])]))).toEqual([
      'invalid-input',
    ]);
  });

  it('warns of clips from the middle and of recordings without a length', () => {
    const plan = planOf('/out', [
      subsetOf(small, [
        memberOf(1, { durationSeconds: 60, bestFromSeconds: null, bestToSeconds: null, focusSeconds: null }),
        memberOf(2, { durationSeconds: null }),
      ]),
    ]);
    expect(plan.warnings.join(' ')).toMatch(/1 file has no best window.*1 file has no known length/u);
  });
});

describe('shortestFloat32', () => {
  it.each([
    [0.1, '0.1'],
    [0.9999999, '0.9999999'],
    [-12.4, '-12.4'],
    [0, '0'],
    [16_777_216, '16777216'],
    [1e-30, '1e-30'],
    [1 / 3, '0.33333334'],
  ])('of %d is %s', (value, text) => {
    expect(shortestFloat32(Math.fround(value))).toBe(text);
  });

  it('reads back as the same bits, and no shorter decimal does', () => {
    const bits = new Uint32Array(1);
    const float = new Float32Array(bits.buffer);
    for (let index = 0; index < 20_000; index += 1) {
      bits[0] = Math.imul(index, 2_654_435_761) >>> 0;
      const value = float[0] ?? 0;
      if (Number.isFinite(value)) {
        expect(Math.fround(Number(shortestFloat32(value)))).toBe(value);
      }
    }
  });
});

describe('manifestText', () => {
  it('is RFC 4180 and says where each file comes from', () => {
    const member = memberOf(1, {
      relativePath: 'night 1/x,"y".wav',
      verdict: 'present',
      reviewer: 'Ana',
      note: 'two lines\nof text',
      role: 'positive',
      quality: 'low',
      callType: 'grunt',
      raw: Math.fround(2.1),
      durationSeconds: 60,
      bestFromSeconds: 27.5,
      bestToSeconds: 30.5,
    });
    const subset = subsetOf(small, [member]);
    const plan = planOf('/out', [subset]);
    const [planned] = plan.files;
    if (planned === undefined) {
      throw new Error('Nothing was planned.');
    }
    const written = { bytes: 48_044, sha256: 'cd'.repeat(32), modifiedMs: 0 };
    const text = manifestText([{ member, planned, written, subsets: [subset] }]);
    expect(text.startsWith(`${manifestColumns.join(',')}\r\n`)).toBe(true);
    expect(parse(text, { columns: true })).toEqual([
      {
        exported_name: 'x,_y_.wav',
        original_path: '/cards/A/night 1/x,"y".wav',
        source: 'A',
        relative_path: 'night 1/x,"y".wav',
        sha256: 'cd'.repeat(32),
        bytes: '48044',
        from_seconds: '27.5',
        to_seconds: '30.5',
        channel: 'mix',
        scored_channel: 'mix',
        raw_score: '2.1',
        confidence: '0.8175745',
        rank: '1',
        decision: 'approved',
        finding: 'present',
        reviewer: 'Ana',
        note: 'two lines\nof text',
        label: 'RADR',
        run: 'stage4_038 on low quality',
        model: 'stage4_038',
        model_sha256: 'ab'.repeat(32),
        recorder: '',
        recorded_at: '2024-03-01T21:05:00-07:00',
        subset: 'small',
        purpose: 'positive',
        role: 'positive',
        quality: 'low',
        call_type: 'grunt',
        site: '',
      },
    ]);
  });
});
