import { expect, type Locator, type Page } from '@playwright/test';
import { locators } from './locators.ts';

/** Making, reading and scoring the samples takes this long on a slow machine. */
const LONG = { timeout: 120_000 };

/** From the empty library to three sources of sample recordings. */
export async function addSampleRecordings(app: Page): Promise<void> {
  await locators.samplesButton(app).click();
  await expect(locators.source(app, 'unlabelled-night')).toBeVisible(LONG);
  await expect(locators.jobs(app)).toBeHidden(LONG);
}

/** Scores everything with the model that comes with Earmark, and waits for the last score. */
export async function scoreWithBundledModel(app: Page): Promise<void> {
  await app.getByRole('button', { name: 'Score them with a model' }).click();
  const dialog = locators.dialog(app, 'Score with a model');
  await expect(dialog.getByText('Comes with Earmark')).toBeVisible();
  await dialog.getByRole('button', { name: /^Score \d+ recordings$/ }).click();
  await expect(dialog).toBeHidden();
  await expect(locators.runs(app).getByText(/^\d+ scored$/)).toBeVisible(LONG);
  await expect(locators.jobs(app)).toBeHidden(LONG);
}

/** Shows one source, with its best recording selected and its spectrogram drawn. */
export async function showSource(app: Page, name: string): Promise<void> {
  await locators.source(app, name).click();
  await expect(locators.selectedRow(app)).toBeVisible();
  await expectSpectrogram(app);
}

export async function expectSpectrogram(app: Page): Promise<void> {
  await expect(locators.spectrogram(app).locator('canvas')).toBeVisible();
}

export async function press(app: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    await app.keyboard.press(key);
  }
}

/** Place of the selected recording in the list, from 1. */
export async function selectedPlace(app: Page): Promise<number> {
  return Number(await locators.selectedRow(app).getAttribute('aria-rowindex')) - 1;
}

/** A decision by key; the next recording is selected when it returns. */
export async function decideByKey(app: Page, key: 'a' | 'r' | 'u'): Promise<void> {
  const place = await selectedPlace(app);
  await press(app, key);
  await expect(locators.row(app, place + 1)).toHaveAttribute('aria-selected', 'true');
  await expectSpectrogram(app);
}

/** Makes the family of a purpose with its preset tiers. */
export async function makeSubsets(app: Page, family: RegExp, tiers: number): Promise<void> {
  await app.getByRole('button', { name: 'Make subsets…' }).click();
  const dialog = locators.dialog(app, 'Make subsets');
  await dialog.getByRole('radiogroup', { name: 'Family' }).getByText(family).click();
  await expect(dialog.getByText('Counting…')).toHaveCount(0);
  await dialog.getByRole('button', { name: `Make ${tiers} subsets` }).click();
  await expect(dialog).toBeHidden();
}

export async function show(app: Page, option: string): Promise<void> {
  await locators.show(app).click();
  await app.getByRole('option', { name: option, exact: true }).click();
}

/** Writes everything below a folder and waits until it is there. */
export async function exportUnder(app: Page, root: string): Promise<void> {
  await locators.screen(app, 'Export').click();
  await app.getByRole('textbox', { name: 'Export under' }).fill(root);
  await expect(locators.exportTargets(app).first()).toContainText('New');
  await locators.exportButton(app).click();
  await expect(app.getByText(/^Exported \d+ files into \d+ folders$/)).toBeVisible(LONG);
}

/** From the command palette to the form of an ONNX file in a folder. */
export async function openModelForm(app: Page, folder: string, fileName: string): Promise<Locator> {
  await press(app, 'Control+k');
  await app.getByPlaceholder('What do you want to do?').fill('Add a model');
  await press(app, 'Enter');
  await app.getByRole('textbox', { name: 'Path' }).fill(folder);
  await app.getByRole('button', { name: 'Go', exact: true }).click();
  await app.getByRole('button', { name: fileName }).click();
  const form = locators.dialog(app, 'Add a model');
  await expect(form.getByRole('button', { name: 'Add model' })).toBeVisible();
  return form;
}
