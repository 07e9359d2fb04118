import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSession, type Session } from '../../electron/cli/session.ts';
import { makeAdpcm } from '../support/adpcm-fixture.ts';
import { bigChunk, makeAu, makeCaf, makeWave64 } from '../support/container-fixture.ts';
import { seededRandom } from '../support/random.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { makeNoise, makeTestWav } from '../support/wav-fixture.ts';

const folder = temporaryFolder();
const libraryFolder = join(folder, 'library');
const card = join(folder, 'card');
const label = 'frog';
const noise = makeNoise(96_000, 5);
const sound = { bits: 16, order: 'big', sampleRate: 32_000 } as const;
const guano = 'GUANO|Version: 1.0\nTimestamp: 2024-06-01T21:00:00-07:00\nSerial: SM4-77\n';
const after = [{ id: 'guan', content: guano }];
let session: Session;
let sourceId = 0;

/** GSM 6.10 in WAV: 1,625 bytes a second, and a fact chunk that knows better. */
function gsmWav(): Buffer {
  const fact = Buffer.alloc(4);
  fact.writeUInt32LE(480_000);
  const bytes = Buffer.from(makeTestWav(noise, 8_000, { before: [{ id: 'fact', content: fact }], after }));
  bytes.writeUInt16LE(0x31, 20);
  bytes.writeUInt32LE(1_625, 28);
  bytes.writeUInt16LE(0, 34);
  return bytes;
}

function wac(): Buffer {
  const bytes = Buffer.alloc(100);
  bytes.write('WAac\x04\x01');
  bytes.writeUInt32LE(22_050, 12);
  bytes.writeUInt32LE(22_050 * 30, 16);
  return bytes;
}

const whole = Buffer.from(makeTestWav(noise, 48_000, { before: after }));
/** 190 blocks of 505 frames: 3 s. */
const adpcm = makeAdpcm('ima', { channels: 1, sampleRate: 32_000, blockBytes: 256 }, 190, seededRandom(3));
const files: Record<string, Uint8Array> = {
  'gsm.wav': gsmWav(),
  'card.wac': wac(),
  'stub.wav': whole.subarray(0, whole.indexOf('data') + 8),
  'good.wav': makeTestWav(noise, 32_000),
  'ima.wav': adpcm.bytes,
  'sony.w64': makeWave64(noise, { ...sound, order: 'little' }),
  'sun.au': makeAu(noise, sound),
  'apple.caf': makeCaf(noise, sound),
  'odd.aiff': bigChunk('FORM', Buffer.from('AIFF')),
};

beforeAll(async () => {
  mkdirSync(card, { recursive: true });
  for (const [name, bytes] of Object.entries(files)) {
    writeFileSync(join(card, name), bytes);
  }
  session = await openSession({ libraryFolder, scorerCount: 1 });
  const { source, jobId } = await session.call('source/add', { path: card, role: 'negative' });
  await session.finish(jobId);
  sourceId = source.id;
});
afterAll(() => session.close());

async function rows() {
  const { rows: all } = await session.call('recording/page', { sourceId, offset: 0, limit: 100 });
  return new Map(all.map((row) => [row.fileName, row]));
}

test('what a refused file says of itself stands on its row, beside the reason', async () => {
  const found = await rows();
  expect(found.get('gsm.wav')).toMatchObject({
    ...{ format: 'WAV GSM 6.10', sampleRate: 8_000, channels: 1, bitsPerSample: null, durationSeconds: 60 },
    ...{ recordedAt: '2024-06-01T21:00:00-07:00', recorder: 'SM4-77', fault: { code: 'unsupported-format' } },
  });
  expect(found.get('card.wac')).toMatchObject({
    ...{ sampleRate: 22_050, channels: 1, bitsPerSample: 16, durationSeconds: 30 },
    fault: { code: 'unsupported-format' },
  });
  expect(found.get('stub.wav')).toMatchObject({
    ...{ format: 'WAV PCM 16-bit', sampleRate: 48_000, durationSeconds: 0 },
    ...{ recordedAt: '2024-06-01T21:00:00-07:00', recorder: 'SM4-77', fault: { code: 'no-audio-data' } },
  });
  expect(found.get('odd.aiff')).toMatchObject({ format: null, sampleRate: null, fault: { code: 'damaged-file' } });
  const { recording } = await session.call('recording/detail', { recordingId: found.get('gsm.wav')?.id ?? 0 });
  expect(recording).toMatchObject({ sampleRate: 8_000, durationSeconds: 60, facts: { values: { serial: 'SM4-77' } } });
});

