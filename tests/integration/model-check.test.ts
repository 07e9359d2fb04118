import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSession, type Session } from '../../electron/cli/session.ts';
import type { ImageFrontEnd } from '../../electron/contract/image-front-end.ts';
import type { ManifestCheck } from '../../electron/contract/model-inspection.ts';
import type { ModelManifest } from '../../electron/contract/models.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { tinyModel, type TinyModel } from '../support/tiny-models.ts';

const folder = temporaryFolder();
const outputs = [{ name: 'logits', width: 3 }];
let session: Session;

beforeAll(async () => {
  session = await openSession({ libraryFolder: join(folder, 'library'), scorerCount: 1 });
});
afterAll(() => session.close());

async function put(name: string, model: TinyModel): Promise<string> {
  const path = join(folder, name, 'model.onnx');
  await mkdir(join(folder, name));
  await writeFile(path, tinyModel(model));
  return path;
}

async function proposed(path: string, labelsText?: string): Promise<ModelManifest> {
  const input = labelsText === undefined ? { path } : { path, labelsText };
  return (await session.call('model/inspect', input)).proposals[0]!.manifest;
}

const fieldsOf = ({ problems }: ManifestCheck): (string | null)[] => problems.map(({ field }) => field);

test('each problem names the field that it is about', async () => {
  const path = await put('fields', { input: 'x', inputShape: ['N', 144_000], outputs });
  const fitting = { ...(await proposed(path)), labels: ['frog', 'rain', 'wind'] };
  const check = (change: Partial<ModelManifest>) =>
    session.call('model/check', { path, manifest: { ...fitting, ...change } });
  expect(await check({})).toEqual({ problems: [], labelCount: 3, picture: null });
  const cases: [Partial<ModelManifest>, string][] = [
    [{ labels: ['frog'] }, 'labels'],
    [{ labels: undefined }, 'labels'],
    [{ windowSamples: 48_000 }, 'windowSamples'],
    [{ input: { name: 'y' } }, 'input'],
    [{ outputs: { scores: 'y' } }, 'outputs.scores'],
    [{ family: 'waveform-channel' }, 'family'],
    [{ bandPass: { lowHz: 900, highHz: 100 } }, 'bandPass'],
    [{ levelNormalisation: 'peak', levelTarget: 2 }, 'levelTarget'],
    [{ family: 'image' }, 'image'],
  ];
  for (const [change, field] of cases) {
    expect(fieldsOf(await check(change)), field).toEqual([field]);
  }
  const noHead = { head: { path: 'head.onnx', input: 'e', output: 'y' } };
  expect((await check(noHead)).problems).toMatchObject([
    { code: 'file-missing', field: 'head' },
    { field: 'outputs.embeddings' },
  ]);
  expect(
    (await check({ labels: undefined, labelsFile: { path: 'gone.txt', format: 'lines' } })).problems,
  ).toMatchObject([{ code: 'file-missing', field: 'labels' }]);
});

test('a picture is told with its size, and what does not fit by its number', async () => {
  const path = await put('picture', { input: 'mel', inputShape: ['N', 1, 64, 301], outputs });
  const manifest = { ...(await proposed(path)), labels: ['frog', 'rain', 'wind'] };
  const check = (change: Partial<ImageFrontEnd>) =>
    session.call('model/check', { path, manifest: { ...manifest, image: { ...manifest.image!, ...change } } });
  expect(await check({})).toEqual({ problems: [], labelCount: 3, picture: [1, 64, 301] });
  const wider = await check({ melBands: 80 });
  expect(wider.picture).toEqual([1, 80, 301]);
  expect(fieldsOf(wider)).toEqual(['image']);
  expect(wider.problems[0]?.message).toContain('[?, 1, 64, 301], and the manifest makes [1, 1, 80, 301]');
  expect(fieldsOf(await check({ windowLength: 8192 }))).toEqual(['image.windowLength']);
  expect(fieldsOf(await check({ lowHz: 30_000 }))).toEqual(['image.highHz']);
  expect(fieldsOf(await check({ channels: 3, channelAxis: 'none' }))).toEqual(['image.channelAxis']);
});

test('labels that come as a text become the manifest’s own, whatever lies beside the model', async () => {
  const path = await put('dropped', { input: 'x', inputShape: ['N', 144_000], outputs });
  await writeFile(join(folder, 'dropped', 'labels.txt'), 'a\nb\n');
  const text = '\uFEFFspecies;code\r\nfrog;1\r\nrain;2\r\nwind;3\r\n';
  const inspection = await session.call('model/inspect', { path, labelsText: text });
  expect(inspection.labels).toEqual({ path: null, count: 3, sample: ['frog', 'rain', 'wind'] });
  expect(inspection.problems).toEqual([]);
  const manifest = await proposed(path, text);
  expect(manifest.labels).toEqual(['frog', 'rain', 'wind']);
  expect(manifest.labelsFile).toBeUndefined();
  const model = await session.call('model/add', { path, manifest });
  expect(model.labels).toEqual(['frog', 'rain', 'wind']);
  await expect(session.call('model/inspect', { path, labelsText: ' \n' })).rejects.toThrow(/holds no labels/u);
});

test('a manifest beside the model keeps everything but its labels when others are given', async () => {
  const path = await put('beside', { input: 'x', inputShape: ['N', 144_000], outputs });
  const own = { ...(await proposed(path)), name: 'By its maker', labelsFile: { path: 'l.txt', format: 'lines' } };
  await writeFile(join(folder, 'beside', 'model.manifest.json'), JSON.stringify(own));
  const manifest = await proposed(path, 'one\ntwo\nthree');
  expect(manifest).toMatchObject({ name: 'By its maker', labels: ['one', 'two', 'three'] });
  expect(await readFile(join(folder, 'beside', 'model.manifest.json'), 'utf8')).toContain('l.txt');
});
