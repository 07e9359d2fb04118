import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { addSampleRecordings, openModelForm } from './support/actions.ts';
import { expect, test } from './support/launch.ts';
import { locators } from './support/locators.ts';

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
