import { cpSync, mkdirSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openSession, type Session } from '../../electron/cli/session.ts';
import { FaultError } from '../../electron/contract/outcome.ts';
import type { Source } from '../../electron/contract/sources.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { makeNoise, makeTestWav } from '../support/wav-fixture.ts';

const folder = temporaryFolder();
let session: Session;
let number = 0;
let card = '';

beforeAll(async () => {
  session = await openSession({ libraryFolder: join(folder, 'library'), scorerCount: 1 });
});
afterAll(() => session.close());
beforeEach(() => {
  number += 1;
  card = join(folder, `card-${number}`);
});

/** A second of noise, another for every seed. */
function write(path: string, seed: number): void {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, makeTestWav(makeNoise(16_000, seed), 16_000));
}

function writeCard(names: readonly string[]): void {
  names.forEach((name, index) => {
    write(join(card, name), number * 1000 + index);
  });
}

async function add(path: string, overlap?: 'skip'): Promise<Source> {
  const added = await session.call('source/add', {
    path,
    role: 'negative',
    ...(overlap === undefined ? {} : { overlap }),
  });
  await session.finish(added.jobId);
  return sourceOf(added.source.id);
}

async function rescan(sourceId: number): Promise<Source> {
  await session.finish((await session.call('source/rescan', { sourceId })).jobId);
  return sourceOf(sourceId);
}

async function sourceOf(id: number): Promise<Source> {
  const source = (await session.call('source/list', {})).find((each) => each.id === id);
  if (source === undefined) {
    throw new Error(`no source ${id}`);
  }
  return source;
}

async function rowsOf(sourceId: number) {
  return (await session.call('recording/page', { sourceId, offset: 0, limit: 1000 })).rows;
}

async function hashAll(): Promise<void> {
  const { jobId } = await session.call('copies/find', {});
  if (jobId !== null) {
    await session.finish(jobId);
  }
}

async function faultOf(work: Promise<unknown>): Promise<{ code: string; message: string } | null> {
  return work.then(
    () => null,
    (error: unknown) => (error instanceof FaultError ? error.fault : Promise.reject(error as Error)),
  );
}

async function scoreAll(source: Source) {
  const modelId = (await session.call('model/list', {}))[0]?.id ?? 0;
  const created = await session.call('run/create', { modelId, labels: ['frog'], sourceIds: [source.id] });
  await session.finish(created.jobId);
  const runId = created.run.id;
  return async () => (await session.call('ranking/page', { runId, label: 'frog', offset: 0, limit: 1000 })).rows;
}

describe('a card that is dropped again', () => {
  test('says what is new, missing and changed before it is read, and afterwards', async () => {
    writeCard(['a.wav', 'b.wav', 'c.wav']);
    const source = await add(card);
    expect(source.lastScan).toMatchObject({ added: 3, changed: 0, missing: 0 });
    write(join(card, 'd.wav'), number * 1000 + 500);
    rmSync(join(card, 'a.wav'));
    writeFileSync(join(card, 'b.wav'), makeTestWav(makeNoise(32_000, 7), 16_000));
    const inspection = await session.call('source/inspect', { path: card });
    expect(inspection).toMatchObject({
      alreadyAdded: true,
      known: { sourceId: source.id, role: 'negative', recordings: 3, added: 1, changed: 1, missing: 1 },
    });
    const again = await add(card);
    expect(again.id).toBe(source.id);
    expect(again).toMatchObject({ recordingCount: 4, failedCount: 1, missingCount: 1, durationSeconds: 5 });
    expect(again.lastScan).toMatchObject({ added: 1, changed: 1, missing: 1, returned: 0 });
    const nothingNew = await session.call('source/inspect', { path: card });
    expect(nothingNew.known).toMatchObject({ recordings: 4, added: 0, changed: 0, missing: 0 });
  });

  test('is known under a link, and a folder inside or around a source is told', async () => {
    writeCard(['one/a.wav', 'one/deep/b.wav', 'c.wav']);
    const inner = await add(join(card, 'one'));
    symlinkSync(join(card, 'one'), join(folder, `link-${number}`));
    const linked = await session.call('source/inspect', { path: join(folder, `link-${number}`) });
    expect(linked.known?.sourceId).toBe(inner.id);
    const below = join(card, 'one', 'deep');
    expect((await session.call('source/inspect', { path: below })).overlap).toMatchObject({
      kind: 'inside',
      sources: [{ sourceId: inner.id }],
    });
    expect(await faultOf(add(below))).toMatchObject({ code: 'already-exists' });
    const around = await session.call('source/inspect', { path: card });
    expect(around).toMatchObject({
      overlap: { kind: 'contains', sources: [{ sourceId: inner.id }] },
      audioFileCount: 1,
    });
    expect((await faultOf(add(card)))?.message).toContain('one');
    const outer = await add(card, 'skip');
    expect((await rowsOf(outer.id)).map((row) => row.relativePath)).toEqual(['c.wav']);
    expect((await rescan(inner.id)).recordingCount).toBe(2);
  });
});

