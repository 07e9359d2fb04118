import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openSession, type Session } from '../../electron/cli/session.ts';
import { addFolder } from '../../electron/cli/commands/add.ts';
import type { Recording } from '../../electron/contract/sources.ts';
import { fillSources } from '../support/known-recordings.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { makeNoise, writeTestWav } from '../support/wav-fixture.ts';

const folder = temporaryFolder();
let cards = 0;

interface Card {
  readonly session: Session;
  readonly path: string;
  readonly sourceId: number;
}

/** A library with one source: names below the card, each with its GUANO text where it has one. */
async function withCard(files: Readonly<Record<string, string | null>>, work: (card: Card) => Promise<void>) {
  cards += 1;
  const path = join(folder, `card ${cards}`);
  for (const [name, guano] of Object.entries(files)) {
    await writeCardFile(join(path, name), guano);
  }
  const session = await openSession({ libraryFolder: join(folder, `library ${cards}`), scorerCount: 1 });
  try {
    await addFolder(session, path, { role: 'unlabelled', site: 'the pond' });
    const [source] = await session.call('source/list', {});
    await work({ session, path, sourceId: source?.id ?? 0 });
  } finally {
    await session.close();
    await rm(path, { recursive: true });
  }
}

async function writeCardFile(path: string, guano: string | null): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeTestWav(path, makeNoise(800), 8000, guano === null ? {} : { after: [{ id: 'guan', content: guano }] });
}

async function recordingsOf({ session, sourceId }: Card): Promise<Recording[]> {
  return (await session.call('recording/page', { sourceId, offset: 0, limit: 100 })).rows;
}

describe('the time zone of a source', () => {
  const files = {
    'A_20240301_210500.wav': 'GUANO|Version: 1.0\nTimestamp: 2024-03-02T05:05:00Z\n',
    'B_20240301_210500.wav': null,
    'C_20240301_200100.wav': 'GUANO|Version: 1.0\nTimestamp: 2024-03-01T21:05:00\nLoc Position: 37.5 -122.1\n',
  };

  test('is read anew without the files, and taken back', async () => {
    await withCard(files, async (card) => {
      const { session, path, sourceId } = card;
      const read = async () =>
        (await recordingsOf(card)).map(({ recordedAt, timeRemark }) => [recordedAt, timeRemark?.slice(0, 60) ?? null]);
      const before = await read();
      expect(before).toEqual([
        ['2024-03-02T05:05:00Z', 'Recorded 2024-03-02 05:05:00 UTC (GUANO); the file name says'],
        ['2024-03-01T21:05:00', null],
        ['2024-03-01T21:05:00', 'Recorded 2024-03-01 21:05:00 (GUANO); the file name says 20:'],
      ]);
      await rm(join(path, 'A_20240301_210500.wav'));
      const changed = await session.call('source/update', { sourceId, timeZone: 'America/Los_Angeles' });
      expect(changed).toMatchObject({ timeZone: 'America/Los_Angeles', timeRemarkCount: 1 });
      expect((await read()).map(([recordedAt]) => recordedAt)).toEqual([
        '2024-03-01T21:05:00-08:00',
        '2024-03-01T21:05:00-08:00',
        '2024-03-01T21:05:00-08:00',
      ]);
      await session.call('source/update', { sourceId, timeZone: 'UTC+10' });
      expect((await read())[1]?.[0]).toBe('2024-03-01T21:05:00+10:00');
      await session.call('source/update', { sourceId, timeZone: null });
      expect(await read()).toEqual(before);
      await expect(session.call('source/update', { sourceId, timeZone: 'Mars' })).rejects.toThrow(
        /no time zone “Mars”/,
      );
    });
  });

  test('facts come with the places where they were found', async () => {
    await withCard(files, async (card) => {
      const facts = (await recordingsOf(card))[2]?.facts;
      expect(facts).toMatchObject({
        values: { recorder: 'C', position: { latitude: 37.5, longitude: -122.1 } },
        origins: { recorder: 'file name', position: 'GUANO' },
      });
      expect(facts?.times.map(({ origin }) => origin)).toEqual(['GUANO', 'file name']);
    });
  });

  test('is read anew for all of a large source, in parts between which others are answered, and for no other', async () => {
    const libraryFolder = join(folder, 'large');
    const recordings = Array.from({ length: 900 }, (_, index) => ({
      path: `${index}.wav`,
      raw: 1,
      recordedAt: '2024-03-01T21:05:00',
    }));
    fillSources(libraryFolder, 'RADR', [
      { name: 'a', role: 'positive', recordings },
      { name: 'b', role: 'positive', recordings },
    ]);
    const session = await openSession({ libraryFolder, scorerCount: 1 });
    try {
      const [one, other] = await session.call('source/list', {});
      const timesOf = async (sourceId: number) => {
        const { rows } = await session.call('recording/page', { sourceId, offset: 0, limit: 1000 });
        return [...new Set(rows.map(({ recordedAt }) => recordedAt))];
      };
      const updated = session.call('source/update', { sourceId: one?.id ?? 0, timeZone: 'Asia/Tokyo' });
      expect(await timesOf(one?.id ?? 0)).toEqual(['2024-03-01T21:05:00+09:00', '2024-03-01T21:05:00']);
      expect(await updated).toMatchObject({ timeZone: 'Asia/Tokyo', name: 'a' });
      expect(await timesOf(one?.id ?? 0)).toEqual(['2024-03-01T21:05:00+09:00']);
      expect(await timesOf(other?.id ?? 0)).toEqual(['2024-03-01T21:05:00']);
    } finally {
      await session.close();
    }
  });
});

