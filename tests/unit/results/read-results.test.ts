import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { unwrap } from '../../../electron/contract/outcome.ts';
import { cleanResults } from '../../../electron/core/results/clean-results.ts';
import { readExperiments } from '../../../electron/core/results/experiment.ts';
import { readResultsCsv } from '../../../electron/core/results/read-results-csv.ts';
import { readSummaryFolder } from '../../../electron/core/results/read-summary-folder.ts';
import { stageOf } from '../../../electron/core/results/stage.ts';
import { normalSubsetPath } from '../../../electron/core/results/subset-path.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { csvOf, experimentsOf, f1, negative, positive, seeds, subset, type Row } from './make-results.ts';

const folder = temporaryFolder();

function clean(rows: readonly Row[], delimiter = ',') {
  return cleanResults(unwrap(readResultsCsv(csvOf(rows, delimiter), 'test.csv')));
}

describe('reading a table of experiments', () => {
  it('takes columns by name in any order and keeps unknown ones', () => {
    const text = `notes,${f1},experiment.name\r\n"rain, wind",0.7,pond_001\r\n`;
    const read = cleanResults(unwrap(readResultsCsv(text, 'test.csv')));
    expect(read.columns).toEqual(['notes', f1, 'experiment.name']);
    expect(read.rows).toEqual([['rain, wind', '0.7', 'pond_001']]);
    const [experiment] = readExperiments(read);
    expect(experiment).toMatchObject({ name: 'pond_001', stage: 'pond', seed: '' });
    expect(experiment?.metrics.get('ood.f1')).toBe(0.7);
    expect(experiment?.setting('notes').label).toBe('rain, wind');
  });

  it('reads what spreadsheets make of it: a byte order mark, semicolons, commas in numbers', () => {
    const text = `\uFEFFexperiment.name;${f1};experiment.seed\nstage7_001;0,75;123\n`;
    const [experiment] = readExperiments(cleanResults(unwrap(readResultsCsv(text, 'test.csv'))));
    expect(experiment?.metrics.get('ood.f1')).toBe(0.75);
    expect(experiment?.seed).toBe('123');
  });

  it('keeps the newest of several rows of one name, and says which it dropped', () => {
    const rows = ['2025-12-01T10:00:00Z', '2025-12-03T00:00:00+02:00', '2025-12-02T10:00:00Z'].map(
      (timestamp, index) => ({
        'experiment.name': 'stage6_001',
        'metadata.timestamp': timestamp,
        [f1]: `0.${index + 1}`,
      }),
    );
    const read = clean([
      ...rows,
      { 'experiment.name': 'stage6_002' },
      { 'experiment.name': 'stage6_002', [f1]: '0.9' },
    ]);
    const found = readExperiments(read).map(({ name, metrics }) => [name, metrics.get('ood.f1')]);
    expect(found).toEqual([
      ['stage6_001', 0.2],
      ['stage6_002', 0.9],
    ]);
    expect(read.duplicates).toEqual([
      { experiment: 'stage6_001', keptTimestamp: '2025-12-03T00:00:00+02:00', droppedPlaces: ['line 2', 'line 4'] },
      { experiment: 'stage6_002', keptTimestamp: null, droppedPlaces: ['line 5'] },
    ]);
    expect(read.rowsRead).toBe(5);
  });

  it('gives every row that it leaves out or reads in part its reason', () => {
    const text = [
      `experiment.name,${f1},${negative}`,
      'stage6_001,0.7,[]',
      ',0.7,[]',
      'stage6_002,,[]',
      'stage6_003,78.5,[]',
      "stage6_004,0.7,['half",
      'stage6_005,0.7',
    ].join('\n');
    const read = cleanResults(unwrap(readResultsCsv(text, 'test.csv')));
    expect(read.rows.map(([name]) => name)).toEqual(['stage6_001', 'stage6_004', 'stage6_005']);
    expect(read.issues.map(({ place, kept, reason }) => [place, kept, reason.slice(0, 30)])).toEqual([
      ['line 7', true, 'It has 2 cells where the heade'],
      ['line 3', false, 'It has no name of an experimen'],
      ['line 4', false, 'It states no metric: it did no'],
      ['line 5', true, '“78.5” is not between 0 and 1;'],
      ['line 5', false, 'It states no metric: it did no'],
      ['line 6', true, "“['half” is not a list; it is r".slice(0, 30)],
    ]);
    expect(read.rowsRead).toBe(6);
  });

  it.each([
    ['Signature,Experiments,ood.f1__mean\n1,2,3\n', /leaderboard, which holds means only/u],
    [
      'File,radr_max_confidence\nx.wav,0.5\n',
      /no column experiment\.name\. Its first columns are File, radr_max_confidence/u,
    ],
    ['', /It is empty/u],
    ['experiment.name,notes\na,b\n', /none of their metrics/u],
    ['RIFF\0\0WAVE', /not a text file/u],
  ])('refuses another file, saying what it is: %j', (text, message) => {
    const outcome = readResultsCsv(text, 'other.csv');
    expect(outcome).toMatchObject({ ok: false, fault: { code: 'invalid-input' } });
    expect(outcome.ok ? '' : outcome.fault.message).toMatch(message);
  });
});

