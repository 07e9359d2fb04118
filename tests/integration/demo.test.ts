import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { parseTruthTable } from '../../build/sample/truth-table.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const out = join(temporaryFolder(), 'demo');
const program = join(import.meta.dirname, '../../electron/cli/program.ts');
const reportSchema = z.object({
  files: z.int(),
  failed: z.int(),
  scored: z.int(),
  exported: z.int(),
  seconds: z.number(),
  tiers: z.array(z.object({ folder: z.string(), selected: z.int(), denominator: z.int() })),
  sweep: z.object({ specificationPath: z.string(), folder: z.string(), experimentCount: z.int() }),
});
type Row = Record<string, string>;
let report: z.infer<typeof reportSchema>;

function selected(folder: string): number {
  return report.tiers.find((tier) => tier.folder === folder)?.selected ?? -1;
}

function manifestOf(folder: string): Row[] {
  return parse(readFileSync(join(out, 'AudioData/curated', folder, 'manifest.csv')), { columns: true });
}

beforeAll(async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [program, 'demo', '--out', out, '--json']);
  report = reportSchema.parse(JSON.parse(stdout));
});

describe('the demo', () => {
  test('takes in every sample, damaged ones included', () => {
    expect(report.files).toBeGreaterThan(200);
    expect(report.failed).toBeGreaterThan(0);
    expect(report.scored + report.failed).toBe(report.files);
  });

  test('finds hard negatives in three nested tiers, planted mistakes among the hardest', () => {
    const tiers = ['50', '85', '99'].map((threshold) => selected(`hardNeg/hardneg_conf_min_${threshold}`));
    expect(tiers[0]).toBeGreaterThan(tiers[1] ?? 0);
    expect(tiers[1]).toBeGreaterThan(tiers[2] ?? 0);
    expect(tiers[2]).toBeGreaterThan(0);
    const truth = parseTruthTable(readFileSync(join(out, 'library/samples/truth.csv'), 'utf8'));
    const planted = new Set(truth.filter((row) => row.planted_mislabelled).map((row) => row.file));
    const found = manifestOf('hardNeg/hardneg_conf_min_99').filter((row) =>
      planted.has(`${row['source'] ?? ''}/${row['relative_path'] ?? ''}`),
    );
    expect(found.length).toBeGreaterThanOrEqual(3);
  });

  test('gives percent tiers of the positive source by the rule', () => {
    const positives = report.tiers.find((tier) => tier.folder === 'bestLowQuality/small')?.denominator ?? 0;
    const tiers = ['small', 'medium', 'large', 'top50'].map((name) => selected(`bestLowQuality/${name}`));
    expect(tiers).toEqual([5, 15, 30, 50].map((percent) => Math.floor((positives * percent) / 100)));
  });

  test('exports flat folders whose manifest lists exactly what is there', async () => {
    let files = 0;
    for (const { folder } of report.tiers) {
      const names = (await readdir(join(out, 'AudioData/curated', folder))).filter((name) => name.endsWith('.wav'));
      expect(names.sort()).toEqual(
        manifestOf(folder)
          .map((row) => row['exported_name'])
          .sort(),
      );
      files += names.length;
    }
    expect(files).toBe(report.exported);
  });

  test('writes the study’s 120 experiments over the exported folders', async () => {
    expect(report.sweep.experimentCount).toBe(120);
    expect(await readdir(report.sweep.folder)).toContain('stage5_120.yaml');
    expect(await readFile(report.sweep.specificationPath, 'utf8')).toContain(
      'AudioData/curated/hardNeg/hardneg_conf_min_85',
    );
  });
});