describe('attributes from names', () => {
  test('go before the source in rules and rankings, and leave with their rule', async () => {
    const libraryFolder = join(folder, 'ranked');
    const recordings = ['north_02_1.wav', 'north_02_2.wav', 'south_09_1.wav', 'x.wav'].map((path) => ({
      path,
      raw: 2,
    }));
    fillSources(libraryFolder, 'RADR', [{ name: 'a', role: 'positive', site: 'pond', recorder: '7', recordings }]);
    const session = await openSession({ libraryFolder, scorerCount: 1 });
    try {
      const [run] = await session.call('run/list', {});
      const [source] = await session.call('source/list', {});
      const [runId, sourceId] = [run?.id ?? 0, source?.id ?? 0];
      const onePerSite = async () => {
        const rule = { kind: 'pipeline' as const, steps: [{ kind: 'per-site' as const, most: 1 }] };
        const [counts] = await session.call('subset/preview', {
          settings: {
            runId,
            label: 'RADR',
            purpose: 'positive',
            sourceIds: [sourceId],
            denominator: { kind: 'scored' },
            policy: 'all-but-rejected',
            refill: false,
          },
          tiers: [{ name: 't', folder: 'bestlow/t', rule }],
        });
        const page = await session.call('ranking/page', { runId, label: 'RADR', offset: 0, limit: 10 });
        return [counts?.selected, page.rows.map(({ recorder }) => recorder)];
      };
      const before = await onePerSite();
      expect(before).toEqual([1, ['7', '7', '7', '7']]);
      await session.call('source/apply-names', { sourceId, rules: ['{site}_{recorder}_*'] });
      expect(await onePerSite()).toEqual([3, ['02', '02', '09', '7']]);
      await session.call('source/apply-names', { sourceId, rules: [] });
      expect(await onePerSite()).toEqual(before);
    } finally {
      await session.close();
    }
  });

  const rule = '{label}_{quality}_{calltype}_{recorder}_{site}_{timestamp}.wav';
  const files = {
    'positive_low_grunt_02_ASU_20240301_210503.wav': null,
    'negative_high_growl_10_Corral_Hollow_20240301_210503.WAV': null,
    'd/x.wav': null,
    'e/x.wav': null,
    'y.wav': null,
  };

  test('are previewed, applied, kept for new files, and taken back', async () => {
    await withCard(files, async (card) => {
      const { session, path, sourceId } = card;
      const request = { sourceId, rules: [rule] };
      const preview = await session.call('source/preview-names', request);
      expect(preview).toMatchObject({ total: 5, matched: 2, unmatched: 3, changed: 2, positive: 1, negative: 1 });
      expect((await recordingsOf(card)).every(({ attributes }) => attributes === null)).toBe(true);

      expect(await session.call('source/apply-names', request)).toEqual(preview);
      expect(await session.call('source/preview-names', request)).toMatchObject({ matched: 2, changed: 0 });
      const named = (await recordingsOf(card)).filter(({ attributes }) => attributes !== null);
      expect(named.map(({ attributes }) => attributes)).toEqual([
        { origin: 'rule', role: 'negative', quality: 'high', callType: 'growl', site: 'Corral_Hollow', recorder: '10' },
        { origin: 'rule', role: 'positive', quality: 'low', callType: 'grunt', site: 'ASU', recorder: '02' },
      ]);

      await writeCardFile(join(path, 'positive_medium_both_09_ASU_20240302_210503.wav'), null);
      const { jobId } = await session.call('source/rescan', { sourceId });
      await session.finish(jobId, () => undefined);
      expect((await recordingsOf(card)).filter(({ attributes }) => attributes !== null)).toHaveLength(3);

      await session.call('source/apply-names', { sourceId, rules: [] });
      expect((await recordingsOf(card)).every(({ attributes }) => attributes === null)).toBe(true);
      const refused = session.call('source/preview-names', { sourceId, rules: ['{species}.wav'] });
      await expect(refused).rejects.toThrow(/none of/);
    });
  });

  test('are applied to what a rescan adds, with the manifest read anew; where that is gone its labels stay', async () => {
    await withCard({ 'd/x.wav': null, 'y.wav': null }, async (card) => {
      const { session, path, sourceId } = card;
      const manifestPath = join(path, 'manifest.csv');
      const table = (...rows: readonly string[]) => writeFile(manifestPath, ['label,filename', ...rows, ''].join('\n'));
      const rescan = async () => {
        await session.finish((await session.call('source/rescan', { sourceId })).jobId);
        const [source] = await session.call('source/list', {});
        return source?.lastScan?.names;
      };
      const roles = async () =>
        (await recordingsOf(card)).map(({ relativePath, attributes }) => [relativePath, attributes?.role ?? null]);
      await table('negative,y.wav');
      await session.call('source/apply-names', { sourceId, rules: ['{site}/*'], manifestPath });

      await writeCardFile(join(path, 'd/new.wav'), null);
      await writeCardFile(join(path, 'z.wav'), null);
      await table('positive,y.wav', 'negative,z.wav');
      expect(await rescan()).toEqual({ named: 4, changed: 3, manifestFault: null });
      expect(await roles()).toEqual([
        ['d/new.wav', null],
        ['d/x.wav', null],
        ['y.wav', 'positive'],
        ['z.wav', 'negative'],
      ]);
      expect((await recordingsOf(card))[0]?.attributes).toMatchObject({ origin: 'rule', site: 'd' });

      await rm(manifestPath);
      await writeCardFile(join(path, 'e/late.wav'), null);
      expect(await rescan()).toEqual({
        named: 5,
        changed: 1,
        manifestFault: expect.stringMatching(/manifest .* cannot be read/u) as string,
      });
      expect((await roles()).slice(-2)).toEqual([
        ['y.wav', 'positive'],
        ['z.wav', 'negative'],
      ]);
    });
  });

  test('a manifest goes before the rules, and what it leaves open is listed', async () => {
    await withCard(files, async (card) => {
      const { session, path, sourceId } = card;
      const manifestPath = join(path, 'manifest.csv');
      await writeFile(
        manifestPath,
        'label,quality,call_type,site,recorder_id,date,new_full_path,split,filename\n' +
          'negative,,,,09,,splits/d/x.wav,train,x.wav\npositive,,,,,,,train,x.wav\nnegative,,,,,,,train,y.wav\n,,,,,,,train,z.wav\n',
      );
      const applied = await session.call('source/apply-names', { sourceId, rules: ['{site}/*'], manifestPath });
      expect(applied.manifest).toMatchObject({ rows: 4, matchedByPath: 2, matchedByName: 0, unmatched: { count: 1 } });
      expect(applied.manifest?.ambiguous.first).toEqual([
        { line: 3, path: 'x.wav', reason: '2 recordings have this name' },
      ]);
      const byPath = new Map((await recordingsOf(card)).map((row) => [row.relativePath, row.attributes]));
      expect(byPath.get('d/x.wav')).toMatchObject({ origin: 'manifest', role: 'negative', recorder: '09', site: 'd' });
      expect(byPath.get('e/x.wav')).toMatchObject({ origin: 'rule', site: 'e', role: null });
      const [source] = await session.call('source/list', {});
      expect(source).toMatchObject({ nameRules: ['{site}/*'], attributeManifest: manifestPath });
    });
  });
});
