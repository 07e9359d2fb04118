import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { unwrap } from '../../../electron/contract/outcome.ts';
import { inspectFolder } from '../../../electron/core/intake/inspect-folder.ts';
import { suggestAttributes } from '../../../electron/core/intake/suggest-attributes.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { makeTestWav } from '../../support/wav-fixture.ts';

const parent = temporaryFolder();

describe('inspectFolder', () => {
  it('counts and suggests', async () => {
    const root = join(parent, 'recorder_09');
    await mkdir(join(root, 'night'), { recursive: true });
    for (const name of ['negative_1.wav', 'negative_2.WAV', 'night/negative_3.wav']) {
      await writeFile(join(root, name), new Uint8Array(10));
    }
    await writeFile(join(root, 'CONFIG.TXT'), 'x');
    expect(unwrap(await inspectFolder(root))).toEqual({
      path: root,
      name: 'recorder_09',
      audioFileCount: 3,
      otherFileCount: 1,
      totalBytes: 30,
      truncated: false,
      exampleNames: ['negative_1.wav', 'negative_2.WAV', 'negative_3.wav'],
      channels: [],
      suggestedRole: 'negative',
      suggestedQuality: null,
      suggestedRecorder: '9',
    });
    const first = unwrap(await inspectFolder(root, { limitFiles: 2 }));
    expect([first.truncated, first.audioFileCount + first.otherFileCount]).toEqual([true, 2]);
  });

  it('says how many channels the files have that can be read', async () => {
    const root = join(parent, 'mixed');
    await mkdir(root, { recursive: true });
    for (let file = 0; file < 40; file += 1) {
      const channels = file < 30 ? 1 : 2;
      const name = join(root, `${String(file).padStart(2, '0')}.wav`);
      await writeFile(name, file === 0 ? 'no audio' : makeTestWav(new Float32Array(80), 8000, { channels }));
    }
    expect(unwrap(await inspectFolder(root)).channels).toEqual([
      { channels: 1, files: 5 },
      { channels: 2, files: 2 },
    ]);
  });

  it('says where there is no folder', async () => {
    const inspected = await inspectFolder(join(parent, 'nothing'));
    expect(inspected.ok ? null : inspected.fault.code).toBe('not-a-folder');
  });
});

describe('suggestAttributes', () => {
  const study = (label: string, recorder: string): string[] => [
    `${label}_grunt_${recorder}_ASU_20240301_210503.wav`,
    `${label}_growl_${recorder}_ASU_20240302_210503.wav`,
  ];

  it.each([
    ['x', study('positive_low', '02'), ['positive', 'low', '02']],
    ['x', study('negative_high', '10'), ['negative', 'high', '10']],
    ['x', [...study('positive_low', '02'), ...study('positive_high', '02')], ['positive', null, '02']],
    ['lowQuality', ['positive_1.wav'], ['positive', 'low', null]],
    ['Negatives Recorder 2', ['a.wav'], ['negative', null, '2']],
    ['hardNeg', [], ['negative', null, null]],
    ['rain-noise', ['a.wav'], ['negative', null, null]],
    ['positives_high', ['a.wav'], ['positive', 'high', null]],
    ['positive-and-negative', ['a.wav'], ['unlabelled', null, null]],
    ['possible sites', ['a.wav'], ['unlabelled', null, null]],
    ['Moth01', ['20240301_210503.WAV'], ['unlabelled', null, 'Moth01']],
    ['Data', ['24E144085F256F2D_20240301_210503.WAV'], ['unlabelled', null, '24E144085F256F2D']],
    ['Data', ['WALDEN_20240601_140505.wav', 'WALDEN_20240601_150505.wav'], ['unlabelled', null, 'WALDEN']],
    ['Data', ['WALDEN_20240601_140505.wav', 'OTHER_20240601_150505.wav'], ['unlabelled', null, null]],
    ['DCIM', [], ['unlabelled', null, null]],
  ] satisfies [string, string[], (string | null)[]][])('%s with %j', (folder, names, [role, quality, recorder]) => {
    expect(suggestAttributes(folder, names)).toEqual({
      suggestedRole: role,
      suggestedQuality: quality,
      suggestedRecorder: recorder,
    });
  });
});
