import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { findChromium } from '../../build/check/chromium.ts';

const root = join(import.meta.dirname, '../..');
const executablePath = process.env['EARMARK_CHROMIUM'] ?? findChromium(process.env);
const jsonReport = process.env['PLAYWRIGHT_JSON_OUTPUT_FILE'];

/** Root and containers have no user namespaces for the sandbox; the others keep Chromium off the network. */
const CHROMIUM_SWITCHES = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The same specs over both hosts; the fixtures of support/launch.ts know which one by the project's name. */
export default defineConfig({
  testDir: import.meta.dirname,
  testMatch: '**/*.spec.ts',
  outputDir: join(root, 'dist/reports/e2e'),
  globalSetup: './support/build-once.ts',
  workers: 1,
  fullyParallel: false,
  forbidOnly: Boolean(process.env['CI']),
  retries: 1,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ...(jsonReport === undefined ? [] : [['json', { outputFile: jsonReport }] as const])],
  use: {
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: { args: CHROMIUM_SWITCHES, ...(executablePath === undefined ? {} : { executablePath }) },
  },
  projects: [{ name: 'web' }, { name: 'electron' }],
});