describe('files that go, change and come back', () => {
  test('scores stay with what is missing; other bytes lose theirs; the same bytes with another time do not', async () => {
    writeCard(['a.wav', 'b.wav', 'c.wav']);
    const source = await add(card);
    await hashAll();
    const ranking = await scoreAll(source);
    const before = await ranking();
    const raw = (rows: typeof before, name: string) => rows.find((row) => row.fileName === name)?.raw;
    renameSync(join(card, 'a.wav'), join(folder, 'a-away.wav'));
    utimesSync(join(card, 'b.wav'), new Date(), new Date(Date.now() + 3_600_000));
    writeFileSync(join(card, 'c.wav'), makeTestWav(makeNoise(16_000, 99), 16_000));
    utimesSync(join(card, 'c.wav'), new Date(), new Date(Date.now() + 7_000));
    expect((await rescan(source.id)).lastScan).toMatchObject({ missing: 1, redated: 1, changed: 1, added: 0 });
    const during = await ranking();
    expect(during.find((row) => row.fileName === 'a.wav')).toMatchObject({
      state: 'failed',
      fault: { code: 'file-missing' },
    });
    expect(raw(during, 'b.wav')).toBe(raw(before, 'b.wav'));
    expect(during.find((row) => row.fileName === 'c.wav')).toMatchObject({ state: 'pending', raw: null });
    renameSync(join(folder, 'a-away.wav'), join(card, 'a.wav'));
    expect((await rescan(source.id)).lastScan).toMatchObject({ returned: 1, missing: 0 });
    const after = await ranking();
    expect(after.find((row) => row.fileName === 'a.wav')).toMatchObject({ state: 'scored', raw: raw(before, 'a.wav') });
  });

  test('a drive that is away marks nothing missing; its scan waits and goes on by itself', async () => {
    writeCard(['a.wav', 'b.wav']);
    const source = await add(card);
    renameSync(card, `${card}-away`);
    expect(await sourceOf(source.id)).toMatchObject({ online: false });
    const { jobId } = await session.call('source/rescan', { sourceId: source.id });
    expect(await faultOf(session.finish(jobId))).toMatchObject({ code: 'source-offline' });
    mkdirSync(card);
    expect(await sourceOf(source.id)).toMatchObject({ online: false, missingCount: 0 });
    rmSync(card, { recursive: true });
    renameSync(`${card}-away`, card);
    expect(await sourceOf(source.id)).toMatchObject({ online: true });
    await session.finish(jobId);
    expect(await sourceOf(source.id)).toMatchObject({ missingCount: 0, recordingCount: 2 });
  });
});

