import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './support/launch.ts';
import { locators } from './support/locators.ts';
import { writeTone } from './support/tone.ts';

const rule = '{label}_{quality}_{calltype}_{recorder}_{site}_{timestamp}.wav';

test('labels are read from names after a look at what would change, and taken back', async ({ app, workFolder }) => {
  test.skip(test.info().project.name === 'electron', 'Electron uses the system’s dialog');
  const folder = join(workFolder, 'clips');
  await mkdir(folder);
  await writeTone(join(folder, 'positive_low_grunt_02_ASU_20240301_210503.wav'));
  await writeTone(join(folder, 'negative_high_growl_10_ASU_20240302_210503.wav'));
  await writeTone(join(folder, 'unnamed.wav'));
  await writeFile(
    join(folder, 'manifest.csv'),
    'label,quality,filename\nnegative,superb,unnamed.wav\npositive,,gone.wav\n',
  );
  await locators.dropZoneButton(app).click();
  await app.getByRole('textbox', { name: 'Path' }).fill(folder);
  await app.getByRole('button', { name: 'Go', exact: true }).click();
  await app.getByRole('button', { name: 'Use this folder' }).click();
  await app.getByRole('button', { name: 'Add 3 recordings' }).click();
  await expect(locators.rows(app)).toHaveCount(3);

  await app.getByRole('button', { name: 'More for clips' }).click();
  await app.getByRole('menuitem', { name: 'Role, quality, site…' }).click();
  const dialog = locators.dialog(app, 'clips');
  await dialog.getByText('Labels from names').click();
  await dialog.getByRole('textbox', { name: /^Rules/ }).fill('{species}.wav');
  await expect(dialog.getByRole('alert')).toContainText('is none of');
  await dialog.getByRole('textbox', { name: /^Rules/ }).fill(rule);
  await expect(dialog).toContainText('2 of 3 recordings fit: 1 positive, 1 negative');
  await expect(dialog.getByRole('list', { name: 'Why files do not fit' })).toContainText(
    'does not fit the pattern at “_{quality}',
  );
  await expect(dialog.getByRole('row', { name: /grunt/ })).toContainText('Positive');
  await dialog.getByRole('button', { name: 'Apply to 2 recordings' }).click();
  await expect(dialog.getByRole('button', { name: 'Apply to 0 recordings' })).toBeDisabled();

  await dialog.getByRole('button', { name: 'Take them from a manifest…' }).click();
  await app.getByRole('button', { name: 'manifest.csv' }).click();
  await expect(dialog).toContainText('1 found by path');
  await expect(dialog).toContainText('line 3: gone.wav: no recording has this name');
  await expect(dialog).toContainText('line 2: unnamed.wav: quality “superb” is not high, medium or low');
  await dialog.getByRole('button', { name: 'Without it' }).click();

  await dialog.getByRole('textbox', { name: /^Rules/ }).fill('');
  await dialog.getByRole('button', { name: 'Take back what names said' }).click();
  await expect(dialog.getByText('none: the whole source has one role')).toBeVisible();
});

test('a time zone that does not exist is refused', async ({ app, workFolder }) => {
  test.skip(test.info().project.name === 'electron', 'Electron uses the system’s dialog');
  const folder = join(workFolder, 'card');
  await mkdir(folder);
  await writeTone(join(folder, '20240301_210503.wav'));
  await locators.dropZoneButton(app).click();
  await app.getByRole('textbox', { name: 'Path' }).fill(folder);
  await app.getByRole('button', { name: 'Go', exact: true }).click();
  await app.getByRole('button', { name: 'Use this folder' }).click();
  await app.getByRole('combobox', { name: /^Time zone/ }).fill('Mars/Crater');
  await app.getByRole('button', { name: 'Add 1 recording' }).click();
  await expect(app.getByRole('alert')).toContainText('There is no time zone');
  await app.getByRole('combobox', { name: /^Time zone/ }).fill('UTC-7');
  await app.getByRole('button', { name: 'Add 1 recording' }).click();
  await expect(locators.rows(app)).toHaveCount(1);
});
