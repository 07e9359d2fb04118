import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSession, type Session } from '../../electron/cli/session.ts';
import { makeFamily, type FamilyOptions } from '../../electron/cli/subsets/make-family.ts';
import type { RankingFilter } from '../../electron/contract/ranking.ts';
import type { Subset } from '../../electron/contract/subsets.ts';
import { fillSources } from '../support/known-recordings.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = temporaryFolder();
const [once, twice] = ['1'.repeat(64), '2'.repeat(64)];
const [cards, clips] = [1, 2];
let session: Session;

beforeAll(async () => {
  const libraryFolder = join(folder, 'library');
  fillSources(libraryFolder, 'RADR', [
    {
      name: 'cards',
      role: 'negative',
      recordings: [
        { path: 'a.wav', raw: 4, sha256: twice },
        { path: 'b.wav', raw: 2, sha256: once },
        { path: 'c.wav', raw: null },
      ],
    },
    {
      name: 'clips',
      role: 'unlabelled',
      recordings: [
        { path: 'positive_low_1.wav', raw: 4, sha256: twice },
        { path: 'negative_high_2.wav', raw: 3 },
        { path: 'x.wav', raw: 1, sha256: twice },
      ],
    },
  ]);
  session = await openSession({ libraryFolder, scorerCount: 1 });
  await session.call('source/update', { sourceId: cards, quality: 'medium' });
  await session.call('source/apply-names', { sourceId: clips, rules: ['{label}_{quality}_*'] });
});
afterAll(() => session.close());

const key = { runId: 1, label: 'RADR' };

async function names(filter: RankingFilter): Promise<string[]> {
  const page = await session.call('ranking/page', { ...key, filter, offset: 0, limit: 100 });
  expect(page.total).toBe(page.rows.length);
  return page.rows.map((row) => row.fileName);
}

describe('a family ranks recordings by their own role', () => {
  const plain: FamilyOptions = { source: [], percent: [], threshold: [], policy: 'all-but-rejected', dryRun: true };
  const filesOf = async (family: string, options: Partial<FamilyOptions> = {}) => {
    const counts = (await makeFamily(session, family, { ...plain, ...options })).value as Subset[];
    return counts[0]?.counts.denominator;
  };

  test('of mixed sources only those of its side, of the others all', async () => {
    expect(await session.call('subset/scope', { ...key, purpose: 'positive' })).toEqual({
      sourceIds: [clips],
      roles: ['positive'],
      lowQualities: null,
      qualityCounts: { high: 0, medium: 0, low: 1, none: 0 },
    });
    expect(await filesOf('percent')).toBe(1);
    expect(await filesOf('percent', { anyRole: true, quality: 'any' })).toBe(3);
    expect(await filesOf('threshold')).toBe(4);
    // Whoever names sources of which one has no such recording gets them whole.
    expect(await filesOf('percent', { source: ['cards', 'clips'], quality: 'any' })).toBe(6);
    expect(await filesOf('percent', { source: ['clips'] })).toBe(1);
  });

  test('the best of low quality leave out what is known to be better, say so, and can take every quality', async () => {
    const report = async (family: string, options: Partial<FamilyOptions> = {}) => {
      const { value, lines } = await makeFamily(session, family, { ...plain, source: ['cards', 'clips'], ...options });
      const { denominator, otherQuality } = (value as Subset[])[0]?.counts ?? {};
      return { denominator, otherQuality, says: lines.at(-1) };
    };
    expect(await report('percent')).toEqual({
      denominator: 2,
      otherQuality: 4,
      says: 'Quality: 4 of 6 are high or medium and left out; 1 of unknown quality stays in (--quality any takes every recording)',
    });
    expect(await report('percent', { quality: 'low' })).toMatchObject({ denominator: 1, otherQuality: 5 });
    expect(await report('percent', { quality: 'low, medium' })).toMatchObject({ denominator: 4, otherQuality: 2 });
    const any = await report('percent', { quality: 'any' });
    expect(any).toMatchObject({ denominator: 6, otherQuality: 0 });
    expect(any.says).not.toContain('Quality');
    // Hard negatives are of any quality, unless a person says otherwise.
    expect(await report('threshold')).toMatchObject({ denominator: 4, otherQuality: 0 });
    await expect(report('percent', { quality: 'poor' })).rejects.toThrow('no quality “poor”');
  });

  test('a subset of one quality keeps to it, in its members as in N', async () => {
    await makeFamily(session, 'percent', { ...plain, source: ['cards', 'clips'], percent: ['100'], dryRun: false });
    const [subset] = await session.call('subset/list', {});
    expect(subset?.settings.qualities).toEqual(['low', 'none']);
    expect(await names({ subsetId: subset?.id ?? 0 })).toEqual(['positive_low_1.wav', 'x.wav']);
    await session.call('subset/remove', { subsetIds: [subset?.id ?? 0] });
  });

  test('of sources of one role nothing is asked of recordings, so that another role of the source changes no subset', async () => {
    const scope = await session.call('subset/scope', { ...key, purpose: 'negative', sourceIds: [cards] });
    expect(scope).toMatchObject({ sourceIds: [cards], roles: null, lowQualities: null });
  });
});

