import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeSampleRecordings, type SampleSummary } from '../../../build/sample/make-samples.ts';
import { renderRecording } from '../../../build/sample/render-recording.ts';
import { defaultSeed, planSampleRecordings } from '../../../build/sample/sample-plan.ts';
import { clearOldSet, readCompleteSet } from '../../../build/sample/sample-set.ts';
import { parseTruthTable, type TruthRow } from '../../../build/sample/truth-table.ts';
import { FaultError } from '../../../electron/contract/outcome.ts';

let root: string;
let made: SampleSummary;
let truth: TruthRow[];
const progress: number[] = [];

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'earmark-samples-'));
  made = await makeSampleRecordings(join(root, 'set'), { onProgress: (done) => progress.push(done) });
  truth = parseTruthTable(await readFile(made.truthPath, 'utf8'));
}, 120_000);

afterAll(() => rm(root, { recursive: true, force: true }));

describe('makeSampleRecordings', () => {
  it('writes the three sources and a truth table that names every file', async () => {
    expect(made.made).toBe(true);
    expect(made.sources.map((source) => source.role)).toEqual(['positive', 'negative', 'unlabelled']);
    const listed = await Promise.all(made.sources.map((source) => readdir(source.path, { recursive: true })));
    const files = listed.flat().filter((name) => /\.wav$/i.test(name));
    expect(files).toHaveLength(made.files);
    expect(truth).toHaveLength(made.files);
    expect(progress.at(-1)).toBe(made.files);
    expect(await readdir(root)).toEqual(['set']);
  });

  it('keeps the truth: calls have a place, planted files lie in the negative source', () => {
    for (const row of truth) {
      expect(row.contains_call, row.file).toBe(row.from !== null && row.to !== null && row.snr_db !== null);
    }
    const planted = truth.filter((row) => row.planted_mislabelled);
    expect(planted).toHaveLength(6);
    expect(planted.every((row) => row.source === 'negative-field' && row.contains_call)).toBe(true);
    const long = truth.filter((row) => (row.to ?? 0) > 15);
    expect(long.length).toBeGreaterThanOrEqual(3);
  });

  it('spoils the files it says it spoils', async () => {
    const bytes = async (damage: string) => {
      const row = truth.find((candidate) => candidate.damaged === damage);
      return readFile(join(made.folder, row?.file ?? 'missing'));
    };
    expect(await bytes('empty')).toHaveLength(0);
    expect(await bytes('header-only')).toHaveLength(44);
    expect((await bytes('not-audio')).toString('utf8', 0, 8)).toBe('Recorder');
    const truncated = await bytes('truncated');
    expect(truncated.readUInt32LE(4)).toBeGreaterThan(truncated.length);
  });

  it('gives three recordings of one name other bytes', async () => {
    const same = truth.filter((row) => row.file.endsWith('20240301_210500.WAV'));
    const hashes = await Promise.all(
      same.map(async (row) =>
        createHash('sha256')
          .update(await readFile(join(made.folder, row.file)))
          .digest('hex'),
      ),
    );
    expect(new Set(hashes).size).toBe(3);
  });

  it('writes the bytes that the plan renders to, every time', async () => {
    for (const plan of planSampleRecordings().filter((_, index) => index % 40 === 3)) {
      const bytes = await readFile(join(made.folder, plan.source, plan.path));
      expect(Buffer.compare(bytes, renderRecording(plan).bytes), plan.path).toBe(0);
    }
  });

  it('returns at once where the whole set is there', async () => {
    expect(await makeSampleRecordings(made.folder)).toEqual({ ...made, made: false });
  });

  it('refuses a folder that holds something of a person, and leaves it as it is', async () => {
    const folder = join(root, 'mine');
    await mkdir(folder);
    await writeFile(join(folder, 'thesis.txt'), 'mine');
    await expect(makeSampleRecordings(folder)).rejects.toThrow(FaultError);
    expect(await readdir(folder)).toEqual(['thesis.txt']);
  });

  it('stops when asked and leaves nothing behind', async () => {
    const controller = new AbortController();
    const stopped = makeSampleRecordings(join(root, 'stopped'), {
      signal: controller.signal,
      onProgress: (done) => {
        if (done === 3) {
          controller.abort(new Error('enough'));
        }
      },
    });
    await expect(stopped).rejects.toThrow('enough');
    expect((await readdir(root)).filter((name) => name.startsWith('stopped'))).toEqual([]);
  });

  it('clears what a killed attempt left', async () => {
    const abandoned = join(root, 'late.partial-999999999');
    await mkdir(abandoned);
    const controller = new AbortController();
    controller.abort(new Error('enough'));
    await expect(makeSampleRecordings(join(root, 'late'), { signal: controller.signal })).rejects.toThrow('enough');
    expect(await readdir(root)).not.toContain('late.partial-999999999');
  });

  // Last, because it damages the set.
  it('takes a set for whole only with its version, its seed and every file at its size', async () => {
    expect(await readCompleteSet(made.folder, defaultSeed)).toBeDefined();
    expect(await readCompleteSet(made.folder, 7)).toBeUndefined();
    await writeFile(join(made.folder, truth[0]?.file ?? ''), 'cut short');
    expect(await readCompleteSet(made.folder, defaultSeed)).toBeUndefined();
  });

  it('clears a set of its own to make it anew, but never a file that somebody put there', async () => {
    await writeFile(join(made.folder, 'negative-field', 'mine.wav'), 'mine');
    await expect(clearOldSet(made.folder)).rejects.toThrow('not sample recordings');
    expect(await readdir(made.folder, { recursive: true })).toEqual([
      'negative-field',
      join('negative-field', 'mine.wav'),
    ]);
    await rm(join(made.folder, 'negative-field', 'mine.wav'));
    await clearOldSet(made.folder);
    expect(await readdir(root)).not.toContain('set');
  });
});
