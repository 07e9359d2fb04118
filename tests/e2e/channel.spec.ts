import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { writeStereoCard } from '../support/stereo-card.ts';
import { scoreWithBundledModel } from './support/actions.ts';
import { expect, test } from './support/launch.ts';
import { locators } from './support/locators.ts';

async function chooseChannel(app: Page, option: string): Promise<void> {
  await app.getByRole('combobox', { name: 'Channels' }).click();
  await app.getByRole('option', { name: option, exact: true }).click();
}

test('a channel is chosen for a card of two microphones, and changed after a look at what that does', async ({
  app,
  workFolder,
}) => {
  test.skip(test.info().project.name === 'electron', 'Electron uses the system’s dialog');
  const folder = join(workFolder, 'pond');
  await writeStereoCard(folder, { stereo: 2, mono: 1 });
  await locators.dropZoneButton(app).click();
  await app.getByRole('textbox', { name: 'Path' }).fill(folder);
  await app.getByRole('button', { name: 'Go', exact: true }).click();
  await app.getByRole('button', { name: 'Use this folder' }).click();
  await expect(app.getByText(/^3 audio files/)).toContainText('1 to 2 channels');
  await chooseChannel(app, 'Only left (1)');
  await app.getByRole('button', { name: 'Add 3 recordings' }).click();
  await expect(locators.source(app, 'pond')).toContainText('channel 1');
  await scoreWithBundledModel(app);
  await locators.rows(app).filter({ hasText: 'stereo-1' }).click();
  await locators.audition(app).getByRole('tab', { name: 'Facts' }).click();
  await expect(locators.audition(app).getByText('left (1) of 2')).toBeVisible();

  await app.getByRole('button', { name: 'More for pond' }).click();
  await app.getByRole('menuitem', { name: 'Role, quality, site…' }).click();
  const dialog = locators.dialog(app, 'pond');
  const save = dialog.getByRole('button', { name: 'Save' });
  await chooseChannel(app, 'Only right (2)');
  await expect(dialog).toContainText('2 recordings have scores of another channel');
  await expect(dialog).toContainText('1 recording has no channel 2');
  await expect(save).toBeDisabled();
  await dialog.getByRole('checkbox', { name: 'Drop these scores when I save' }).check();
  await save.click();
  await expect(dialog).toBeHidden();
  await expect(locators.audition(app).getByText('right (2) of 2')).toBeVisible();
  await expect(locators.audition(app)).not.toContainText('Raw score');
  await expect(locators.failedLink(app)).toHaveText('1 file cannot be read');
  await app.getByRole('button', { name: 'Score the remaining 2' }).click();
  await expect(locators.runs(app)).toContainText('2 scored');
  await locators.rows(app).filter({ hasText: 'mono-1' }).click();
  await expect(locators.audition(app).getByRole('alert')).toContainText('this recording has only one');
});
