import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  addSampleRecordings,
  decideByKey,
  expectSpectrogram,
  exportUnder,
  makeSubsets,
  press,
  scoreWithBundledModel,
  selectedPlace,
  show,
  showSource,
} from './support/actions.ts';
import { expect, test } from './support/launch.ts';
import { locators } from './support/locators.ts';

test('a recorder’s folder goes in, approved subsets and a sweep come out', async ({ app, workFolder }) => {
  test.setTimeout(300_000);
  const complaints: string[] = [];
  app.on('pageerror', (error) => complaints.push(error.message));
  app.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });

  await test.step('the samples are added, and files that cannot be read are listed with the reason', async () => {
    await addSampleRecordings(app);
    await locators.failedLink(app).last().click();
    await expect(locators.rows(app).first()).toContainText(/empty|not audio|no sound|damaged|header/i);
    await locators.source(app, 'All sources').click();
  });

  await test.step('every recording is scored', async () => {
    await scoreWithBundledModel(app);
    await expect(locators.count(app)).toHaveText('235 files');
  });

  await test.step('hard negatives are heard and decided by key', async () => {
    await showSource(app, 'negative-field');
    await expect(app.getByRole('radio', { name: 'Hard negatives' })).toBeChecked();
    await press(app, 'Space');
    await expect(locators.pause(app)).toBeVisible();
    await press(app, 'Space');
    await expect(locators.play(app)).toBeVisible();
    await decideByKey(app, 'r');
    await decideByKey(app, 'a');
    await decideByKey(app, 'u');
    await expect(locators.decision(locators.row(app, 1))).toHaveText('Rejected');
    await expect(locators.decision(locators.row(app, 2))).toHaveText('Approved');
    await expect(locators.decision(locators.row(app, 3))).toHaveText('Unsure');
    await expect(locators.tier(app, 'hardneg_conf_min_50').getByRole('cell').nth(4)).toHaveText('1');
  });

  await test.step('undo takes the last decision back and shows what it was about', async () => {
    await press(app, 'Control+z');
    await expect(locators.decision(locators.row(app, 3))).toHaveText('');
    expect(await selectedPlace(app)).toBe(3);
  });

  await test.step('a decision is kept, seen from the other purpose, and can be filtered', async () => {
    await show(app, 'Rejected');
    await expect(locators.count(app)).toHaveText('1 of 100');
    await app.getByRole('button', { name: 'Clear the filter' }).click();
    await app.getByText('Positives', { exact: true }).click();
    await expect(locators.decision(locators.row(app, 1))).toHaveText('Approved');
    await app.getByText('Hard negatives', { exact: true }).click();
  });

  await test.step('a tier’s handle moves by key, and its counts with it', async () => {
    await locators.tierHandle(app, 'hardneg_conf_min_99').press('ArrowLeft');
    await expect(locators.tier(app, 'hardneg_conf_min_99')).toContainText('≥ 0.98');
    await app.getByRole('button', { name: 'Reset' }).click();
    await expect(locators.tier(app, 'hardneg_conf_min_99')).toContainText('≥ 0.99');
  });

  await test.step('a long recording shows its best window, and another one on request', async () => {
    await locators.source(app, 'unlabelled-night').click();
    await app.getByRole('columnheader', { name: 'Length' }).getByRole('button').click();
    await app.getByRole('columnheader', { name: 'Length' }).getByRole('button').click();
    await expect(locators.selectedRow(app)).toContainText('1:00');
    await expectSpectrogram(app);
    const before = await locators.windowStrip(app).getAttribute('aria-valuetext');
    await locators.windowStrip(app).press('ArrowRight');
    await expect(locators.windowStrip(app)).not.toHaveAttribute('aria-valuetext', before ?? '');
  });

  await test.step('both families are made', async () => {
    await locators.source(app, 'All sources').click();
    await makeSubsets(app, /positives/, 4);
    await makeSubsets(app, /Hard negatives/, 3);
    await expect(locators.subset(app, 'small')).toContainText('5 of 109');
    await expect(locators.subset(app, 'top50')).toContainText('54 of 109');
    await expect(locators.subset(app, 'hardneg_conf_min_99')).toContainText(/of 98/);
  });

  const root = join(workFolder, 'AudioData', 'curated');
  await test.step('one click writes the folders', async () => {
    await exportUnder(app, root);
    expect((await readdir(join(root, 'bestLowQuality'))).sort()).toEqual(['large', 'medium', 'small', 'top50']);
    const smallest = await readdir(join(root, 'bestLowQuality', 'small'));
    expect(smallest.filter((name) => name.endsWith('.wav'))).toHaveLength(5);
    await expect(locators.exportTargets(app).first()).toContainText('Replaces our own');
  });

  await test.step('the sweep names them and is written', async () => {
    await app.getByRole('button', { name: 'Make the sweep' }).click();
    await expect(app.getByRole('tab', { name: '120 experiments' })).toBeVisible();
    await expect(locators.experiments(app)).toContainText('stage5_001');
    await app.getByRole('button', { name: 'Write 120 files' }).click();
    const written = app.getByRole('status').filter({ hasText: 'Wrote 120 experiments' });
    await expect(written).toBeVisible();
    const path = (await written.textContent())?.match(/\/[^\s]+\.yaml/)?.[0] ?? '';
    expect(await readFile(path, 'utf8')).toContain('curated/bestLowQuality/small');
  });

  expect(complaints).toEqual([]);
});
