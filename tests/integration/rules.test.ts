import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openSession, type Session } from '../../electron/cli/session.ts';
import { makeFamily } from '../../electron/cli/subsets/make-family.ts';
import { readRuleText } from '../../electron/cli/subsets/rule-text.ts';
import { showLeftOut, showOverlap, showSubsets } from '../../electron/cli/subsets/subset-reports.ts';
import { FaultError } from '../../electron/contract/outcome.ts';
import {
  usualKeptApart,
  type SelectionSettings,
  type Subset,
  type TierCounts,
} from '../../electron/contract/subsets.ts';
import { fillSources, type KnownRecording, type KnownSource } from '../support/known-recordings.ts';
import { fillLibrary } from '../support/known-scores.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const label = 'RADR';
const plain = { source: [], percent: [], threshold: [], policy: 'all-but-rejected' };

async function withSession(fill: (libraryFolder: string) => void, work: (session: Session) => Promise<void>) {
  const libraryFolder = join(temporaryFolder(), 'library');
  fill(libraryFolder);
  const session = await openSession({ libraryFolder, scorerCount: 1 });
  try {
    await work(session);
  } finally {
    await session.close();
  }
}

function withSources(sources: readonly KnownSource[], work: (session: Session) => Promise<void>) {
  return withSession((folder) => {
    fillSources(folder, label, sources);
  }, work);
}

function pond(name: string, recordings: readonly KnownRecording[], facts: Partial<KnownSource> = {}): KnownSource {
  return { name, role: 'positive', recordings, ...facts };
}

async function settingsOf(session: Session, changes: Partial<SelectionSettings> = {}): Promise<SelectionSettings> {
  const run = (await session.call('run/list', {}))[0];
  return {
    runId: run?.id ?? 0,
    label,
    purpose: 'positive',
    sourceIds: run?.sourceIds ?? [],
    denominator: { kind: 'scored' },
    policy: 'all-but-rejected',
    refill: false,
    ...changes,
  };
}

/** Paths of the members of a subset, best first. */
async function pathsOf(session: Session, { id, settings }: Subset): Promise<string[]> {
  const { runId } = settings;
  const page = await session.call('ranking/page', { runId, label, filter: { subsetId: id }, offset: 0, limit: 1000 });
  return page.rows.map((row) => row.relativePath);
}

async function countsOf(session: Session, rule: string, settings: SelectionSettings): Promise<TierCounts> {
  const tier = { name: 't', folder: 'bestlow/t', rule: readRuleText(rule, await session.call('subset/rules', {})) };
  const [counts] = await session.call('subset/preview', { settings, tiers: [tier] });
  if (counts === undefined) {
    throw new Error('Nothing was counted');
  }
  return counts;
}

describe('the command line', () => {
  test('gives the study’s 51, 154, 309 and 515 of 1,030, and shows them again', async () => {
    const scores = Array.from({ length: 1030 }, (_, index) => ({ raw: index / 100 - 5 }));
    await withSession(
      (folder) => {
        fillLibrary(folder, label, scores);
      },
      async (session) => {
        const made = (await makeFamily(session, 'percent', plain)).value as Subset[];
        expect(made.map(({ counts }) => [counts.selected, counts.denominator])).toEqual(
          [51, 154, 309, 515].map((count) => [count, 1030]),
        );
        const shown = (await showSubsets(session, ['small'])).value as Subset[];
        expect(shown.map(({ ruleInWords, counts }) => [ruleInWords, counts.selected])).toEqual([['top 5 %', 51]]);
        const overlap = (await showOverlap(session, [])).lines.join('\n');
        expect(overlap).toMatch(/top50 .*51 \+ 0 \+ 0 .*154 \+ 0 \+ 0 .*309 \+ 0 \+ 0/u);
      },
    );
  });

  test('composes typed rules, the same later steps for all tiers, and says what is wrong with them', async () => {
    const night = (index: number): string => `2024-03-0${1 + Math.floor(index / 10)}T21:00:00`;
    const recordings = Array.from({ length: 40 }, (_, index) => ({
      path: `${String(index).padStart(2, '0')}.wav`,
      raw: 4 - index / 10,
      recordedAt: night(index),
    }));
    await withSources([pond('a', recordings)], async (session) => {
      const made = (
        await makeFamily(session, 'nights', {
          ...plain,
          rule: ['top-n 30', 'top-n 15'],
          then: ['per-night 3', 'no-copies'],
          name: ['more', 'few'],
        })
      ).value as Subset[];
      expect(made.map(({ folder, ruleInWords }) => [folder, ruleInWords])).toEqual([
        ['bestLowQuality/nights/more', 'top 30 · at most 3 a night · no copies'],
        ['bestLowQuality/nights/few', 'top 15 · at most 3 a night · no copies'],
      ]);
      expect(made.map(({ counts }) => counts.steps.map(({ files }) => files))).toEqual([
        [30, 9, 9],
        [15, 6, 6],
      ]);
      const refused = [['top-m 3'], ['top-n x'], ['top-n 3 4'], ['quantile-bins by=colour']].map((rule) =>
        makeFamily(session, 'x', { ...plain, rule }).then(
          () => 'made',
          (error: unknown) => (error instanceof FaultError ? error.fault.code : String(error)),
        ),
      );
      expect(new Set(await Promise.all(refused))).toEqual(new Set(['invalid-input']));
    });
  });
});

