import { execFileSync } from 'node:child_process';
import { mkdir, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { writeSparseRecording } from '../bench/support/recordings.ts';
import { expect, test as base } from './support/launch.ts';
import { locators } from './support/locators.ts';

const root = join(import.meta.dirname, '../..');
const nights = 6;
const bytesOfNight = 170_000_000;

/** An app on a library that has read in a card of long nights: scoring them takes long enough to be stopped. */
const test = base.extend<{ readonly card: string }>({
  card: async ({ workFolder }, use) => {
    const card = join(workFolder, 'CARD');
    await mkdir(card);
    for (let night = 0; night < nights; night += 1) {
      writeSparseRecording(join(card, `202403${String(night + 1).padStart(2, '0')}_200000.WAV`), bytesOfNight);
    }
    await use(card);
  },
  libraryFolder: async ({ workFolder, card }, use) => {
    const library = join(workFolder, 'library');
    const earmark = (...words: readonly string[]): unknown =>
      execFileSync(process.execPath, ['electron/cli/program.ts', ...words, '--library', library], { cwd: root });
    earmark('add', card);
    // On a machine of many cores the job would be over before anyone could stop it.
    earmark('scorers', '1');
    await use(library);
  },
});

test('scoring is paused, resumed, cancelled and gone on with; a drive that is unplugged stops it', async ({
  app,
  card,
}) => {
  test.setTimeout(240_000);
  const bar = locators.jobs(app);
  const long = { timeout: 120_000 };

  await test.step('a job tells how fast it is, and is paused', async () => {
    await app.getByRole('button', { name: 'Score them with a model' }).click();
    await locators
      .dialog(app, 'Score with a model')
      .getByRole('button', { name: `Score ${nights} recordings` })
      .click();
    await expect(bar).toContainText(/× real time/);
    await bar.getByRole('button', { name: 'Pause' }).click();
    await expect(bar).toContainText('paused');
  });

  await test.step('it is still paused in a window that is opened anew, and goes on from there', async () => {
    await app.reload();
    await expect(bar).toContainText('paused');
    await bar.getByRole('button', { name: 'Resume' }).click();
    await expect(bar).not.toContainText('paused');
    await expect(bar).toContainText(/left/);
  });

  await test.step('cancelled, it leaves what is done; the rest can be scored later', async () => {
    await bar.getByRole('button', { name: 'Cancel' }).click();
    await expect(bar).toBeHidden();
    await locators
      .runs(app)
      .getByRole('button', { name: /^Score the remaining \d+$/ })
      .click();
    await expect(bar).toContainText(/× real time/);
  });

  await test.step('a card that is pulled out stops it with what to do; plugged in again it is resumed', async () => {
    await rename(card, `${card}-away`);
    await expect(bar).toContainText('Connect its drive again', long);
    await rename(`${card}-away`, card);
    await bar.getByRole('button', { name: 'Resume' }).click();
    await expect(bar).toBeHidden(long);
    await expect(locators.runs(app).getByText(`${nights} scored`)).toBeVisible();
  });
});

test('a file that failed is named with its reason and tried again; a count of scorers is kept', async ({
  app,
  card,
  workFolder,
}) => {
  test.setTimeout(180_000);
  const long = { timeout: 120_000 };
  const [first = ''] = (await readdir(card)).sort();

  await test.step('the next job is to take two scorers', async () => {
    await app.getByRole('button', { name: 'Scoring settings' }).click();
    const dialog = locators.dialog(app, 'Scoring settings');
    await dialog.getByRole('textbox', { name: 'Scorers side by side' }).fill('2');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(app.getByText('The next job uses 2 scorers.')).toBeVisible();
  });

  await test.step('a file that is gone fails by itself', async () => {
    await rename(join(card, first), join(workFolder, first));
    await app.getByRole('button', { name: 'Score them with a model' }).click();
    await locators
      .dialog(app, 'Score with a model')
      .getByRole('button', { name: `Score ${nights} recordings` })
      .click();
    await expect(locators.runs(app).getByText(`${nights - 1} scored`)).toBeVisible(long);
    await expect(locators.runs(app).getByText('1 failed')).toBeVisible();
    await expect(locators.rows(app).last()).toContainText('The file is not there any more');
  });

  await test.step('tried again when it is back, it is scored', async () => {
    await rename(join(workFolder, first), join(card, first));
    await locators
      .runs(app)
      .getByRole('button', { name: /^More for / })
      .click();
    await app.getByRole('menuitem', { name: 'Try the failed files again' }).click();
    await expect(locators.runs(app).getByText(`${nights} scored`)).toBeVisible(long);
  });
});