describe('a ranking is filtered', () => {
  test('by role and quality, where what a name says goes before the source', async () => {
    expect(await names({ roles: ['positive'] })).toEqual(['positive_low_1.wav']);
    expect(await names({ roles: ['negative'] })).toEqual(['a.wav', 'negative_high_2.wav', 'b.wav', 'c.wav']);
    expect(await names({ roles: ['unlabelled', 'positive'] })).toEqual(['positive_low_1.wav', 'x.wav']);
    expect(await names({ qualities: ['medium', 'high'] })).toEqual(['a.wav', 'negative_high_2.wav', 'b.wav', 'c.wav']);
    expect(await names({ qualities: ['none'], sourceIds: [clips] })).toEqual(['x.wav']);
    expect(await names({ roles: ['negative'], qualities: ['high'] })).toEqual(['negative_high_2.wav']);
  });

  test('by copies: all of them, one of each among what the other conditions leave, those of one recording', async () => {
    expect(await names({ copies: 'only' })).toEqual(['a.wav', 'positive_low_1.wav', 'x.wav']);
    const oneOfEach = await names({ copies: 'one-of-each' });
    expect(oneOfEach).toEqual(['a.wav', 'negative_high_2.wav', 'b.wav', 'c.wav']);
    expect(await names({ copies: 'one-of-each', sourceIds: [clips] })).toEqual([
      'positive_low_1.wav',
      'negative_high_2.wav',
    ]);
    const [, second] = (await session.call('ranking/page', { ...key, offset: 0, limit: 2 })).rows;
    expect(await names({ copiesOf: second?.recordingId ?? 0 })).toEqual(['a.wav', 'positive_low_1.wav', 'x.wav']);
  });

  test('and every kind is counted, in all and in one source', async () => {
    expect(await session.call('ranking/facets', key)).toEqual({
      total: 6,
      roles: { positive: 1, negative: 4, unlabelled: 1 },
      qualities: { high: 1, medium: 3, low: 1, none: 1 },
      copies: { withCopies: 3, distinct: 4, unknown: 2 },
    });
    const facets = await session.call('ranking/facets', { ...key, sourceIds: [clips] });
    expect(facets).toMatchObject({ total: 3, copies: { withCopies: 2, distinct: 2, unknown: 1 } });
  });

  test('anew when a source gets another role', async () => {
    await session.call('source/update', { sourceId: cards, role: 'positive' });
    expect(await names({ roles: ['negative'] })).toEqual(['negative_high_2.wav']);
    await session.call('source/update', { sourceId: cards, role: 'negative' });
    expect(await names({ roles: ['positive'] })).toEqual(['positive_low_1.wav']);
  });
});
