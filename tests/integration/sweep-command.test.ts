import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { faultSchema } from '../../electron/contract/outcome.ts';
import { sweepCompositionSchema } from '../../electron/contract/sweep-composition.ts';

const program = join(import.meta.dirname, '../../electron/cli/program.ts');
const small = 'AudioData/curated/bestLowQuality/small';
const hard = 'AudioData/curated/hardNeg/hardneg_conf_min_85';

let folder: string;

interface Answer {
  readonly status: number | null;
  readonly value: unknown;
}

function sweep(...options: readonly string[]): Answer {
  const run = spawnSync(
    process.execPath,
    [program, 'sweep', ...options, '--library', join(folder, 'library'), '--json'],
    { encoding: 'utf8' },
  );
  return { status: run.status, value: JSON.parse(run.stdout) };
}

async function fill(path: string, names: readonly string[]): Promise<void> {
  const full = join(folder, ...path.split('/'));
  await mkdir(full, { recursive: true });
  await Promise.all(names.map((name) => writeFile(join(full, name), '')));
}

function numbered(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}${index}.wav`);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'earmark-sweep-command-'));
  await fill('training/RADR', numbered('p', 20));
  await fill('training/Negative', numbered('n', 80));
  await fill(small, numbered('s', 5));
  await fill(hard, numbered('h', 20));
  const specification = {
    stage: 12,
    out_dir: 'config/sweeps/mine',
    axes: { balance: [true, false], positive_subsets: [[small]], negative_subsets: [[], [hard]] },
    base_params: { epochs: 3 },
  };
  await writeFile(join(folder, 'spec.yaml'), JSON.stringify(specification));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('earmark sweep', () => {
  it('lists the presets with their experiments', () => {
    const presets = z
      .array(z.object({ id: z.string(), experimentCount: z.int() }))
      .parse(sweep('presets').value)
      .map(({ id, experimentCount }) => [id, experimentCount]);
    expect(presets).toEqual([
      ['stage5', 120],
      ['stage6', 54],
      ['stage9', 72],
      ['stage11', 30],
    ]);
  });

  it('previews what each experiment is trained on, and writes nothing', async () => {
    const options = [
      '--spec',
      join(folder, 'spec.yaml'),
      '--root',
      folder,
      '--training-folder',
      join(folder, 'training'),
    ];
    const { value, status } = sweep('preview', ...options);
    expect(status).toBe(0);
    const { composition } = z.object({ composition: sweepCompositionSchema }).parse(value);
    expect(composition.problems).toEqual([]);
    expect(
      composition.experiments.map(({ name, positives, negatives, hardNegatives }) => [
        name,
        positives.selected,
        negatives.selected,
        hardNegatives.expected,
      ]),
    ).toEqual([
      ['stage12_001', 25, 25, 0],
      ['stage12_002', 25, 25, 5],
      ['stage12_003', 25, 80, 0],
      ['stage12_004', 25, 100, 20],
    ]);
    const capped = z
      .object({ composition: sweepCompositionSchema })
      .parse(sweep('preview', ...options, '--pos-cap', '10', '--neg-ratio', '2').value);
    expect(
      capped.composition.experiments.map(({ positives, negatives }) => [positives.selected, negatives.selected]),
    ).toEqual([
      [10, 10],
      [10, 10],
      [10, 20],
      [10, 20],
    ]);
    expect(await readdir(folder)).not.toContain('config');
  });

  it('refuses a sweep whose subsets are not there, naming each, until told otherwise', async () => {
    const refused = sweep('--preset', 'stage11', '--root', folder);
    expect(refused.status).toBe(1);
    const { fault } = z.object({ fault: faultSchema }).parse(refused.value);
    expect(fault.code).toBe('sweep-folder-missing');
    expect(fault.detail?.split('\n').map((line) => line.split(':')[0])).toEqual([
      'AudioData/curated/bestLowQuality/medium',
      'AudioData/curated/bestLowQuality/top50',
      'AudioData/curated/bestLowQuality/large',
      'AudioData/curated/hardNeg/hardneg_conf_min_99',
    ]);
    expect(await readdir(folder)).not.toContain('config');
    expect(sweep('--preset', 'stage11', '--root', folder, '--unchecked').status).toBe(0);
    expect(await readdir(join(folder, 'config', 'sweeps', 'stage11_sweep'))).toContain('stage11_030.yaml');
  });

  it('writes a specification from a file under the name of its folder', async () => {
    expect(sweep('--spec', join(folder, 'spec.yaml'), '--root', folder).status).toBe(0);
    expect(await readFile(join(folder, 'config', 'sweep_specs', 'mine.yaml'), 'utf8')).toContain(
      'out_dir: config/sweeps/mine',
    );
    expect(await readFile(join(folder, 'config', 'sweeps', 'mine', 'stage12_004.yaml'), 'utf8')).toContain(
      `  negative_subsets:\n  - ${hard}\n`,
    );
  });
});