describe('subsets', () => {
  it('are the same in either slash, from any root, and in the study’s misspelling', () => {
    const same = [
      'AudioData/curated/hardNeg/hardneg_conf_min_85',
      String.raw`AudioData\curated\hardNeg\hardneg_conf_min_85`,
      String.raw`D:\study\AudioData\curated\hardNeg\hardnet_conf_min_85`,
      'AudioData//curated/hardNeg/hardneg_conf_min_85/',
    ];
    expect([...new Set(same.map(normalSubsetPath))]).toEqual(['curated/hardNeg/hardneg_conf_min_85']);
  });

  it('survive a backslash that was not doubled', () => {
    const { experiments } = experimentsOf(
      seeds('a', [0.5], { [positive]: String.raw`['AudioData\curated\bestLow\top5']` }),
    );
    expect(experiments[0]?.setting(positive)).toMatchObject({ key: 'curated/bestLow/top5', label: 'top5' });
  });

  it('empty, [] and None are no subset; the original spelling stays beside the normal one', () => {
    const { experiments } = experimentsOf([
      ...seeds('a', [0.5], { [negative]: '' }),
      ...seeds('b', [0.5], { [negative]: '[]' }),
      ...seeds('c', [0.5], { [negative]: 'None' }),
      ...seeds('d', [0.5], { [negative]: subset('hardNeg/hardnet_conf_min_85', '\\\\') }),
      ...seeds('e', [0.5], { [negative]: "['x/b', 'x/a']" }),
      ...seeds('f', [0.5], { [negative]: "['x/a', 'x/b']" }),
    ]);
    const [a, b, c, d, e, f] = experiments.map((experiment) => experiment.setting(negative));
    expect([a?.key, b?.key, c?.key]).toEqual(['none', 'none', 'none']);
    expect(d).toEqual({
      key: 'curated/hardNeg/hardneg_conf_min_85',
      label: 'hardneg_conf_min_85',
      written: 'hardnet_conf_min_85',
    });
    expect(e?.key).toBe(f?.key);
    expect(e?.label).toBe('a + b');
  });
});

describe('stages', () => {
  it.each([
    ['stage6_014', 'stage6'],
    ['stage11_001', 'stage11'],
    ['stage1_sweep_003', 'stage1'],
    ['stage2b_001', 'stage2b'],
    ['stage3c_augB_001', 'stage3c'],
    ['pond-night_012', 'pond-night'],
    ['000_OldModel2024_seed01', 'other'],
  ])('%s', (name, stage) => {
    expect(stageOf(name)).toBe(stage);
  });
});

describe('a folder of experiments', () => {
  it('reads each summary, and says why others have none', async () => {
    const summary = {
      experiment: { name: 'stage6_001', seed: 123 },
      dataset: { filters: { balance: true, positive_subsets: [String.raw`AudioData\curated\bestLowQuality\small`] } },
      metrics: {
        ood: { best_f1: { f1: 0.8, threshold: 0.15000000000000002 }, auroc: 0.9, 'default_0.5': { f1: null } },
      },
    };
    const put = async (name: string, text: string): Promise<void> => {
      await mkdir(join(folder, 'experiments', name, 'evaluation'), { recursive: true });
      await writeFile(join(folder, 'experiments', name, 'evaluation', 'experiment_summary.json'), text);
    };
    await put('stage6_001', JSON.stringify(summary));
    await put('stage6_002', '{"metrics": {"ood": {"best_f1": {"f1": 0.7}, "auroc": NaN}}}');
    await put('stage6_003', '{"metrics": ');
    await mkdir(join(folder, 'experiments', 'stage6_004'));
    const raw = unwrap(await readSummaryFolder(join(folder, 'experiments'), new AbortController().signal));
    const read = cleanResults(raw);
    const [first, second] = readExperiments(read);
    expect(first).toMatchObject({ name: 'stage6_001', seed: '123' });
    expect(first?.setting(positive)).toMatchObject({ key: 'curated/bestLowQuality/small' });
    expect(first?.setting('dataset.filters.balance').key).toBe('True');
    expect(first?.metrics.get('ood.auroc')).toBe(0.9);
    expect(second?.name).toBe('stage6_002');
    expect(read.issues.map(({ experiment, kept }) => [experiment, kept])).toEqual([
      ['stage6_003', false],
      ['stage6_004', false],
    ]);
    const nothing = await readSummaryFolder(join(folder, 'experiments', 'stage6_004'), new AbortController().signal);
    expect(nothing).toMatchObject({ ok: false, fault: { code: 'invalid-input' } });
  });
});
