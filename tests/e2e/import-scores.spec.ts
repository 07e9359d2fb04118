import { appendFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Page } from '@playwright/test';
import { addSampleRecordings } from './support/actions.ts';
import { expect, test } from './support/launch.ts';
import { locators } from './support/locators.ts';

/** Where to leave pictures for a person to look at; none where it is not set. */
const picturesFolder = process.env['EARMARK_PICTURES'];

async function picture(app: Page, name: string): Promise<void> {
  if (picturesFolder === undefined) {
    return;
  }
  for (const [colorScheme, width, height] of [
    ['light', 1280, 800],
    ['dark', 1280, 800],
    ['light', 1920, 1080],
    ['dark', 1920, 1080],
  ] as const) {
    await app.emulateMedia({ colorScheme });
    await app.setViewportSize({ width, height });
    await app.waitForTimeout(400);
    await app.screenshot({ path: join(picturesFolder, `${name}-${colorScheme}-${width}.png`) });
  }
}

/** A table as BirdNET-Analyzer 2.4 writes it on Windows, about every second sample. */
async function tableOf(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter(({ name }) => /\.wav$/iu.test(name))
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).replaceAll('/', '\\'))
    .sort();
  const rows = paths
    .filter((_, index) => index % 2 === 0)
    .map((path, index) => `0.0,3.0,RADR,Red-legged Frog,${(0.25 + index * 0.005).toFixed(4)},D:\\field\\${path}`);
  return [
    'Start (s),End (s),Scientific name,Common name,Confidence,File',
    ...rows,
    '0.0,3.0,Corvus corax,Common Raven,0.7000,D:\\other\\raven.wav',
    '0.0,3.0,RADR,Red-legged Frog,n/a,D:\\other\\raven.wav',
    '',
  ].join('\r\n');
}

test('scores made elsewhere become a run', async ({ app, workFolder }) => {
  await addSampleRecordings(app);
  await writeFile(join(workFolder, 'BirdNET_CombinedTable.csv'), await tableOf(workFolder));

  await locators.runs(app).getByRole('button', { name: 'Import scores made elsewhere' }).click();
  const dialog = locators.dialog(app, 'Import scores made elsewhere');
  await dialog.getByRole('textbox', { name: /^Table, or folder/ }).fill(join(workFolder, 'BirdNET_CombinedTable.csv'));
  await dialog.getByRole('button', { name: 'Look' }).click();
  await expect(dialog.getByText('BirdNET-Analyzer 2.4 CSV')).toBeVisible();
  await expect(dialog.getByText('Choose at least one target label.')).toBeVisible();
  await expect(dialog.getByText('“n/a” is no score.')).toBeVisible();

  await dialog.getByRole('combobox', { name: 'Target labels' }).click();
  await app.getByRole('option', { name: /^RADR · Red-legged Frog/ }).click();
  await app.keyboard.press('Escape');
  await expect(dialog.getByText('Choose at least one target label.')).toBeHidden();
  await picture(app, 'dialog');
  const download = app.waitForEvent('download');
  await dialog.locator('summary', { hasText: 'Unmatched' }).click();
  await dialog.getByRole('button', { name: 'Save the list “Unmatched” as CSV' }).click();
  const saved = await (await download).path();
  expect(await readFile(saved, 'utf8')).toBe(
    '\uFEFFfile,rows,reason\r\nD:\\other\\raven.wav,1,No recording of the chosen sources has this name.\r\n',
  );
  await dialog.getByRole('button', { name: /^Import \d+ recordings$/ }).click();
  await expect(dialog).toBeHidden();
  await expect(locators.runs(app).getByText('imported: BirdNET-Analyzer 2.4 CSV · RADR')).toBeVisible();
  await expect(locators.rows(app).first()).toBeVisible();
  await picture(app, 'review');

  await app.getByRole('button', { name: /^More for imported/ }).click();
  await expect(app.getByRole('menuitem', { name: 'Score what is new or pending' })).toHaveCount(0);
  await app.getByRole('menuitem', { name: 'Where the scores come from…' }).click();
  const facts = locators.dialog(app, 'Where the scores come from');
  await expect(facts.getByText('rounded to 4 decimals')).toBeVisible();
  await expect(facts.getByText(/sensitivity and activation of these scores cannot be changed/)).toBeVisible();
  await picture(app, 'facts');
});

