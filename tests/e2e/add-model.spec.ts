import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { addSampleRecordings, openModelForm } from './support/actions.ts';
import { expect, test } from './support/launch.ts';
import { locators } from './support/locators.ts';
import { tinyModel } from '../support/tiny-models.ts';

const bundled = join(import.meta.dirname, '../../native-models/files/earmark-sample-frog.onnx');

test('a bare ONNX file is looked into, corrected by what a try shows, and added', async ({ app, workFolder }) => {
  test.skip(test.info().project.name === 'electron', 'Electron uses the system’s dialog');
  test.setTimeout(180_000);
  await cp(bundled, join(workFolder, 'my-frog.onnx'));
  await addSampleRecordings(app);

  const form = await openModelForm(app, workFolder, 'my-frog.onnx');
  await expect(form).toContainText('waveform: float32');
  await expect(form.getByRole('alert')).toContainText('No labels are known');
  await form.getByRole('combobox', { name: 'Labels', exact: true }).first().fill('frog');
  await form.getByRole('combobox', { name: 'Labels', exact: true }).first().press('Enter');
  await expect(form.getByText('No labels are known')).toBeHidden();

  await form.getByRole('combobox', { name: 'Activation' }).click();
  await app.getByRole('option', { name: /^None/ }).click();
  await form.getByRole('button', { name: 'Try it' }).click();
  await expect(form.getByText('these are logits').first()).toBeVisible();
  await form.getByRole('button', { name: 'Use sigmoid' }).click();
  await form.getByRole('button', { name: 'Try it' }).click();
  await expect(form.getByRole('slider', { name: 'Windows scored for frog' })).toBeVisible();
  await expect(form.getByText('these are logits')).toHaveCount(0);

  await form.getByRole('textbox', { name: 'Name' }).fill('My frog');
  await form.getByRole('button', { name: 'Add model' }).click();
  await expect(locators.dialog(app, 'Score with a model').getByRole('radio', { name: /^My frog/ })).toBeChecked();
});

/** Drops a file as a browser hands it over: its name and content, and not its place. */
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

test('labels are chosen among the files, or dropped on the form, and what does not fit stands at its field', async ({
  app,
  workFolder,
}) => {
  test.skip(test.info().project.name === 'electron', 'Electron uses the system’s dialog, and tells where files lie');
  const outputs = [{ name: 'logits', width: 3 }];
  await writeFile(join(workFolder, 'mel.onnx'), tinyModel({ input: 'mel', inputShape: ['N', 1, 64, 301], outputs }));
  await writeFile(join(workFolder, 'my species list.txt'), 'frog\nrain\n');
  const form = await openModelForm(app, workFolder, 'mel.onnx');
  await expect(form.getByText('No labels are known')).toBeVisible();

  await form.getByRole('button', { name: 'Choose…' }).first().click();
  await app.getByRole('dialog', { name: 'Label file' }).getByRole('button', { name: 'my species list.txt' }).click();
  await expect(form.getByText('gives 3 scores a window, but there are 2 labels')).toBeVisible();
  await drop(app, 'labels.csv', 'species;code\nfrog;1\nrain;2\nwind;3\n');
  await expect(form.getByText('3 labels: frog, rain, wind')).toBeVisible();
  await expect(form.getByRole('textbox', { name: 'Label file' })).toHaveAttribute('placeholder', /^labels\.csv, as it/);
  await expect(form.getByText('but there are 2 labels')).toHaveCount(0);

  await expect(form.getByText('A window gives [1, 64, 301]')).toBeVisible();
  await form.getByRole('textbox', { name: 'Mel bands' }).fill('80');
  await expect(form.getByText('the manifest makes [1, 1, 80, 301] of a window')).toBeVisible();
  await form.getByRole('textbox', { name: 'Mel bands' }).fill('64');
  await expect(form.getByText('the manifest makes')).toHaveCount(0);
  await expect(form.getByText('Mean removed')).toHaveCount(0);
  await form.getByText('Sound before the model').click();
  await form.getByRole('switch', { name: 'Remove the mean' }).focus();
  await app.keyboard.press('Space');
  await expect(form.getByText('Mean removed')).toBeVisible();

  await form.getByRole('button', { name: 'Add model' }).click();
  await expect(form).toBeHidden();
});

test('a dropped model whose place the browser does not tell is asked for, and its labels wait', async ({
  app,
  workFolder,
}) => {
  test.skip(test.info().project.name === 'electron', 'Electron tells where files lie');
  await cp(bundled, join(workFolder, 'my-frog.onnx'));
  await drop(app, 'labels.txt', 'frog\n');
  const dialog = locators.dialog(app, 'Which ONNX file?');
  await expect(dialog.getByText('Choose the model that these labels belong to')).toBeVisible();
  await drop(app, 'my-frog.onnx', 'ONNX');
  await expect(dialog.getByText('not where it lies')).toContainText('my-frog.onnx');
  await app.getByRole('textbox', { name: 'Path' }).fill(join(workFolder, 'my-frog.onnx'));
  await app.getByRole('button', { name: 'Go', exact: true }).click();
  await expect(locators.dialog(app, 'Add a model').getByText('1 label: frog')).toBeVisible();
});
