import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openSession, type Session } from '../../electron/cli/session.ts';
import type { Denominator } from '../../electron/contract/subsets.ts';
import { fillLibrary, type KnownScore } from '../support/known-scores.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const label = 'RADR';

async function familyCounts(session: Session, family: 'percent' | 'threshold', denominator: Denominator) {
  const presets = await session.call('subset/presets', {});
  const preset = presets.find((each) => each.tiers[0]?.rule.kind.endsWith(family));
  const run = (await session.call('run/list', {}))[0];
  if (preset === undefined || run === undefined) {
    throw new Error('The library was not filled');
  }
  const { purpose, tiers } = preset;
  return session.call('subset/preview', {
    tiers,
    settings: {
      runId: run.id,
      label,
      purpose,
      sourceIds: run.sourceIds,
      denominator,
      policy: 'all-but-rejected',
      refill: false,
    },
  });
}

async function withLibrary(scores: readonly KnownScore[], work: (session: Session) => Promise<void>): Promise<void> {
  const libraryFolder = join(temporaryFolder(), 'library');
  fillLibrary(libraryFolder, label, scores);
  const session = await openSession({ libraryFolder, scorerCount: 1 });
  try {
    await work(session);
  } finally {
    await session.close();
  }
}

test('1,030 recordings give the study’s 51, 154, 309 and 515', async () => {
  const scores = Array.from({ length: 1030 }, (_, index): KnownScore => ({ raw: index / 100 - 5 }));
  await withLibrary(scores, async (session) => {
    const counts = await familyCounts(session, 'percent', { kind: 'scored' });
    expect(counts.map((tier) => tier.selected)).toEqual([51, 154, 309, 515]);
    expect(counts.map((tier) => tier.denominator)).toEqual([1030, 1030, 1030, 1030]);
  });
});

test('zero scores count in N, failed files stand beside it, a floor counts detections only', async () => {
  const scores: KnownScore[] = [
    ...Array.from({ length: 1030 }, (_, index): KnownScore => ({ raw: index / 100 })),
    ...Array.from({ length: 538 }, (): KnownScore => ({ raw: null })),
    ...Array.from({ length: 12 }, (): KnownScore => ({ failed: true })),
  ];
  await withLibrary(scores, async (session) => {
    const all = await familyCounts(session, 'percent', { kind: 'scored' });
    expect(all.map((tier) => tier.selected)).toEqual([78, 235, 470, 784]);
    expect(all[0]).toMatchObject({ denominator: 1568, failed: 12 });
    const detected = await familyCounts(session, 'percent', { kind: 'detected', floor: 0.25 });
    expect(detected.map((tier) => tier.selected)).toEqual([51, 154, 309, 515]);
    expect(detected[0]).toMatchObject({ denominator: 1030, failed: 12 });
  });
});

test('thresholds are inclusive in float32, ties at the cut are told, the order is score, source, path', async () => {
  const logit = (probability: number): number => Math.log(probability / (1 - probability));
  const scores: KnownScore[] = [0.5, 0.5, 0.49, 0.85, 0.99, 0.999].map((probability) => ({ raw: logit(probability) }));
  await withLibrary(scores, async (session) => {
    const counts = await familyCounts(session, 'threshold', { kind: 'scored' });
    expect(counts.map((tier) => tier.selected).sort()).toEqual([2, 3, 5]);
    const run = (await session.call('run/list', {}))[0];
    const page = await session.call('ranking/page', { runId: run?.id ?? 0, label, offset: 0, limit: 10 });
    expect(page.rows.map((row) => row.relativePath)).toEqual([
      '00005.wav',
      '00004.wav',
      '00003.wav',
      '00000.wav',
      '00001.wav',
      '00002.wav',
    ]);
    const tied = await session.call('subset/preview', {
      tiers: [{ name: 'cut', folder: 'bestLowQuality/cut', rule: { kind: 'top-percent', percent: 67 } }],
      settings: {
        runId: run?.id ?? 0,
        label,
        purpose: 'positive',
        sourceIds: run?.sourceIds ?? [],
        denominator: { kind: 'scored' },
        policy: 'all-but-rejected',
        refill: false,
      },
    });
    expect(tied[0]).toMatchObject({ selected: 4, tiesAtCut: 2, tiesSelected: 1 });
  });
});
