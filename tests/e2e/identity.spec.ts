import { copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { scoreWithBundledModel } from './support/actions.ts';
import { dropFolder } from './support/drop-folder.ts';
import { expect, test } from './support/launch.ts';
import { locators } from './support/locators.ts';
import { picture } from './support/picture.ts';
import { writeTone } from './support/tone.ts';

/** Reading contents begins when everything else is over, and a drive is looked for every few seconds. */
const SOON = { timeout: 20_000 };

/** Drops a folder on the window, and tells where it is, which a browser does not. */
async function drop(app: Page, folder: string): Promise<void> {
  await dropFolder(app, folder);
  const dialog = locators.dialog(app, 'Which folder?');
  await expect(dialog).toContainText('A browser does not tell where it is');
  await dialog.getByRole('textbox', { name: 'Path' }).fill(folder);
  await dialog.getByRole('button', { name: 'Go', exact: true }).click();
  await dialog.getByRole('button', { name: 'Use this folder' }).click();
}

async function dropNew(app: Page, folder: string, recordings: number): Promise<void> {
  await drop(app, folder);
  await app.getByRole('button', { name: new RegExp(`^Add ${recordings} recording`) }).click();
  await expect(app.getByRole('dialog')).toBeHidden();
}

/** Drives are looked at when the person comes back to the window. */
async function comeBack(app: Page): Promise<void> {
  await app.evaluate(() => window.dispatchEvent(new Event('focus')));
}

const rowOf = (app: Page, name: string): Locator => locators.rows(app).filter({ hasText: name });

/** The confidences of the list, as they stand in it. */
async function confidences(app: Page): Promise<string[]> {
  await expect(locators.rows(app).first()).toContainText(/^\d\.\d{4}/u);
  const rows = await locators.rows(app).allInnerTexts();
  return rows.flatMap((text) => /^\d\.\d{4}/u.exec(text)?.[0] ?? []);
}

test('recordings keep who they are: dropped again, copied, moved, unplugged', async ({ app, workFolder }) => {
  test.skip(test.info().project.name === 'electron', 'Electron knows where a dropped folder is and asks nothing');
  const card = join(workFolder, 'card');
  await mkdir(card);
  await writeTone(join(card, 'one.wav'), 700);
  await writeTone(join(card, 'two.wav'), 900);
  await writeTone(join(card, 'three.wav'), 1100);
  await dropNew(app, card, 3);
  await expect(locators.rows(app)).toHaveCount(3);
  await scoreWithBundledModel(app);
  const before = await confidences(app);
  expect(before).toHaveLength(3);

  await test.step('the card again, grown by two and without one', async () => {
    await writeTone(join(card, 'four.wav'), 1300);
    await writeTone(join(card, 'five.wav'), 1500);
    await rm(join(card, 'two.wav'));
    await drop(app, card);
    const dialog = locators.dialog(app, 'Scan card again');
    await expect(dialog).toContainText('Since it was last read: 2 new, 1 missing.');
    await picture(app, 'scan-again');
    await dialog.getByRole('button', { name: 'Save and scan again' }).click();
    await expect(app.getByText('card: 2 new, 1 missing.')).toBeVisible();
    await expect(locators.source(app, 'card')).toContainText('5');
    await expect(locators.sources(app).getByRole('button', { name: '1 file missing' })).toBeVisible();
    await expect(rowOf(app, 'two.wav')).toContainText('This file was here before and is gone now');
    await expect(locators.runs(app).getByText('2 scored')).toBeVisible();
    expect(await confidences(app)).toHaveLength(2);
  });

  await test.step('a copy on another card is told, listed, and a click away', async () => {
    const other = join(workFolder, 'other');
    await mkdir(other);
    await copyFile(join(card, 'one.wav'), join(other, 'again.wav'));
    await copyFile(join(card, 'one.wav'), join(other, 'third.wav'));
    await dropNew(app, other, 2);
    await expect(rowOf(app, 'again.wav').getByTitle(/^2 copies/u)).toBeVisible(SOON);
    await expect(locators.source(app, 'other')).toContainText('copies of files in card');
    await rm(join(other, 'third.wav'));
    await app.getByRole('button', { name: 'More for other' }).click();
    await app.getByRole('menuitem', { name: 'Look for new files' }).click();
    await locators.source(app, 'card').click();
    const mark = rowOf(app, 'one.wav').getByTitle(/^2 copies, 1 missing/u);
    await expect(mark).toBeVisible(SOON);

    await app.getByRole('button', { name: 'Kind' }).click();
    const copies = app.getByRole('group', { name: 'Copies' });
    await copies.getByRole('radio', { name: 'Only copies' }).click();
    await expect(locators.rows(app)).toHaveCount(1);
    await picture(app, 'kind-filter');
    await copies.getByRole('radio', { name: 'All files' }).click();
    await app.keyboard.press('Escape');

    await rowOf(app, 'one.wav').click();
    await app.getByRole('tab', { name: 'Facts' }).click();
    const list = locators.audition(app).getByRole('list', { name: 'Copies of this recording' });
    await expect(list.getByRole('listitem').filter({ hasText: 'third.wav' })).toContainText('missing');
    await picture(app, 'copies');
    await list.getByRole('button', { name: /again\.wav/u }).click();
    await expect(locators.selectedRow(app)).toContainText('again.wav');
    await expect(locators.rows(app)).toHaveCount(2);
    await app.getByRole('button', { name: 'Clear the filter' }).click();
    await locators.source(app, 'card').click();
  });

  await test.step('a folder that was moved is known again', async () => {
    const archive = join(workFolder, 'archive');
    await rename(card, archive);
    await drop(app, archive);
    await expect(app.getByRole('dialog')).toContainText('This looks like the source card');
    await app.getByRole('button', { name: 'It was moved: keep its scores…' }).click();
    const relink = locators.dialog(app, 'Where is card now?');
    await expect(relink).toContainText('4 of 4 recordings found');
    await relink.getByRole('button', { name: 'Move 4 recordings here' }).click();
    await expect(relink).toBeHidden();
    await expect(rowOf(app, 'one.wav')).toBeVisible();
    expect(await confidences(app)).toHaveLength(2);
  });

  await test.step('a drive that is unplugged loses nothing, and is back by itself', async () => {
    const archive = join(workFolder, 'archive');
    await rename(archive, `${archive}-away`);
    await comeBack(app);
    await expect(locators.source(app, 'card')).toContainText('Not connected');
    expect(await confidences(app)).toHaveLength(2);
    // One on each card, as before: what is not there now is not gone.
    await expect(locators.sources(app).getByRole('button', { name: '1 file missing' })).toHaveCount(2);
    await picture(app, 'offline');
    await rename(`${archive}-away`, archive);
    await expect(locators.source(app, 'card')).not.toContainText('Not connected', SOON);
    expect(await confidences(app)).toHaveLength(2);
  });
});
