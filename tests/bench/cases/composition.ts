import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unwrap } from '../../../electron/contract/outcome.ts';
import type { CompositionRequest } from '../../../electron/contract/sweep-composition.ts';
import { composeSweep } from '../../../electron/core/sweep/composition/compose-sweep.ts';
import { sweepPresets } from '../../../electron/core/sweep/presets.ts';
import type { BenchCase } from '../bench-case.ts';
import { atMost, measured } from '../measurement.ts';
import { timeOnce } from '../support/timing.ts';

/** The study's own numbers: rows of its training split, files of its subsets. */
const trainRows = { high: 1_000, medium: 1_017, low: 1_568, negative: 8_525 } as const;
const subsetFiles = {
  'bestLowQuality/small': 51,
  'bestLowQuality/medium': 154,
  'bestLowQuality/large': 309,
  'bestLowQuality/top50': 515,
  'hardNeg/hardneg_conf_min_50': 1_401,
  'hardNeg/hardneg_conf_min_85': 981,
  'hardNeg/hardneg_conf_min_99': 475,
} as const;

const header = 'label,quality,call_type,site,recorder_id,date,new_full_path,split,filename';

function writeEmptyFiles(folder: string, prefix: string, count: number): string[] {
  mkdirSync(folder, { recursive: true });
  const names = Array.from(
    { length: count },
    (_, index) => `${prefix}_grunt_02_ASU_20240301_${String(index).padStart(6, '0')}.wav`,
  );
  for (const name of names) {
    writeFileSync(join(folder, name), '');
  }
  return names;
}

function writeStudy(audioRoot: string, manifest: string, divisor: number): number {
  const rows = Object.entries(trainRows).flatMap(([kind, count]) => {
    const label = kind === 'negative' ? 'negative' : 'positive';
    const names = writeEmptyFiles(join(audioRoot, 'splits', 'train'), `${label}_${kind}`, Math.ceil(count / divisor));
    return names.map((name) => `${label},${kind},grunt,ASU,02,2024-03-01,splits/train/${name},train,${name}`);
  });
  writeFileSync(manifest, `${[header, ...rows].join('\n')}\n`);
  for (const [folder, count] of Object.entries(subsetFiles)) {
    writeEmptyFiles(
      join(audioRoot, 'curated', ...folder.split('/')),
      folder.replace('/', '_'),
      Math.ceil(count / divisor),
    );
  }
  return rows.length;
}

export const compositionCase: BenchCase = {
  id: 'composition',
  label: 'Composition of a sweep’s training sets',
  reach: '120 experiments ≤ 1 s, reading the manifest and looking for every file included',
  run: async (context) => {
    const audioRoot = join(context.folder, 'AudioData');
    const manifest = join(context.folder, 'manifest.csv');
    context.say('writing the study’s 12,110 training files, empty');
    const rows = writeStudy(audioRoot, manifest, context.quick ? 20 : 1);
    const specification = sweepPresets.find(({ id }) => id === 'stage5')?.specification;
    if (specification === undefined) {
      throw new Error('The preset of stage 5 is gone.');
    }
    const request: CompositionRequest = {
      specification,
      pathStyle: 'forward',
      spelling: 'as-written',
      audioRoot,
      base: { kind: 'manifest', path: manifest },
      extras: {},
    };
    const samples: number[] = [];
    let experiments = 0;
    for (let round = 0; round < context.rounds; round += 1) {
      samples.push(
        await timeOnce(async () => {
          experiments = unwrap(await composeSweep(request)).experiments.length;
        }),
      );
    }
    return [
      measured({
        id: 'sweep',
        label: 'All training sets of stage 5',
        unit: 'ms',
        samples,
        reach: atMost(1000),
        note: `${experiments} experiments over a manifest of ${rows} rows and 7 subset folders; nothing is kept between rounds`,
      }),
    ];
  },
};
