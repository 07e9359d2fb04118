import { expect, type Page } from '@playwright/test';
import { locators } from './locators.ts';

/** Drops a folder of this machine on the middle of the window, as a file manager does: Chromium makes the events itself. */
export async function dropFolder(app: Page, folder: string): Promise<void> {
  await expect(locators.screen(app, 'Review')).toBeVisible();
  const session = await app.context().newCDPSession(app);
  const { width, height } = app.viewportSize() ?? { width: 1280, height: 800 };
  const at = { x: width / 2, y: height / 2, data: { items: [], files: [folder], dragOperationsMask: 1 } };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, ...at });
  }
  await session.detach();
}