test('a folder whose first file is no table asks for no columns where the next one is known', async ({
  app,
  workFolder,
}) => {
  await addSampleRecordings(app);
  const folder = join(workFolder, 'analysis');
  await mkdir(folder);
  await writeFile(join(folder, 'BirdNET_CombinedTable.csv'), await tableOf(workFolder));
  await writeFile(join(folder, 'BirdNET_analysis_params.csv'), 'File splitting duration,Segment length\n600,3.0\n');
  await locators.runs(app).getByRole('button', { name: 'Import scores made elsewhere' }).click();
  const dialog = locators.dialog(app, 'Import scores made elsewhere');
  await dialog.getByRole('textbox', { name: /^Table, or folder/ }).fill(folder);
  await dialog.getByRole('button', { name: 'Look' }).click();

  await expect(dialog.getByText('1 · BirdNET-Analyzer 2.4 CSV')).toBeVisible();
  await expect(dialog.getByRole('group', { name: 'Columns' })).toHaveCount(0);
  await expect(dialog.getByRole('region', { name: 'First rows' })).toHaveCount(0);
  await picture(app, 'import-folder');
});

test('a table that nobody knows is dropped, its columns mapped, and its one label named', async ({ app }) => {
  await addSampleRecordings(app);
  const name = (await locators.rows(app).first().getByRole('gridcell').nth(0).textContent()) ?? '';
  await locators.runs(app).getByRole('button', { name: 'Import scores made elsewhere' }).click();
  const dialog = locators.dialog(app, 'Import scores made elsewhere');
  await expect(dialog).toBeVisible();
  await drop(app, 'werte.csv', `Datei;Wert\n${name};0,93\n`);
  await expect(dialog.getByText('Say which holds the file')).toBeVisible();
  await choose(app, 'File', 'Datei');
  await choose(app, 'Score', 'Wert');
  await dialog.getByRole('textbox', { name: 'Target label' }).fill('RADR');
  await app.keyboard.press('Enter');
  await expect(dialog.getByText('1 recording, highest 0.93')).toBeVisible();
  await picture(app, 'mapped');
  await dialog.getByRole('button', { name: /^Import \d+ recordings$/ }).click();
  await expect(dialog).toBeHidden();
  await expect(locators.rows(app).first()).toContainText('0.9300');
});

test('a long look tells how far it is, and is cancelled', async ({ app, workFolder }) => {
  await addSampleRecordings(app);
  const row = '0.0,3.0,RADR,Red-legged Frog,0.5000,D:\\field\\x.wav\n'.repeat(100_000);
  const table = join(workFolder, 'BirdNET_CombinedTable.csv');
  await writeFile(table, 'Start (s),End (s),Scientific name,Common name,Confidence,File\n');
  for (let written = 0; written < 25; written += 1) {
    await appendFile(table, row);
  }

  await locators.runs(app).getByRole('button', { name: 'Import scores made elsewhere' }).click();
  const dialog = locators.dialog(app, 'Import scores made elsewhere');
  await dialog.getByRole('textbox', { name: /^Table, or folder/ }).fill(table);
  await dialog.getByRole('button', { name: 'Look' }).click();
  const progress = dialog.getByRole('progressbar', { name: 'Reading tables' });
  await expect(progress).toBeVisible();
  // Looked at often: the look takes some seconds only, and is to be cancelled long before its end.
  const done = async () => Number(await progress.getAttribute('aria-valuenow'));
  await expect.poll(done, { intervals: [50] }).toBeGreaterThan(5);
  await picture(app, 'progress');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(progress).toBeHidden();
  await expect(dialog.getByText('BirdNET-Analyzer 2.4 CSV')).toBeHidden();
  await expect(dialog.getByRole('alert')).toBeHidden();
});

async function choose(app: Page, field: string, option: string): Promise<void> {
  const dialog = locators.dialog(app, 'Import scores made elsewhere');
  await dialog.getByRole('group', { name: 'Columns' }).getByRole('combobox', { name: field, exact: true }).click();
  await app.getByRole('option', { name: option, exact: true }).click();
}

/** As a browser hands it over: its name and content, and not its place. */
async function drop(app: Page, name: string, content: string): Promise<void> {
  const transfer = await app.evaluateHandle(
    ([fileName, text]) => {
      const data = new DataTransfer();
      data.items.add(new File([text], fileName));
      return data;
    },
    [name, content] as const,
  );
  await app.dispatchEvent('body', 'drop', { dataTransfer: transfer });
}
