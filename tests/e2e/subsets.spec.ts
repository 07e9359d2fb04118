import { addSampleRecordings, makeSubsets, scoreWithBundledModel } from './support/actions.ts';
import { expect, test } from './support/launch.ts';
import { locators } from './support/locators.ts';

test('a family of own rules is composed step by step, and compared with the study’s', async ({ app }) => {
  test.setTimeout(300_000);
  await addSampleRecordings(app);
  await scoreWithBundledModel(app);
  await makeSubsets(app, /^Best low-quality/, 4);

  await app.getByRole('button', { name: 'Make subsets…' }).click();
  const dialog = locators.dialog(app, 'Make subsets');
  const tiers = dialog.getByRole('table', { name: 'Tiers of the family' });

  await test.step('the study’s evidence stands beside hard negatives, with its caveat', async () => {
    await dialog
      .getByRole('radiogroup', { name: 'Family' })
      .getByText(/^Hard negatives/)
      .click();
    await dialog.getByText(/differences about as large as their spread/).click();
    await expect(dialog.getByText(/three seeds.*this is no rule/)).toBeVisible();
  });

  await test.step('steps are added on demand, and each says what it leaves', async () => {
    await dialog.getByRole('radiogroup', { name: 'Family' }).getByText('Own rules').click();
    await dialog.getByRole('radiogroup', { name: 'Side' }).getByText('Negatives').click();
    await dialog.getByRole('textbox', { name: 'Name of the family' }).fill('quiet nights');
    const steps = dialog.getByRole('group', { name: 'Steps of own_1' });
    await steps.getByRole('combobox', { name: 'Rule' }).selectOption('threshold');
    await steps.getByRole('textbox', { name: 'Confidence' }).fill('0.5');
    await expect(tiers.getByRole('row', { name: /own_1|hardNeg/ }).first()).toContainText('29 of 98');
    await steps.getByRole('combobox', { name: 'Add a step to own_1' }).selectOption('per-night');
    await steps.getByRole('textbox', { name: 'At most' }).fill('2');
    await steps.getByRole('combobox', { name: 'Add a step to own_1' }).selectOption('top-n');
    await steps.getByRole('textbox', { name: 'Files' }).fill('7');
    await expect(steps.getByText('29 files')).toBeVisible();
    await expect(steps.getByText('7 files')).toBeVisible();
    await expect(tiers.getByRole('row').nth(1)).toContainText('7 of 98');
  });

  await test.step('the subset says its rule in the list, and the matrix what it shares', async () => {
    await dialog.getByRole('button', { name: 'Make 1 subset' }).click();
    await expect(dialog).toBeHidden();
    await expect(locators.subset(app, 'own_1')).toContainText('≥ 0.5 · at most 2 a night · top 7');
    await app.getByRole('button', { name: 'Make subsets…' }).click();
    await dialog.getByRole('tab', { name: 'What they share' }).click();
    const matrix = dialog.getByRole('table', { name: 'What the subsets share' });
    await expect(
      matrix
        .getByRole('row', { name: /^small/ })
        .getByRole('cell')
        .nth(1),
    ).toHaveText('5');
    await expect(
      matrix
        .getByRole('row', { name: /^own_1/ })
        .getByRole('cell')
        .last(),
    ).toHaveText('7');
  });
});
