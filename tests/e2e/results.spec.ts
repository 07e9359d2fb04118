import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './support/launch.ts';
import { locators } from './support/locators.ts';

const columns = [
  'experiment.name',
  'experiment.seed',
  'metadata.timestamp',
  'dataset.filters.balance',
  'dataset.filters.positive_subsets',
  'dataset.filters.negative_subsets',
  'training_args.dropout',
  'metrics.ood.best_f1.f1',
] as const;

interface Setting {
  readonly balance: boolean;
  readonly positive: string;
  readonly negative: string;
  readonly dropout: number;
  readonly f1: readonly number[];
}

/** As the trainer writes it: lists as Python prints them, one row a seed. */
function csvOf(settings: readonly Setting[]): string {
  const rows = settings.flatMap(({ balance, positive, negative, dropout, f1 }) =>
    f1.map((value, index) => ({ seed: 123 + 333 * index, cells: [positive, negative], balance, dropout, value })),
  );
  const lines = rows.map(({ seed, cells, balance, dropout, value }, index) =>
    [
      `stage7_${String(index + 1).padStart(3, '0')}`,
      seed,
      '2026-01-02T10:00:00Z',
      balance ? 'True' : 'False',
      ...cells.map((cell) => (cell === '' ? '[]' : `"['AudioData\\\\curated\\\\${cell}']"`)),
      dropout,
      value,
    ].join(','),
  );
  return `${[columns.join(','), ...lines, ',456,,True,[],[],0.25,0.5'].join('\n')}\n`;
}

const plain = { positive: '', negative: '', dropout: 0.25 };
const table = csvOf([
  { ...plain, balance: true, f1: [0.7, 0.72, 0.74] },
  { ...plain, balance: true, negative: 'hardNeg\\\\hardnet_conf_min_85', f1: [0.8, 0.82, 0.84] },
  { ...plain, balance: true, positive: 'bestLowQuality\\\\small', f1: [0.6, 0.62] },
  { ...plain, balance: false, f1: [0.5, 0.52, 0.54] },
  { ...plain, balance: false, dropout: 0.5, f1: [0.55, 0.56, 0.57] },
]);

async function importByPath(app: Page, path: string): Promise<void> {
  const dialog = locators.dialog(app, 'Import results');
  await dialog.getByRole('textbox', { name: /^Or its path/ }).fill(path);
  await dialog.getByRole('button', { name: 'Import', exact: true }).click();
}

test('results come in, are seen as a picture, and leave as files', async ({ app, workFolder }) => {
  const complaints: string[] = [];
  app.on('pageerror', (error) => complaints.push(error.message));
  app.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await writeFile(join(workFolder, 'all_experiments.csv'), table);
  await writeFile(join(workFolder, 'leaderboard.csv'), 'Signature,Experiments\n25f1950d,a\n');

  await locators.screen(app, 'Results').click();
  await expect(app.getByText('No results yet')).toBeVisible();
  await app.getByRole('button', { name: 'Import results…' }).click();
  await importByPath(app, join(workFolder, 'leaderboard.csv'));
  await expect(app.getByRole('alert')).toContainText('holds means only');
  await importByPath(app, join(workFolder, 'all_experiments.csv'));

  const balanced = app.getByRole('table', { name: 'OOD F1, Balanced classes' });
  const other = app.getByRole('table', { name: 'OOD F1, Not balanced' });
  await expect(balanced.getByRole('button', { name: /^none, none: 0\.720 ± 0\.020, n = 3$/ })).toBeVisible();
  await expect(balanced.getByRole('button', { name: /^small, none: 0\.610 ± 0\.014, n = 2, .*too few/ })).toBeVisible();
  await expect(other.getByRole('button', { name: /n = 6, mixes dropout 0\.25 and 0\.5/ })).toBeVisible();
  await expect(balanced.getByRole('columnheader', { name: '≥ 0.85' })).toHaveAttribute('title', /hardnet_conf_min_85/);

  const detail = app.getByRole('status', { name: 'Cell' });
  await balanced.getByRole('button', { name: /^none, hardneg_conf_min_85/ }).focus();
  await expect(detail).toContainText('stage7_004, stage7_005, stage7_006');
  await expect(detail).toContainText('+0.100 [+0.055, +0.145]');
  await expect(detail).toContainText('as large as their spread');

  await app.getByRole('combobox', { name: 'Dropout' }).click();
  await app.getByRole('option', { name: '0.25' }).click();
  await expect(other.getByRole('button', { name: /^none, none: 0\.520 ± 0\.020, n = 3$/ })).toBeVisible();

  const saved = app.waitForEvent('download');
  await app.getByRole('button', { name: 'Save as SVG' }).click();
  const svg = await saved;
  expect(svg.suggestedFilename()).toBe('stage7_ood_f1.svg');
  expect(await readFile(await svg.path(), 'utf8')).toContain('0.820 ± 0.020');
  const drawn = app.waitForEvent('download');
  await app.getByRole('button', { name: 'Save as PNG' }).click();
  const png = await drawn;
  expect(png.suggestedFilename()).toBe('stage7_ood_f1.png');
  const bytes = await readFile(await png.path());
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  expect(bytes.readUInt32BE(16)).toBeGreaterThan(900);

  await app.getByRole('tab', { name: 'Leaderboard' }).click();
  await expect(app.getByRole('region', { name: 'Leaderboard' }).getByRole('row').nth(1)).toContainText('0.8160');
  await app.getByRole('tab', { name: 'Means' }).click();
  await expect(app.getByRole('region', { name: 'Means by settings' }).getByRole('row')).toHaveCount(5);
  await app.getByRole('tab', { name: /^Import: 1 remark/ }).click();
  await expect(app.getByRole('region', { name: 'Remarks on the import' })).toContainText('no name of an experiment');

  await app.reload();
  await locators.screen(app, 'Results').click();
  await expect(balanced).toBeVisible();
  expect(complaints).toEqual([]);
});

test('a table that is dropped on a browser is read although its path is not told', async ({ app }) => {
  test.skip(test.info().project.name === 'electron', 'Electron knows where the file is');
  await expect(locators.samplesButton(app)).toBeVisible();
  const dropped = await app.evaluateHandle((text) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], 'all_experiments.csv', { type: 'text/csv' }));
    return transfer;
  }, table);
  await app.dispatchEvent('body', 'drop', { dataTransfer: dropped });
  await locators.dialog(app, 'Import results').getByRole('button', { name: 'Import', exact: true }).click();
  await expect(app.getByRole('table', { name: 'OOD F1, Balanced classes' })).toBeVisible();
});
