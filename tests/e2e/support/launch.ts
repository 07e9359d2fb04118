import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, test as base, type Page } from '@playwright/test';
import { findElectronBinary } from '../../../build/start/electron-binary.ts';
import { hasDisplay } from '../../../build/start/host-choice.ts';
import { startWebHostProcess } from './web-host-process.ts';

export { expect } from '@playwright/test';

const root = join(import.meta.dirname, '../../..');

interface Fixtures {
  /** Skips the test, with the reason, where this project's host cannot run. */
  readonly hostIsHere: undefined;
  /** A fresh folder for this test, removed after it: recordings, exports. */
  readonly workFolder: string;
  /** The library that the app has open: a folder in `workFolder` that does not exist yet when the app starts. */
  readonly libraryFolder: string;
  /** The app's window, open on an empty library: in Chromium over the web host, or in Electron. */
  readonly app: Page;
}

/** `test` for every spec: `test('…', async ({ app }) => …)` runs once over each host. */
export const test = base.extend<Fixtures>({
  hostIsHere: [
    // Playwright reads a fixture's needs from its first parameter, which must be a destructuring pattern.
    async ({}, use, testInfo) => {
      const reason = testInfo.project.name === 'electron' ? whyNoElectron() : undefined;
      testInfo.skip(reason !== undefined, reason ?? '');
      await use(undefined);
    },
    { auto: true },
  ],
  workFolder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'earmark-e2e-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  },
  libraryFolder: async ({ workFolder }, use) => {
    await use(join(workFolder, 'library'));
  },
  app: async ({ libraryFolder, page }, use, testInfo) => {
    const open = testInfo.project.name === 'electron' ? openElectron : openWeb;
    const opened = await open(libraryFolder, page);
    try {
      await use(opened.page);
    } finally {
      await opened.close();
      if (testInfo.errors.length > 0) await testInfo.attach('host log', { body: opened.log() });
    }
  },
});

interface OpenedApp {
  readonly page: Page;
  readonly log: () => string;
  readonly close: () => Promise<void>;
}

async function openWeb(library: string, page: Page): Promise<OpenedApp> {
  const host = await startWebHostProcess(library);
  await page.goto(host.url);
  const close = async (): Promise<void> => {
    await page.close();
    await host.stop();
  };
  return { page, log: host.log, close };
}

async function openElectron(library: string): Promise<OpenedApp> {
  const executablePath = findElectronBinary(root, process.env);
  const application = await _electron.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [root, '--no-sandbox', '--library', library],
    cwd: root,
  });
  let output = '';
  application.process().stderr?.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  return { page: await application.firstWindow(), log: () => output, close: () => application.close() };
}

function whyNoElectron(): string | undefined {
  if (findElectronBinary(root, process.env) === undefined) return 'the Electron binary is not on this machine';
  return hasDisplay(process.platform, process.env) ? undefined : 'this session has no display for Electron';
}