describe('what rules know of recordings', () => {
  const night = (path: string, raw: number, recordedAt?: string): KnownRecording => ({
    path,
    raw,
    ...(recordedAt === undefined ? {} : { recordedAt }),
  });

  test('a night is noon to noon by local time, at one recorder; files without a time are one group, with a warning', async () => {
    const first = pond('a', [
      night('evening.wav', 9, '2024-03-01T21:00:00'),
      night('morning.wav', 8, '2024-03-02T11:59:59'),
      night('noon.wav', 7, '2024-03-02T12:00:00'),
      night('undated.wav', 6),
    ]);
    // 2024-03-02T19:30Z is half past eleven in the morning in California: the first night, not the second.
    const second = pond('b', [night('utc.wav', 5, '2024-03-02T19:30:00Z'), night('undated-2.wav', 4)], {
      timeZone: 'America/Los_Angeles',
    });
    const third = pond('c', [night('same-recorder.wav', 3, '2024-03-01T22:00:00')], { recorder: '02' });
    const fourth = pond('d', [night('same-recorder-2.wav', 2, '2024-03-02T04:00:00')], { recorder: 'Recorder 2' });
    await withSources([first, second, third, fourth], async (session) => {
      const settings = await settingsOf(session);
      const counts = await countsOf(session, 'per-night 1', settings);
      // evening, noon, undated, utc, same-recorder
      expect(counts.selected).toBe(5);
      expect(counts.warnings).toContain('2 files have no recording time, and are counted as one night of their own.');
      const tier = { name: 't', folder: 'bestlow/t', rule: { kind: 'per-night', most: 9 } };
      const undated = await session.call('subset/left-out', { settings, tier });
      expect(undated.rows.map(({ relativePath, reason }) => [relativePath, reason])).toEqual([
        ['undated.wav', 'no-time'],
        ['undated-2.wav', 'no-time'],
      ]);
    });
  });

  test('a recorder’s serial and the number that only it has are one recorder; sites and hashes group too', async () => {
    const [serial, hash] = ['24F3190361E2C8E4', 'ab'.repeat(32)];
    const sources = [
      pond('a', [{ path: '1.wav', raw: 5, recorder: serial, sha256: hash }], { recorder: '02', site: 'Pond' }),
      pond('b', [{ path: '2.wav', raw: 4, sha256: hash.toUpperCase() }], { recorder: '2', site: 'Pond' }),
      pond('c', [
        { path: '3.wav', raw: 3 },
        { path: '4.wav', raw: 2 },
      ]),
    ];
    await withSources(sources, async (session) => {
      const settings = await settingsOf(session);
      expect((await countsOf(session, 'per-recorder 1', settings)).selected).toBe(2);
      expect((await countsOf(session, 'per-site 1', settings)).selected).toBe(2);
      expect((await countsOf(session, 'per-source 1', settings)).selected).toBe(3);
      const unique = await countsOf(session, 'no-copies', settings);
      expect(unique.selected).toBe(3);
      expect(unique.warnings).toContain('The contents of 2 files were not known: copies among them are not seen.');
      // A site that is said later counts at once.
      await session.call('source/update', { sourceId: settings.sourceIds[2] ?? 0, site: 'Pond' });
      expect((await countsOf(session, 'per-site 1', settings)).selected).toBe(1);
    });
  });

  test('a draw does not depend on the order of scanning, nor on the engine', async () => {
    const recordings = Array.from({ length: 60 }, (_, index) => ({ path: `night/${index}.wav`, raw: index / 10 }));
    const drawn: string[][] = [];
    for (const order of [recordings, recordings.toReversed()]) {
      await withSources([pond('a', order)], async (session) => {
        const made = (await makeFamily(session, 'd', { ...plain, rule: ['random 8 seed=5'] })).value as Subset[];
        drawn.push(made[0] === undefined ? [] : await pathsOf(session, made[0]));
      });
    }
    expect(drawn[0]).toHaveLength(8);
    expect(drawn[1]).toEqual(drawn[0]);
  });
});

