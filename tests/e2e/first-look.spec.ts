import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './support/launch.ts';
import { locators } from './support/locators.ts';
import { press } from './support/actions.ts';
import { writeTone } from './support/tone.ts';

test('an empty library says what to do', async ({ app }) => {
  await expect(app.getByRole('heading', { level: 1 })).toHaveText(/training run/);
  await expect(locators.dropZoneButton(app)).toBeVisible();
  await expect(locators.samplesButton(app)).toBeVisible();
  await locators.screen(app, 'Export').click();
  await expect(app.getByText('No subsets to export yet')).toBeVisible();
});

test('the keys, the commands and the scheme are at hand', async ({ app }) => {
  await expect(locators.samplesButton(app)).toBeVisible();
  await press(app, '?');
  await expect(locators.dialog(app, 'Keys')).toContainText('Blind mode');
  await press(app, 'Escape');
  await expect(locators.dialog(app, 'Keys')).toBeHidden();
  await press(app, 'Control+k');
  await app.getByPlaceholder('What do you want to do?').fill('sweep');
  await press(app, 'Enter');
  await expect(app.getByRole('heading', { level: 1, name: 'Sweep' })).toBeVisible();
  await app.getByRole('button', { name: /^Use the (dark|light) scheme$/ }).click();
  await expect(app.locator('html')).toHaveAttribute('data-mantine-color-scheme', /dark|light/);
});

test('a folder is found, looked into, and added with its role', async ({ app, workFolder }) => {
  test.skip(test.info().project.name === 'electron', 'Electron uses the system’s dialog');
  const folder = join(workFolder, 'SM4-09');
  await mkdir(join(folder, 'night'), { recursive: true });
  await writeTone(join(folder, 'SM4-09_20240301_210000.wav'));
  await cp(join(folder, 'SM4-09_20240301_210000.wav'), join(folder, 'night', 'SM4-09_20240302_020000.WAV'));
  await writeFile(join(folder, 'SM4-09_20240303_000000.wav'), '');
  await writeFile(join(folder, 'readme.txt'), 'not a recording');

  await locators.dropZoneButton(app).click();
  await app.getByRole('textbox', { name: 'Path' }).fill(folder);
  await app.getByRole('button', { name: 'Go', exact: true }).click();
  await app.getByRole('button', { name: 'Use this folder' }).click();
  const dialog = locators.dialog(app, 'Add a source');
  await expect(dialog).toContainText('3 audio files');
  await dialog.getByRole('radio', { name: /^Negative/ }).check({ force: true });
  await dialog.getByRole('textbox', { name: 'Site' }).fill('Corral Hollow');
  await dialog.getByRole('button', { name: 'Add 3 recordings' }).click();

  await expect(locators.source(app, 'SM4-09')).toContainText('Negative');
  await expect(locators.rows(app)).toHaveCount(3);
  await expect(locators.failedLink(app)).toHaveText('1 file cannot be read');
  await expect(app.getByRole('button', { name: 'Score them with a model' })).toBeEnabled();
});

test('a folder that is not there is refused with what to do', async ({ app, workFolder }) => {
  test.skip(test.info().project.name === 'electron', 'Electron uses the system’s dialog');
  await locators.dropZoneButton(app).click();
  await app.getByRole('textbox', { name: 'Path' }).fill(join(workFolder, 'not-there'));
  await app.getByRole('button', { name: 'Go', exact: true }).click();
  await expect(app.getByRole('alert')).toBeVisible();
});

test('a folder that is dropped on a browser is asked for by its name', async ({ app }) => {
  test.skip(test.info().project.name === 'electron', 'Electron knows where the folder is');
  await expect(locators.dropZoneButton(app)).toBeVisible();
  const dropped = await app.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([], 'SM4-09'));
    return transfer;
  });
  await app.dispatchEvent('body', 'dragenter', { dataTransfer: dropped });
  await expect(app.getByText('Drop the folder to add it as a source')).toBeVisible();
  await app.dispatchEvent('body', 'drop', { dataTransfer: dropped });
  await expect(locators.dialog(app, 'Which folder?')).toContainText('You dropped SM4-09');
});