describe('copies', () => {
  test('are found within and across sources, and leave the order and N alone', async () => {
    writeCard(['a.wav', 'b.wav', 'c.wav']);
    cpSync(join(card, 'a.wav'), join(card, 'again.wav'));
    const other = `${card}-other`;
    mkdirSync(other);
    cpSync(join(card, 'a.wav'), join(other, 'x.wav'));
    cpSync(join(card, 'b.wav'), join(other, 'y.wav'));
    const one = await add(card);
    const two = await add(other);
    const ranking = await scoreAll(one);
    const before = await ranking();
    expect(before.map((row) => row.copies)).toEqual([null, null, null, null]);
    await hashAll();
    const after = await ranking();
    expect(after.map((row) => ({ ...row, copies: null }))).toEqual(before);
    expect(Object.fromEntries(after.map((row) => [row.fileName, row.copies?.count]))).toEqual({
      'a.wav': 2,
      'again.wav': 2,
      'b.wav': 1,
      'c.wav': 0,
    });
    const summary = await session.call('copies/summary', {});
    const shared = (from: number, to: number): number | undefined =>
      summary.shared.find((each) => each.sourceId === from && each.otherSourceId === to)?.count;
    expect([shared(one.id, two.id), shared(two.id, one.id), shared(one.id, one.id)]).toEqual([3, 2, 1]);
    const recordingId = after.find((row) => row.fileName === 'b.wav')?.recordingId ?? 0;
    expect((await session.call('recording/detail', { recordingId })).copies).toMatchObject({
      counts: { count: 1, missing: 0 },
      places: [{ sourceId: two.id, relativePath: 'y.wav', absolutePath: join(other, 'y.wav'), missing: false }],
    });
    // A list of plain recordings counts them too, and missing ones apart.
    rmSync(join(other, 'x.wav'));
    await rescan(two.id);
    const [ofA] = (await rowsOf(one.id)).filter((row) => row.fileName === 'a.wav');
    expect(ofA?.copies).toEqual({ count: 2, missing: 1 });
    const all = await session.call('recording/page', { copiesOf: ofA?.id ?? 0, offset: 0, limit: 10 });
    expect(all.rows.map((row) => row.relativePath)).toEqual(['a.wav', 'again.wav', 'x.wav']);
    const missing = (await session.call('recording/detail', { recordingId: ofA?.id ?? 0 })).copies.places;
    expect(missing.map((place) => [place.relativePath, place.missing])).toEqual([
      ['again.wav', false],
      ['x.wav', true],
    ]);
    const list = await session.call('copies/list', { offset: 0, limit: 1000 });
    const names = list.rows.map((row) => row.places.map((place) => place.relativePath));
    expect(names).toContainEqual(['a.wav', 'again.wav', 'x.wav']);
    expect(names).toContainEqual(['b.wav', 'y.wav']);
  });

  test('reading contents stops and goes on with the rest', async () => {
    writeCard(Array.from({ length: 40 }, (_, index) => `${index}.wav`));
    await add(card);
    const { jobId } = await session.call('copies/find', {});
    await session.call('job/pause', { jobId: jobId ?? 0 });
    await faultOf(session.finish(jobId ?? 0));
    await session.call('job/resume', { jobId: jobId ?? 0 });
    await session.finish(jobId ?? 0);
    expect((await session.call('copies/summary', {})).unknown).toBe(0);
  });
});

describe('a folder that was moved', () => {
  test('is recognised and relinked by path, size and content; scores and findings go with it', async () => {
    writeCard(['a.wav', 'b.wav', 'c.wav', 'd.wav']);
    const source = await add(card);
    await hashAll();
    const ranking = await scoreAll(source);
    const before = await ranking();
    const moved = join(folder, `moved-${number}`, 'deep');
    cpSync(card, moved, { recursive: true });
    rmSync(card, { recursive: true });
    renameSync(join(moved, 'a.wav'), join(moved, 'swap.wav'));
    renameSync(join(moved, 'b.wav'), join(moved, 'a.wav'));
    renameSync(join(moved, 'swap.wav'), join(moved, 'b.wav'));
    renameSync(join(moved, 'c.wav'), join(moved, 'née, c.wav'));
    write(join(moved, 'new.wav'), number * 1000 + 77);
    const { jobId, preview } = await session.call('source/relink', { sourceId: source.id, path: moved });
    expect(preview).toMatchObject({ total: 4, matched: 1, renamed: 3, changed: 0, unmatched: 0, added: 1 });
    await session.finish(jobId);
    expect(await sourceOf(source.id)).toMatchObject({ path: moved, online: true, recordingCount: 5, missingCount: 0 });
    const raws = (rows: typeof before) => rows.flatMap((row) => (row.raw === null ? [] : [[row.recordingId, row.raw]]));
    const after = await ranking();
    expect(raws(after)).toEqual(raws(before));
    const nameOf = (rows: typeof before, name: string) => rows.find((row) => row.fileName === name)?.recordingId;
    expect(nameOf(after, 'b.wav')).toBe(nameOf(before, 'a.wav'));
    expect(nameOf(after, 'née, c.wav')).toBe(nameOf(before, 'c.wav'));
  });

  test('dropping it offers that; another card with the same names and sizes is not taken for it', async () => {
    writeCard(['a.wav', 'b.wav']);
    const source = await add(card);
    await hashAll();
    const other = `${card}-other`;
    write(join(other, 'a.wav'), number * 1000 + 800);
    write(join(other, 'b.wav'), number * 1000 + 801);
    const moved = `${card}-moved`;
    renameSync(card, moved);
    expect((await session.call('source/inspect', { path: moved })).movedFrom).toMatchObject({
      sourceId: source.id,
      matched: 2,
      recordings: 2,
    });
    expect((await session.call('source/inspect', { path: other })).movedFrom).toBeNull();
    const refused = await faultOf(session.call('source/relink', { sourceId: source.id, path: other }));
    expect(refused).toMatchObject({ code: 'not-found' });
    expect((await sourceOf(source.id)).path).toBe(card);
  });
});
