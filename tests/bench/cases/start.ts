import { join } from 'node:path';
import { chromium, type Browser } from '@playwright/test';
import { findChromium } from '../../../build/check/chromium.ts';
import { buildIfStale } from '../../../build/start/bundles.ts';
import { startWebHostProcess } from '../../e2e/support/web-host-process.ts';
import type { BenchCase, BenchContext } from '../bench-case.ts';
import { atMost, measured, notMeasured, type Measurement } from '../measurement.ts';
import { fillScoredLibrary } from '../support/scored-library.ts';

const root = join(import.meta.dirname, '../../..');
const visibleLimitMilliseconds = 60_000;

export const startCase: BenchCase = {
  id: 'start',
  label: 'Start on a library of 100,000',
  reach: 'first answer of the host ≤ 1.5 s after its process starts, list visible in Chromium ≤ 3 s',
  run: async (context) => {
    await buildIfStale(root, 'renderer');
    const libraryFolder = join(context.folder, 'library');
    const recordings = context.quick ? 2_000 : 100_000;
    fillScoredLibrary(libraryFolder, { recordings, sources: 10, findings: recordings / 100 });
    const executablePath = findChromium(process.env);
    const browser =
      executablePath === undefined ? null : await chromium.launch({ executablePath, args: ['--no-sandbox'] });
    try {
      return await measureStarts(context, libraryFolder, browser);
    } finally {
      await browser?.close();
    }
  },
};

async function measureStarts(
  context: BenchContext,
  libraryFolder: string,
  browser: Browser | null,
): Promise<Measurement[]> {
  const answers: number[] = [];
  const lists: number[] = [];
  for (let round = -1; round < context.rounds; round += 1) {
    context.say(round < 0 ? 'once to warm up' : `round ${round + 1} of ${context.rounds}`);
    const { answer, list } = await startOnce(libraryFolder, browser);
    if (round >= 0) {
      answers.push(answer);
      lists.push(...(list === null ? [] : [list]));
    }
  }
  const visible = { id: 'list', label: 'From the start of its process to the list in Chromium' };
  return [
    measured({
      id: 'answer',
      label: 'From the start of its process to the host’s first answer',
      unit: 's',
      samples: answers,
      reach: atMost(1.5),
      note: 'the library is open then',
    }),
    browser === null
      ? notMeasured(visible.id, visible.label, 'there is no Chromium')
      : measured({
          ...visible,
          unit: 's',
          samples: lists,
          reach: atMost(3),
          note: 'first row of the ranking visible; the browser itself was open already, with an empty cache',
        }),
  ];
}

/** Seconds from spawning the host. */
async function startOnce(
  libraryFolder: string,
  browser: Browser | null,
): Promise<{ readonly answer: number; readonly list: number | null }> {
  const page = browser === null ? null : await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const started = performance.now();
  const secondsSince = (): number => (performance.now() - started) / 1000;
  const host = await startWebHostProcess(libraryFolder);
  try {
    const response = await fetch(host.url);
    await response.arrayBuffer();
    const answer = secondsSince();
    if (page === null) {
      return { answer, list: null };
    }
    await page.goto(host.url);
    await page.locator('#row-0').waitFor({ state: 'visible', timeout: visibleLimitMilliseconds });
    return { answer, list: secondsSince() };
  } finally {
    await page?.close();
    await host.stop();
  }
}