describe('kept apart', () => {
  const hash = 'cd'.repeat(32);
  const positives = pond(
    'frogs',
    [
      { path: 'call.wav', raw: 5, recordedAt: '2024-03-01T21:00:00', sha256: hash },
      { path: 'call-2.wav', raw: 4, recordedAt: '2024-03-05T21:00:00' },
    ],
    { recorder: '1' },
  );
  const negatives = pond(
    'field',
    [
      { path: 'copy.wav', raw: 3, recordedAt: '2024-04-01T21:00:00', sha256: hash },
      { path: 'same-night.wav', raw: 2.5, recordedAt: '2024-03-02T03:00:00', recorder: '1' },
      { path: 'rain.wav', raw: 2, recordedAt: '2024-04-02T21:00:00' },
      { path: 'wind.wav', raw: 1, recordedAt: '2024-04-03T21:00:00' },
    ],
    { role: 'negative', recorder: '9' },
  );

  test('the side that was made first keeps recordings, copies and nights; what is left out is counted and listed', async () => {
    await withSources([positives, negatives], async (session) => {
      await makeFamily(session, 'percent', { ...plain, percent: ['100'] });
      const [hard] = (await makeFamily(session, 'threshold', { ...plain, threshold: ['0.5'] })).value as Subset[];
      expect(hard?.counts).toMatchObject({
        denominator: 4,
        candidates: 2,
        selected: 2,
        keptApart: { otherSide: 0, copies: 1, sameNight: 1, heldOut: 0 },
      });
      expect(hard === undefined ? [] : await pathsOf(session, hard)).toEqual(['rain.wav', 'wind.wav']);
      const listed = (await showLeftOut(session, [hard?.name ?? ''])).value as {
        rows: { relativePath: string; reason: string; because: string }[];
      };
      expect(
        listed.rows
          .filter(({ reason }) => !reason.startsWith('no-'))
          .map((row) => [row.relativePath, row.reason, row.because]),
      ).toEqual([
        ['copy.wav', 'copy', 'top100'],
        ['same-night.wav', 'same-night', 'top100'],
      ]);
      const overlap = await session.call('subset/overlap', {
        subsetIds: (await session.call('subset/list', {})).map(({ id }) => id),
      });
      expect(overlap.cells[0]?.[1]).toEqual({ recordings: 0, copies: 0, sameNight: 0 });
    });
  });

  test('made the other way round, the negatives keep theirs; a finding on a copy beats the order', async () => {
    await withSources([positives, negatives], async (session) => {
      await makeFamily(session, 'threshold', { ...plain, threshold: ['0.5'] });
      const [best] = (await makeFamily(session, 'percent', { ...plain, percent: ['100'] })).value as Subset[];
      expect(best?.counts).toMatchObject({ denominator: 2, selected: 1, keptApart: { copies: 1 } });
      const page = await session.call('ranking/page', {
        ...(await settingsOf(session)),
        filter: {},
        offset: 0,
        limit: 10,
      });
      const call = page.rows.find((row) => row.relativePath === 'call.wav');
      await session.call('finding/record', { recordingId: call?.recordingId ?? 0, label, verdict: 'present' });
      const [hard, again] = await session
        .call('subset/list', {})
        .then((subsets) => subsets.toSorted((a, b) => a.id - b.id));
      // The copy of what was heard as a frog leaves the older negatives, and the frog comes back into the positives.
      expect(hard === undefined ? [] : await pathsOf(session, hard)).toEqual([
        'same-night.wav',
        'rain.wav',
        'wind.wav',
      ]);
      expect(again?.counts).toMatchObject({ selected: 1, keptApart: { copies: 0, sameNight: 1 } });
    });
  });

  test('families without the choice, made before there was one, keep what they had', async () => {
    await withSources([positives, negatives], async (session) => {
      await makeFamily(session, 'percent', { ...plain, percent: ['100'] });
      const settings = await settingsOf(session, { purpose: 'negative' });
      expect((await countsOf(session, 'threshold 0.5', settings)).selected).toBe(6);
      const apart = { ...settings, apart: usualKeptApart };
      expect((await countsOf(session, 'threshold 0.5', apart)).keptApart).toEqual({
        otherSide: 2,
        copies: 1,
        sameNight: 1,
        heldOut: 0,
      });
      expect((await countsOf(session, 'top-n 2', { ...apart, refill: true })).selected).toBe(2);
    });
  });

  test('held-out splits are kept out from the first moment on, also by an engine that just started', async () => {
    const folder = temporaryFolder();
    const libraryFolder = join(folder, 'library');
    fillSources(libraryFolder, label, [positives, negatives]);
    const manifest = join(folder, 'manifest.csv');
    await writeFile(
      manifest,
      'resolved_path,label,recorder_id,date,split,filename\n/t/rain.wav,negative,9,2024-04-20,test,rain.wav\n',
    );
    const made = await openSession({ libraryFolder, scorerCount: 1 });
    await made.call('leakage/import-splits', { path: manifest });
    await makeFamily(made, 'threshold', { ...plain, threshold: ['0.5'] });
    await made.close();
    const session = await openSession({ libraryFolder, scorerCount: 1 });
    const [hard] = await session.call('subset/list', {});
    expect(hard?.counts.keptApart).toMatchObject({ heldOut: 1 });
    expect(hard === undefined ? [] : await pathsOf(session, hard)).toEqual(['copy.wav', 'same-night.wav', 'wind.wav']);
    await session.close();
  });
});
