import { mkdir, mkdtemp, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unwrap } from '../../../../electron/contract/outcome.ts';
import type { CompositionRequest, SweepComposition } from '../../../../electron/contract/sweep-composition.ts';
import type { SweepSpecification } from '../../../../electron/contract/sweeps.ts';
import { checkBeforeWriting } from '../../../../electron/core/sweep/composition/check-before-writing.ts';
import { composeSweep } from '../../../../electron/core/sweep/composition/compose-sweep.ts';

const large = 'AudioData/curated/bestLowQuality/large';
const hard85 = 'AudioData/curated/hardNeg/hardneg_conf_min_85';
const header = 'label,quality,call_type,site,recorder_id,date,new_full_path,split,filename';

let root: string;
let audioRoot: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'earmark-composition-'));
  audioRoot = join(root, 'AudioData');
  await mkdir(audioRoot);
});
afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

async function fill(folder: string, names: readonly string[]): Promise<void> {
  const path = join(root, ...folder.split('/'));
  await mkdir(path, { recursive: true });
  await Promise.all(names.map((name) => writeFile(join(path, name), '')));
}

function numbered(prefix: string, count: number, ending = '.wav'): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}_${index}${ending}`);
}

function specification(axes: SweepSpecification['axes']): SweepSpecification {
  return { stage: 5, out_dir: 'config/sweeps/x', axes, base_params: {} };
}

function request(axes: SweepSpecification['axes'], changes: Partial<CompositionRequest> = {}): CompositionRequest {
  return {
    specification: specification(axes),
    pathStyle: 'as-written',
    spelling: 'as-written',
    audioRoot,
    base: null,
    extras: {},
    ...changes,
  };
}

async function composed(
  axes: SweepSpecification['axes'],
  changes: Partial<CompositionRequest> = {},
): Promise<SweepComposition> {
  return unwrap(await composeSweep(request(axes, changes)));
}

interface Row {
  readonly label?: string;
  readonly quality?: string;
  readonly recorder?: string;
  readonly split?: string;
  readonly path: string;
}

async function writeManifest(rows: readonly Row[]): Promise<NonNullable<CompositionRequest['base']>> {
  const lines = rows.map(
    ({ label = 'positive', quality = 'high', recorder = '02', split = 'train', path }) =>
      `${label},${quality},grunt,ASU,${recorder},2024-03-01,${path},${split},${path.split('/').at(-1) ?? ''}`,
  );
  const path = join(root, 'manifest.csv');
  await writeFile(path, [header, ...lines].join('\n'));
  return { kind: 'manifest', path };
}

describe('a manifest', () => {
  it('is filtered as the packager filters it, and its lost rows are counted', async () => {
    await fill('AudioData/splits/train', [...numbered('pos', 6), ...numbered('neg', 10), 'low.wav']);
    const base = await writeManifest([
      ...numbered('pos', 6).map((name, index) => ({
        path: `splits/train/${name}`,
        quality: index < 4 ? 'High' : 'medium',
      })),
      ...numbered('neg', 10).map((name) => ({ path: `splits/train/${name}`, label: 'Negative' })),
      { path: 'splits/train/low.wav', quality: 'low' },
      { path: 'splits/train/gone.wav' },
      { path: 'splits/train/pos_0.wav', split: 'val' },
    ]);
    const {
      base: summary,
      experiments,
      warnings,
    } = await composed({ quality: [['high'], ['high', 'medium'], null], balance: [true, false] }, { base });
    expect(summary).toEqual({ rows: 19, inSplits: 18, missing: 1, positives: 7, negatives: 10 });
    expect(experiments.map(({ positives, negatives }) => [positives.selected, negatives.selected])).toEqual([
      [4, 4],
      [4, 10],
      [6, 6],
      [6, 10],
      [7, 7],
      [7, 10],
    ]);
    expect(warnings.join('\n')).toMatch(/1 row of 18 .* not there/u);
  });

  it('obeys caps, site and recorder that a person adds to base.yaml', async () => {
    await fill('AudioData/t', [...numbered('pos', 6), ...numbered('neg', 10)]);
    const base = await writeManifest([
      ...numbered('pos', 6).map((name, index) => ({ path: `t/${name}`, recorder: index < 2 ? '2' : '10' })),
      ...numbered('neg', 10).map((name) => ({ path: `t/${name}`, label: 'negative', recorder: '10' })),
    ]);
    const counts = async (extras: CompositionRequest['extras']): Promise<number[]> => {
      const { experiments } = await composed({ balance: [false] }, { base, extras });
      return [experiments[0]?.positives.selected ?? -1, experiments[0]?.negatives.selected ?? -1];
    };
    expect(await counts({})).toEqual([6, 10]);
    expect(await counts({ recorder_id: ['02'] })).toEqual([2, 0]);
    expect(await counts({ site: ['asu'], max_per_class: 5 })).toEqual([5, 5]);
    expect(await counts({ pos_cap: 3, neg_ratio: 2.5 })).toEqual([3, 7]);
  });

  it('without a column that the packager needs is refused', async () => {
    await writeFile(join(root, 'manifest.csv'), 'label,new_full_path\npositive,a.wav\n');
    const base = { kind: 'manifest' as const, path: join(root, 'manifest.csv') };
    expect(await composeSweep(request({}, { base }))).toMatchObject({
      ok: false,
      fault: { code: 'invalid-input', message: expect.stringMatching(/quality, call_type/u) },
    });
    const absent = { kind: 'manifest' as const, path: join(root, 'none.csv') };
    expect(await composeSweep(request({}, { base: absent }))).toMatchObject({ fault: { code: 'file-missing' } });
  });

  it('tells of files that are counted twice and copied once', async () => {
    await fill('AudioData/t', [...numbered('pos', 6), ...numbered('neg', 10)]);
    await fill(large, ['pos_0.wav', 'pos_1.wav', 'new.wav']);
    const base = await writeManifest([
      ...numbered('pos', 6).map((name) => ({ path: `t/${name}`, quality: 'low' })),
      ...numbered('neg', 10).map((name) => ({ path: `t/${name}`, label: 'negative' })),
    ]);
    const { experiments, warnings } = await composed({ quality: [['low']], positive_subsets: [[large]] }, { base });
    expect(experiments[0]?.positives).toEqual({ base: 6, subset: 3, selected: 9, copied: 7 });
    expect(warnings.join('\n')).toMatch(/large: 2 of its 3 files .* counted twice .* copied once/u);
  });

  it('that leaves a class empty is a problem', async () => {
    await fill('AudioData/t', ['neg.wav']);
    const base = await writeManifest([{ path: 't/neg.wav', label: 'negative' }]);
    const { problems } = await composed({ seed: [1, 2, 3] }, { base });
    expect(problems).toEqual([
      'stage5_001, stage5_002 and 1 more: no positives would be left to train on.',
      'stage5_001, stage5_002 and 1 more: no negatives would be left to train on.',
    ]);
  });
});

describe('a training folder', () => {
  it('counts its class folders, whatever the quality', async () => {
    await fill('training/RADR', numbered('p', 5));
    await fill('training/Negative', [...numbered('n', 9), 'notes.txt']);
    await fill(hard85, numbered('h', 3));
    const { experiments } = await composed(
      { quality: [['high']], balance: [true], negative_subsets: [[], [hard85]] },
      { base: { kind: 'folder', path: join(root, 'training') } },
    );
    expect(experiments.map(({ positives, negatives }) => [positives.base, negatives.base, negatives.selected])).toEqual(
      [
        [5, 9, 5],
        [5, 9, 5],
      ],
    );
    expect(experiments[1]?.hardNegatives).toMatchObject({ available: 3, expected: 1.25 });
  });
});

describe('subset folders', () => {
  async function problemOf(
    folder: string,
    axis: 'positive_subsets' | 'negative_subsets' = 'negative_subsets',
  ): Promise<string> {
    const { problems } = await composed({ [axis]: [[folder]] });
    return problems.join('\n');
  }

  it('are found below the audio root, with and without the leading AudioData', async () => {
    await fill(hard85, [...numbered('h', 3), 'manifest.csv', 'call.mp3', 'call.flac']);
    const { folders, problems } = await composed({
      negative_subsets: [[hard85], [hard85.slice('AudioData/'.length)], [join(root, hard85)]],
    });
    expect(problems).toEqual([]);
    expect(folders.map(({ files, path }) => [files, path])).toEqual(
      Array.from({ length: 3 }, () => [5, join(root, hard85)]),
    );
  });

  it.each<[string, 'positive_subsets' | 'negative_subsets', RegExp]>([
    [
      'AudioData/curated/top5',
      'positive_subsets',
      /takes it for negatives, because its name says nothing else.*drops all/u,
    ],
    ['AudioData/curated/hardNeg/x', 'positive_subsets', /because of “hardneg”/u],
    ['AudioData/curated/false_positive_hardneg', 'negative_subsets', /because of “positive”, which wins/u],
  ])('%s under %s are dropped for their name', async (folder, axis, message) => {
    await fill(folder, ['a.wav']);
    expect(await problemOf(folder, axis)).toMatch(message);
  });

  it('that are missing are named, with what is probably meant', async () => {
    await fill(hard85, ['a.wav']);
    expect(await problemOf('AudioData/curated/hardNeg/none')).toMatch(
      /none: there is no folder .* trains without it\.$/u,
    );
    expect(await problemOf('AudioData/curated/hardNeg/hardnet_conf_min_85')).toMatch(/probably spelled hardneg/u);
    if (process.platform === 'linux') {
      expect(await problemOf('AudioData/curated/hardNeg/HARDNEG_conf_min_85')).toMatch(
        /“hardneg_conf_min_85” beside it/u,
      );
      expect(await problemOf(hard85.replaceAll('/', '\\'))).toMatch(/back slashes/u);
    }
  });

  it.each<[string, readonly string[], RegExp]>([
    ['empty', [], /holds no audio/u],
    ['of another kind', ['a.ogg', 'b.opus'], /its 2 files are of other kinds/u],
    ['only in folders below', ['night/a.wav', 'night/b.wav', 'night/c.wav'], /its 3 files lie in folders below/u],
  ])('that are %s give nothing', async (_, names, message) => {
    await fill(hard85, []);
    await fill(`${hard85}/night`, []);
    await fill(hard85, names);
    expect(await problemOf(hard85)).toMatch(message);
  });

  it.skipIf(process.platform === 'win32')('with endings in upper case lose those files', async () => {
    await fill(hard85, ['A.WAV', 'b.wav']);
    expect(await problemOf(hard85)).toMatch(/1 of 2 files end in upper case/u);
    await rename(join(root, hard85, 'b.wav'), join(root, hard85, 'b.Wav'));
    expect(await problemOf(hard85)).toMatch(/All 2 files end in upper case/u);
  });

  it.skipIf(process.platform === 'win32')('of links are copied under the name of what they lead to', async () => {
    await fill('AudioData/elsewhere', ['original.wav']);
    await fill(hard85, []);
    await symlink(join(root, 'AudioData/elsewhere/original.wav'), join(root, hard85, 'link.wav'));
    await fill('AudioData/t', ['p.wav']);
    const base = await writeManifest([{ path: 't/p.wav' }, { path: 'elsewhere/original.wav', label: 'negative' }]);
    const { warnings } = await composed({ balance: [false], negative_subsets: [[hard85]] }, { base });
    expect(warnings.join('\n')).toMatch(/1 of its 1 file has the name of a file of the base/u);
    await rm(join(root, 'AudioData/elsewhere/original.wav'));
    expect(await problemOf(hard85)).toMatch(/links that lead nowhere/u);
  });
});

describe('checkBeforeWriting', () => {
  const write = { pathStyle: 'as-written', spelling: 'as-written', base: null, extras: {}, unchecked: false } as const;

  it('refuses with every problem, and writes nothing', async () => {
    const axes = {
      positive_subsets: [['curated/top5']],
      negative_subsets: [['curated/hardneg_a'], ['curated/hardneg_b']],
    };
    const outcome = await checkBeforeWriting({ ...write, specification: specification(axes), root });
    expect(outcome).toMatchObject({
      ok: false,
      fault: {
        code: 'sweep-folder-missing',
        message: expect.stringMatching(/^Nothing was written\. .*2 more problems/u),
      },
    });
    expect(outcome.ok ? [] : outcome.fault.detail?.split('\n')).toHaveLength(3);
    expect(await readdir(root)).toEqual(['AudioData']);
    const unchecked = await checkBeforeWriting({ ...write, specification: specification(axes), root, unchecked: true });
    expect(unwrap(unchecked)).toHaveLength(3);
  });

  it('says that it could not look where there is no audio root, but still reads the names', async () => {
    await rm(audioRoot, { recursive: true });
    const good = specification({ negative_subsets: [[hard85]] });
    expect(unwrap(await checkBeforeWriting({ ...write, specification: good, root }))).toEqual([
      expect.stringMatching(/were not looked at/u),
    ]);
    const bad = specification({ positive_subsets: [['curated/top5']] });
    expect(await checkBeforeWriting({ ...write, specification: bad, root })).toMatchObject({
      fault: { code: 'sweep-folder-missing' },
    });
  });
});