test('counts and lists know them for unreadable', async () => {
  const source = (await session.call('source/list', {})).find(({ id }) => id === sourceId);
  expect(source).toMatchObject({ recordingCount: 9, failedCount: 4, missingCount: 0 });
  // Five readable ones of about three seconds, and what the headers of the others say.
  expect(source?.durationSeconds).toBeCloseTo(4 * 3 + (190 * 505) / 32_000 + 60 + 30, 6);
  const failed = await session.call('recording/page', { sourceId, failedOnly: true, offset: 0, limit: 100 });
  expect(failed.rows.map(({ fileName }) => fileName)).toEqual(['card.wac', 'gsm.wav', 'odd.aiff', 'stub.wav']);
});

test('scoring leaves them alone, and scores the containers that are decoded', async () => {
  const model = (await session.call('model/list', {})).find((each) => each.bundled);
  const { run, jobId } = await session.call('run/create', {
    modelId: model?.id ?? 0,
    labels: [label],
    sourceIds: [sourceId],
  });
  await session.finish(jobId);
  const page = await session.call('ranking/page', { runId: run.id, label, offset: 0, limit: 100 });
  const states = new Map(page.rows.map((row) => [row.fileName, row.state]));
  expect(page.rows.filter(({ state }) => state === 'failed')).toHaveLength(4);
  expect(states.get('gsm.wav')).toBe('failed');
  expect(page.rows.find(({ fileName }) => fileName === 'gsm.wav')?.fault?.code).toBe('unsupported-format');
  // The same sound in four containers has one score.
  const scores = ['good.wav', 'sony.w64', 'sun.au', 'apple.caf'].map(
    (name) => page.rows.find(({ fileName }) => fileName === name)?.raw,
  );
  expect(typeof scores[0]).toBe('number');
  expect(scores).toEqual(Array.from({ length: 4 }, () => scores[0]));
});

test('what is exported whole is WAV that opens everywhere, whatever it was', async () => {
  const run = (await session.call('run/list', {}))[0];
  const [subset] = await session.call('subset/create-family', {
    family: 'all',
    settings: {
      ...{ runId: run?.id ?? 0, label, purpose: 'negative', sourceIds: [sourceId] },
      ...{ denominator: { kind: 'scored' }, policy: 'all-but-rejected', refill: false },
    },
    tiers: [{ name: 'all', folder: 'all', rule: { kind: 'top-percent', percent: 100 } }],
  });
  const root = join(folder, 'export');
  const { jobId } = await session.call('export/write', { subsetIds: [subset?.id ?? 0], root, extent: 'whole' });
  await session.finish(jobId);
  const names = readdirSync(join(root, 'all')).filter((name) => name.endsWith('.wav'));
  expect(names).toHaveLength(5);
  for (const name of names) {
    const bytes = readFileSync(join(root, 'all', name));
    expect([bytes.toString('latin1', 0, 4), bytes.readUInt16LE(20), bytes.readUInt16LE(34)]).toEqual(['RIFF', 1, 16]);
  }
});

test('a file that an older Earmark refused is read anew at the next scan', async () => {
  const database = new Database(join(libraryFolder, 'library.sqlite'));
  database
    .prepare(
      "UPDATE recording SET format = NULL, sample_rate = NULL, frames = NULL, duration_seconds = NULL, fault_code = 'unsupported-format', fault_message = 'AU files are not decoded.' WHERE file_name = 'sun.au'",
    )
    .run();
  database.close();
  expect((await rows()).get('sun.au')?.fault?.code).toBe('unsupported-format');
  const { jobId } = await session.call('source/rescan', { sourceId });
  await session.finish(jobId);
  expect((await rows()).get('sun.au')).toMatchObject({ fault: null, format: 'AU PCM 16-bit', durationSeconds: 3 });
});
