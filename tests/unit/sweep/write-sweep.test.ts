import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unwrap } from '../../../electron/contract/outcome.ts';
import { readSpecification } from '../../../electron/core/sweep/read-specification.ts';
import { sweepPresets } from '../../../electron/core/sweep/presets.ts';
import { writeSweep } from '../../../electron/core/sweep/write-sweep.ts';

const preset = sweepPresets[0]?.specification;
if (preset === undefined) {
  throw new Error('There is no preset.');
}

const forward = { pathStyle: 'forward', spelling: 'as-written' } as const;
const windows = { ...forward, pathStyle: 'windows' } as const;

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'earmark-sweep-'));
});
afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

async function hiddenLeftovers(): Promise<string[]> {
  return (await readdir(root)).filter((name) => name.startsWith('.'));
}

describe('writeSweep', () => {
  it('writes base.yaml, 120 experiments and the specification', async () => {
    const written = unwrap(await writeSweep(root, preset, forward));
    expect(written.folder).toBe(join(root, 'config', 'sweeps', 'stage5_sweep'));
    expect(written.experimentCount).toBe(120);
    const names = (await readdir(written.folder)).filter((name) => name.endsWith('.yaml'));
    expect(names).toHaveLength(121);
    expect(names).toEqual(expect.arrayContaining(['base.yaml', 'stage5_001.yaml', 'stage5_120.yaml']));
    expect(written.specificationPath).toBe(join(root, 'config', 'sweep_specs', 'stage5_sweep.yaml'));
    expect(unwrap(readSpecification(await readFile(written.specificationPath, 'utf8')))).toEqual(preset);
    expect(await hiddenLeftovers()).toEqual([]);
  });

  it('replaces its own earlier sweep whole', async () => {
    unwrap(await writeSweep(root, preset, forward));
    const smaller = { ...preset, axes: { ...preset.axes, seed: [1] } };
    const written = unwrap(await writeSweep(root, smaller, windows));
    expect((await readdir(written.folder)).filter((name) => name.endsWith('.yaml'))).toHaveLength(41);
    expect(await readFile(written.specificationPath, 'utf8')).toContain('AudioData\\curated');
  });

  it('refuses a folder with files of others, and leaves them as they are', async () => {
    const folder = join(root, 'config', 'sweeps', 'stage5_sweep');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'stage5_001.yaml'), 'mine');
    const outcome = await writeSweep(root, preset, forward);
    expect(outcome).toMatchObject({ ok: false, fault: { code: 'export-not-ours' } });
    expect(await readdir(folder)).toEqual(['stage5_001.yaml']);
    expect(await readFile(join(folder, 'stage5_001.yaml'), 'utf8')).toBe('mine');
    expect(await readdir(join(root, 'config'))).toEqual(['sweeps']);
  });

  it('refuses a sweep of its own that somebody changed or added to', async () => {
    const { folder } = unwrap(await writeSweep(root, preset, forward));
    await writeFile(join(folder, 'notes.txt'), 'remember');
    expect(await writeSweep(root, preset, forward)).toMatchObject({ fault: { detail: 'notes.txt' } });
    await rm(join(folder, 'notes.txt'));
    await writeFile(join(folder, 'stage5_002.yaml'), 'changed');
    expect(await writeSweep(root, preset, forward)).toMatchObject({ fault: { detail: 'stage5_002.yaml' } });
    expect(await readFile(join(folder, 'stage5_002.yaml'), 'utf8')).toBe('changed');
  });

  it('refuses to overwrite a specification that is not its own', async () => {
    const specifications = join(root, 'config', 'sweep_specs');
    await mkdir(specifications, { recursive: true });
    await writeFile(join(specifications, 'stage5_sweep.yaml'), 'stage: 5 # mine');
    expect(await writeSweep(root, preset, forward)).toMatchObject({ ok: false, fault: { code: 'export-not-ours' } });
    expect(await readFile(join(specifications, 'stage5_sweep.yaml'), 'utf8')).toBe('stage: 5 # mine');
    expect(await readdir(join(root, 'config'))).toEqual(['sweep_specs']);
  });

  it('puts everything back when the specification cannot be placed', async () => {
    await mkdir(join(root, 'config'));
    await writeFile(join(root, 'config', 'sweep_specs'), 'a file is in the way');
    const outcome = await writeSweep(root, preset, forward);
    expect(outcome).toMatchObject({ ok: false, fault: { code: 'not-a-folder' } });
    expect(await readdir(join(root, 'config'))).toEqual(['sweep_specs']);
    expect(await hiddenLeftovers()).toEqual([]);
  });

  it('says that a root which is a file is not a folder', async () => {
    await writeFile(join(root, 'file'), '');
    const outcome = await writeSweep(join(root, 'file'), preset, forward);
    expect(outcome).toMatchObject({ ok: false, fault: { code: 'not-a-folder' } });
  });

  it('refuses an impossible specification before touching the disk', async () => {
    expect(await writeSweep(join(root, 'new'), { ...preset, out_dir: '../x' }, forward)).toMatchObject({
      ok: false,
      fault: { code: 'sweep-invalid' },
    });
    expect(await readdir(root)).toEqual([]);
  });
});
