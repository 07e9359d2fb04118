import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSession, type Session } from '../../electron/cli/session.ts';
import type { Purpose } from '../../electron/contract/identifiers.ts';
import { usualKeptApart, type SubsetRule } from '../../electron/contract/subsets.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { makeNoise, makeTestWav } from '../support/wav-fixture.ts';

const folder = temporaryFolder();
let session: Session;

beforeAll(async () => {
  session = await openSession({ libraryFolder: join(folder, 'library'), scorerCount: 1 });
});
afterAll(() => session.close());

/** A second of noise, another for every seed: equal seeds are copies. */
const sound = (seed: number): Uint8Array => makeTestWav(makeNoise(16_000, seed), 16_000);

function write(card: string, seeds: Readonly<Record<string, number>>): string {
  const path = join(folder, card);
  mkdirSync(path, { recursive: true });
  for (const [name, seed] of Object.entries(seeds)) {
    writeFileSync(join(path, `${name}.wav`), sound(seed));
  }
  return path;
}

async function addCard(card: string, role: Purpose, seeds: Readonly<Record<string, number>>): Promise<number> {
  const { source, jobId } = await session.call('source/add', { path: write(card, seeds), role });
  await session.finish(jobId);
  return source.id;
}

async function hashAll(): Promise<void> {
  const { jobId } = await session.call('copies/find', {});
  await session.finish(jobId ?? 0);
}

const everything: SubsetRule = { kind: 'threshold', threshold: 0, fourDecimals: false };
const everyContent: SubsetRule = { kind: 'pipeline', steps: [everything, { kind: 'no-copies' }] };

interface Family {
  readonly runId: number;
  readonly purpose: Purpose;
  readonly sourceId: number;
  readonly folder: string;
  readonly rule: SubsetRule;
}

async function makeSubset({ runId, purpose, sourceId, folder: target, rule }: Family): Promise<number> {
  const [subset] = await session.call('subset/create-family', {
    family: target,
    settings: {
      runId,
      label: 'frog',
      purpose,
      sourceIds: [sourceId],
      denominator: { kind: 'scored' },
      policy: 'all-but-rejected',
      refill: false,
      apart: usualKeptApart,
    },
    tiers: [{ name: target, folder: target, rule }],
  });
  return subset?.id ?? 0;
}

async function subsetOf(id: number) {
  const subset = (await session.call('subset/list', {})).find((each) => each.id === id);
  return subset ?? Promise.reject(new Error(`no subset ${id}`));
}

async function namesIn(subsetId: number): Promise<string[]> {
  const { settings } = await subsetOf(subsetId);
  const { runId, label } = settings;
  const page = await session.call('ranking/page', { runId, label, filter: { subsetId }, offset: 0, limit: 100 });
  return page.rows.map((row) => row.fileName).sort((left, right) => left.localeCompare(right));
}

