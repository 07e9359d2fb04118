import { addSampleRecordings, expectSpectrogram, scoreWithBundledModel } from './support/actions.ts';
import { expect, test } from './support/launch.ts';
import { locators } from './support/locators.ts';

/** The least that a small laptop has, and windows that banners or a screen's own bars leave less of. */
const heights = [800, 700, 600];

test('in a low window nothing of the audition lies under anything else', async ({ app }) => {
  test.setTimeout(200_000);
  await addSampleRecordings(app);
  await scoreWithBundledModel(app);
  await expectSpectrogram(app);
  const audition = locators.audition(app);
  await audition.getByRole('tab', { name: 'Facts' }).click();
  for (const height of heights) {
    await app.setViewportSize({ width: 1280, height });
    const caption = audition.getByText(/ to .* s: 0\.\d+/);
    await expect(caption).toBeVisible();
    const parts = [locators.spectrogram(app), caption, locators.play(app), locators.decisionButton(app, 'Approve')];
    const boxes = await Promise.all(
      [...parts, audition.getByRole('tab', { name: 'Facts' })].map((part) => part.boundingBox()),
    );
    for (const [index, box] of boxes.slice(1).entries()) {
      const above = boxes[index];
      expect(box?.y ?? 0, `part ${index + 1} at ${height}`).toBeGreaterThanOrEqual(
        (above?.y ?? 0) + (above?.height ?? 0),
      );
    }
  }
});
