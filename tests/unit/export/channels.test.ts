import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unwrap } from '../../../electron/contract/outcome.ts';
import { encodeWav16 } from '../../../electron/core/audio/write-clip.ts';
import type { ExportMember } from '../../../electron/core/export/export-subset.ts';
import { verifyExport } from '../../../electron/core/export/verify-export.ts';
import { writeExport } from '../../../electron/core/export/write-export.ts';
import { makeNoise, makeTestWav } from '../../support/wav-fixture.ts';
import { crew, memberOf, optionsOf, planOf, sampleRate, subsetOf } from './make-export.ts';

const small = { name: 'small', folder: 'bestLowQuality/small' };
const right = makeNoise(3 * sampleRate, 5, 0.3);
let folder: string;
let root: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'earmark-channels-'));
  root = join(folder, 'out');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Silence on the left, noise on the right. */
async function stereoMember(recordingId: number, change: Partial<ExportMember>): Promise<ExportMember> {
  const path = join(folder, `stereo-${recordingId}.wav`);
  const samples = Float32Array.from({ length: 2 * right.length }, (_, index) =>
    index % 2 === 0 ? 0 : (right[(index - 1) / 2] ?? 0),
  );
  await writeFile(path, makeTestWav(samples, sampleRate, { channels: 2 }));
  const { size, mtimeMs } = await stat(path);
  const file = { absolutePath: path, fileName: `stereo-${recordingId}.wav`, sizeBytes: size };
  return memberOf(recordingId, { ...file, modifiedMs: Math.round(mtimeMs), channels: 2, ...change });
}

describe('a whole file of several channels', () => {
  it('is written as the channel that its source takes, the same every time, and verifies', async () => {
    const members = [await stereoMember(1, { channel: 2, scoredChannel: '2' })];
    const plan = planOf(root, [subsetOf(small, members)], { extent: 'whole' });
    const preview = plan.files[0]?.bytes;
    expect(plan.tiers[0]?.clips).toBe(0);
    unwrap(await writeExport(plan, optionsOf()));
    const path = join(root, small.folder, 'stereo-1.wav');
    const written = await readFile(path);
    expect(written.equals(Buffer.from(encodeWav16(right, sampleRate)))).toBe(true);
    expect(preview).toBe(written.length);
    expect(plan.totalBytes).toBe(written.length);
    expect(plan.warnings.join()).toContain('1 file holds only the channel that the source takes');
    unwrap(await writeExport(plan, optionsOf()));
    expect((await readFile(path)).equals(written)).toBe(true);
    expect(unwrap(await verifyExport(root, { crew, exportedFolders: [] }))).toMatchObject({ isIntact: true });
    const manifest = parse(await readFile(join(root, small.folder, 'manifest.csv')), { columns: true });
    expect(manifest).toMatchObject([{ channel: '2', scored_channel: '2', bytes: String(written.length) }]);
    const document = await readFile(join(root, small.folder, 'subset.json'), 'utf8');
    expect(JSON.parse(document)).toMatchObject({ export: { channels: [{ source: 'A', channel: 2 }] } });
  });

  it('stays as it is for the mix, as does one of one channel for channel 1', async () => {
    const mix = await stereoMember(1, {});
    const mono = memberOf(2, { channel: 1, channels: 1 });
    const plan = planOf(root, [subsetOf(small, [mix, mono])], { extent: 'whole' });
    expect(plan.files.map(({ part }) => part)).toEqual([null, null]);
    expect(plan.warnings).toEqual([]);
  });

  it('is written anew where the others are links', async () => {
    const members = [await stereoMember(1, { channel: 1 }), memberOf(2)];
    const plan = planOf(root, [subsetOf(small, members)], { extent: 'whole', method: 'hard-link' });
    expect(plan.files.map(({ part }) => part === null)).toEqual([false, true]);
    expect(plan.totalBytes).toBe(44 + 2 * right.length);
  });

  it('that has no such channel ends the export with the reason, and nothing is written in its place', async () => {
    const members = [await stereoMember(1, { channel: 3 })];
    const outcome = await writeExport(planOf(root, [subsetOf(small, members)], { extent: 'whole' }), optionsOf());
    expect(outcome).toMatchObject({ ok: false, fault: { code: 'channel-missing' } });
    await expect(stat(join(root, small.folder))).rejects.toThrow('ENOENT');
  });
});

describe('a clip', () => {
  it('holds the channel', async () => {
    const long = { durationSeconds: 3, bestFromSeconds: 1, bestToSeconds: 2 };
    const members = [await stereoMember(1, { ...long, channel: 2 }), await stereoMember(2, { ...long, channel: 1 })];
    unwrap(await writeExport(planOf(root, [subsetOf(small, members)], { clipSeconds: 1 }), optionsOf()));
    const [heard, silent] = await Promise.all(
      [1, 2].map((id) => readFile(join(root, small.folder, `stereo-${id}.wav`))),
    );
    expect(heard?.equals(Buffer.from(encodeWav16(right.subarray(sampleRate, 2 * sampleRate), sampleRate)))).toBe(true);
    expect(silent?.subarray(44).every((byte) => byte === 0)).toBe(true);
  });
});

describe('the same bytes in two sources', () => {
  const sha256 = 'ee'.repeat(32);

  it('are no copies where other channels are taken of them', () => {
    const members = [1, 2].map((channel) => memberOf(channel, { sha256, channels: 2, channel }));
    expect(planOf('/out', [subsetOf(small, members)]).tiers[0]?.copiesDropped).toEqual([]);
  });

  it('are copies where they have one channel only', () => {
    const members = [memberOf(1, { sha256, channel: 1 }), memberOf(2, { sha256 })];
    expect(planOf('/out', [subsetOf(small, members)]).tiers[0]?.copiesDropped).toHaveLength(1);
  });
});