test('a subset keeps its members when contents become known, and is judged again when a person says so', async () => {
  const positive = await addCard('positive', 'positive', { call: 11, shared: 12 });
  const negative = await addCard('negative', 'negative', { held: 3, one: 1, same: 1, shared: 12, two: 2 });
  const splits = join(folder, 'splits.csv');
  writeFileSync(splits, `sha256,split\n${createHash('sha256').update(sound(3)).digest('hex')},test\n`);
  await session.call('leakage/import-splits', { path: splits });
  const modelId = (await session.call('model/list', {}))[0]?.id ?? 0;
  const created = await session.call('run/create', { modelId, labels: ['frog'], sourceIds: [positive, negative] });
  await session.finish(created.jobId);
  const runId = created.run.id;

  await makeSubset({ runId, purpose: 'positive', sourceId: positive, folder: 'bestLowQuality/all', rule: everything });
  const hard = { runId, purpose: 'negative', sourceId: negative, folder: 'hardNeg/all', rule: everyContent } as const;
  const id = await makeSubset(hard);
  const all = ['held.wav', 'one.wav', 'same.wav', 'shared.wav', 'two.wav'];
  expect(await namesIn(id)).toEqual(all);
  expect((await subsetOf(id)).contents).toEqual({ unknown: 5, knownSince: 0, leaves: 0, enters: 0 });

  await hashAll();
  expect(await namesIn(id)).toEqual(all);
  const frozen = await subsetOf(id);
  expect(frozen.counts).toMatchObject({ denominator: 5, candidates: 5, selected: 5 });
  expect(frozen.contents).toEqual({ unknown: 5, knownSince: 5, leaves: 3, enters: 0 });

  // What was known then is the library's own affair: tens of thousands of ranges where files cannot be read.
  expect(frozen.settings).not.toHaveProperty('knownContents');
  const tier = { name: 'all', folder: hard.folder, rule: everyContent };
  const leftOut = async (subsetId?: number): Promise<string[]> => {
    const settings = { ...frozen.settings, apart: { ...usualKeptApart, sameNight: false } };
    const asked = { settings, tier, ...(subsetId === undefined ? {} : { subsetId }) };
    const { rows } = await session.call('subset/left-out', asked);
    return rows.map(({ reason }) => reason).sort((left, right) => left.localeCompare(right));
  };
  expect(await leftOut(id)).toEqual(Array(5).fill('no-hash'));
  expect(await leftOut()).toEqual(['copy', 'held-out']);

  await session.call('subset/judge-again', { subsetIds: [id] });
  const judged = await subsetOf(id);
  expect(judged.contents).toEqual({ unknown: 0, knownSince: 0, leaves: 0, enters: 0 });
  expect(judged.counts).toMatchObject({ denominator: 5, keptApart: { copies: 1, heldOut: 1 } });
  expect(judged.createdAt).toBe(frozen.createdAt);
  expect(await namesIn(id)).toHaveLength(2);

  // What a rescan adds is scored when a person says so; its content, known later, changes nothing by itself.
  write('negative', { late: 2 });
  await session.finish((await session.call('source/rescan', { sourceId: negative })).jobId);
  await session.finish((await session.call('run/score', { runId })).jobId);
  const before = await namesIn(id);
  expect(before).toContain('late.wav');
  await hashAll();
  expect(await namesIn(id)).toEqual(before);
  expect((await subsetOf(id)).contents).toEqual({ unknown: 1, knownSince: 1, leaves: 1, enters: 0 });
});

test('the tiers of a family are judged again together, and still nest', async () => {
  const sourceId = await addCard('nest', 'negative', { a: 21, b: 22, c: 21, d: 23 });
  const modelId = (await session.call('model/list', {}))[0]?.id ?? 0;
  const created = await session.call('run/create', { modelId, labels: ['frog'], sourceIds: [sourceId] });
  await session.finish(created.jobId);
  const tier = (name: string, count: number) => ({
    name,
    folder: `hardNeg/${name}`,
    rule: { kind: 'pipeline' as const, steps: [{ kind: 'top-n', count }, { kind: 'no-copies' }] },
  });
  const [small, large] = await session.call('subset/create-family', {
    family: 'nested',
    settings: {
      runId: created.run.id,
      label: 'frog',
      purpose: 'negative',
      sourceIds: [sourceId],
      denominator: { kind: 'scored' },
      policy: 'all-but-rejected',
      refill: false,
      nest: true,
    },
    tiers: [tier('small', 3), tier('large', 4)],
  });
  await hashAll();
  const judged = await session.call('subset/judge-again', { subsetIds: [small?.id ?? 0] });
  expect(judged.map(({ id }) => id)).toEqual([small?.id, large?.id]);
  const [inSmall, inLarge] = [await namesIn(small?.id ?? 0), await namesIn(large?.id ?? 0)];
  expect(inLarge).toEqual(expect.arrayContaining(inSmall));
  expect(inLarge).toHaveLength(3);
});
