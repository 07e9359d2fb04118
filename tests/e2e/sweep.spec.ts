import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { press } from './support/actions.ts';
import { expect, test } from './support/launch.ts';
import { locators } from './support/locators.ts';

const specification = `stage: 7
out_dir: config/sweeps/mine
axes:
  seed: [1, 2]
  balance: [true, false]
  dropout: [0.0, 0.25, 0.5]
base_params:
  epochs: 10
`;

test('a specification that somebody wrote is opened, and a file that is none is refused', async ({
  app,
  workFolder,
}) => {
  test.skip(test.info().project.name === 'electron', 'Electron uses the system’s dialog');
  await writeFile(join(workFolder, 'mine.yaml'), specification);
  await writeFile(join(workFolder, 'other.yaml'), 'shopping: [milk, batteries]\n');
  const open = async (fileName: string): Promise<void> => {
    await app.getByRole('button', { name: 'Open…' }).click();
    const dialog = locators.dialog(app, 'Open a sweep specification');
    await dialog.getByRole('textbox', { name: 'Path' }).fill(workFolder);
    await dialog.getByRole('button', { name: 'Go', exact: true }).click();
    await dialog.getByRole('button', { name: fileName }).click();
    await expect(dialog).toBeHidden();
  };
  await expect(locators.samplesButton(app)).toBeVisible();
  await locators.screen(app, 'Sweep').click();
  await open('mine.yaml');
  await expect(app.getByRole('combobox', { name: 'Begin with' })).toHaveValue('mine.yaml');
  await expect(app.getByRole('tab', { name: '12 experiments' })).toBeVisible();
  await expect(locators.experiments(app)).toContainText('stage7_012');
  await open('other.yaml');
  await expect(app.getByText(/^This is not a sweep specification/)).toBeVisible();
  await expect(app.getByRole('tab', { name: '12 experiments' })).toBeVisible();
  await press(app, 'Escape');
});
