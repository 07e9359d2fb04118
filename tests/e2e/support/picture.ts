import { join } from 'node:path';
import type { Page } from '@playwright/test';

/** Where to leave pictures for a person to look at; none where it is not set. */
const picturesFolder = process.env['EARMARK_PICTURES'];

/** Light and dark, on a small and on a large screen; the window is as it was afterwards. */
export async function picture(app: Page, name: string): Promise<void> {
  if (picturesFolder === undefined) {
    return;
  }
  const before = app.viewportSize();
  for (const colorScheme of ['light', 'dark'] as const) {
    await app.emulateMedia({ colorScheme });
    for (const [width, height] of [
      [1920, 1080],
      [1280, 800],
    ] as const) {
      await app.setViewportSize({ width, height });
      await app.waitForTimeout(400);
      await app.screenshot({ path: join(picturesFolder, `${name}-${colorScheme}-${width}.png`) });
    }
  }
  if (before !== null) {
    await app.setViewportSize(before);
  }
}
