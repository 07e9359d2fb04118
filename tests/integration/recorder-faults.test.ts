import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSession, type Session } from '../../electron/cli/session.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { makeNoise, makeTestWav } from '../support/wav-fixture.ts';

const folder = temporaryFolder();
const label = 'frog';
const good = Buffer.from(makeTestWav(makeNoise(48_000, 5), 16_000));
/** Random bytes, as a card that was never formatted holds them. */
const random = Buffer.from(Uint8Array.from(makeNoise(20_000, 8, 127), (value) => Math.round(value) + 128)).fill(
  1,
  0,
  2,
);

/** The good file with other sizes in its header. */
function sized(riff: number, data: number): Buffer {
  const bytes = Buffer.from(good);
  bytes.writeUInt32LE(riff, 4);
  bytes.writeUInt32LE(data, 40);
  return bytes;
}

interface Fault {
  readonly bytes: Buffer;
  /** Zeros are added up to this size. */
  readonly size?: number;
  readonly row: Record<string, unknown>;
}

const matching = (text: RegExp): unknown => expect.stringMatching(text);
const read = (durationSeconds: number, warning: RegExp) => ({
  fault: null,
  durationSeconds,
  warning: matching(warning),
});
const refused = (code: string, message: RegExp) => ({
  fault: expect.objectContaining({ code, message: matching(message) }) as unknown,
  warning: null,
});

/** Every fault of known-problems that a card may hold, and what its row has to say. */
const faults: Record<string, Fault> = {
  'FL001.flac': {
    bytes: good.subarray(0, 44),
    row: { ...refused('no-audio-data', /header but no audio/), format: 'WAV PCM 16-bit' },
  },
  'FL001.wav': {
    bytes: good.subarray(0, 44),
    row: { ...refused('no-audio-data', /header but no audio/), sampleRate: 16_000, durationSeconds: 0 },
  },
  'FL003.wav': {
    bytes: sized(36, 44),
    size: 44 + 2 * 160_000,
    row: read(10, /From 3\.0 s on it holds only zeros \(7\.0 s\)/),
  },
  'FL005.wav': { bytes: sized(good.length + 36, good.length), row: read(3, /promises more audio than there is/) },
  'FL011.wav': {
    bytes: Buffer.concat([Buffer.from('fLaC\0\0\0\x22'), good.subarray(44)]),
    row: refused('damaged-file', /FLAC/),
  },
  'FL012.wav': { bytes: sized(36, 0), row: read(3, /Everything up to the end of the file was recovered\.$/) },
  'OE004.wav': { bytes: Buffer.alloc(0), row: refused('empty-file', /empty/) },
  'WA002.wav': { bytes: Buffer.alloc(131_072), row: refused('not-audio', /only zeros/) },
  'WA004.wav': { bytes: random, row: { ...refused('not-audio', /no header that Earmark knows/), format: null } },
};
let session: Session;
let sourceId = 0;

beforeAll(async () => {
  const card = join(folder, 'card');
  mkdirSync(card);
  writeFileSync(join(card, 'data'), Buffer.concat([good, random]));
  for (const [name, { bytes, size }] of Object.entries(faults)) {
    writeFileSync(join(card, name), bytes);
    truncateSync(join(card, name), size ?? bytes.length);
  }
  session = await openSession({ libraryFolder: join(folder, 'library'), scorerCount: 1 });
  const { source, jobId } = await session.call('source/add', { path: card, role: 'unlabelled' });
  await session.finish(jobId);
  sourceId = source.id;
});
afterAll(() => session.close());

test('every fault has a row that says what is wrong; a file without extension has none', async () => {
  const { rows } = await session.call('recording/page', { sourceId, offset: 0, limit: 100 });
  expect(rows.map(({ fileName }) => fileName)).toEqual(Object.keys(faults));
  for (const row of rows) {
    expect(row).toMatchObject(faults[row.fileName]?.row ?? {});
  }
});

test('what could be recovered is scored, and nothing else', async () => {
  const model = (await session.call('model/list', {})).find((each) => each.bundled);
  const { run, jobId } = await session.call('run/create', {
    modelId: model?.id ?? 0,
    labels: [label],
    sourceIds: [sourceId],
  });
  await session.finish(jobId);
  const { rows } = await session.call('ranking/page', { runId: run.id, label, offset: 0, limit: 100 });
  const scored = rows.filter(({ state }) => state === 'scored').map(({ fileName }) => fileName);
  expect(scored.sort()).toEqual(['FL003.wav', 'FL005.wav', 'FL012.wav']);
  expect(rows.filter(({ state }) => state === 'failed')).toHaveLength(6);
});
