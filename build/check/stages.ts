import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildIfStale } from '../start/bundles.ts';
import { runChild } from '../start/run-child.ts';
import { browserSkips } from './browser-skips.ts';
import { ensureChromium } from './chromium.ts';
import { NOTHING, tallyOfExitCode, tallyOfPlaywright, tallyOfRun, tallyOfVitest, type Tally } from './tally.ts';

/** One part of `npm test`: it prints its own findings and counts them. */
export interface Stage {
  readonly title: string;
  readonly run: (root: string) => Promise<Tally>;
}

export const types: Stage = {
  title: 'types',
  async run(root) {
    const codes: number[] = [];
    for (const part of ['node', 'renderer', 'electron']) {
      codes.push(await runTool(root, 'typescript/bin/tsc', ['-p', `tsconfig.${part}.json`, '--pretty', 'false']));
    }
    return tallyOfExitCode(Math.max(...codes));
  },
};

export const lint: Stage = {
  title: 'lint',
  run: async (root) => tallyOfExitCode(await runTool(root, 'eslint/bin/eslint.js', ['.', '--max-warnings=0'])),
};

export const format: Stage = {
  title: 'format',
  run: async (root) =>
    tallyOfExitCode(await runTool(root, 'prettier/bin/prettier.cjs', ['--check', '--log-level=warn', '.'])),
};

/** The vitest projects of these names. */
export function tests(title: string, projects: readonly string[]): Stage {
  return {
    title,
    async run(root) {
      const report = freshReport(root, 'vitest.json');
      const code = await runTool(root, 'vitest/vitest.mjs', [
        'run',
        ...projects.map((project) => `--project=${project}`),
        '--reporter=default',
        '--reporter=./build/check/skip-reporter.ts',
        '--reporter=json',
        `--outputFile.json=${report}`,
      ]);
      return tallyOfRun(report, code, tallyOfVitest);
    },
  };
}

/** Counts only if it fails: a build is not a test, but a failed one must not go unseen. */
export const build: Stage = {
  title: 'build',
  async run(root) {
    try {
      await buildIfStale(root, 'renderer');
      await buildIfStale(root, 'electron');
      return NOTHING;
    } catch (error) {
      say(error instanceof Error ? error.message : String(error));
      return { ...NOTHING, failed: 1 };
    }
  },
};

export const browser: Stage = {
  title: 'browser',
  async run(root) {
    const chromium = ensureChromium(root, say);
    if (chromium === undefined) {
      say('No Chromium could be had: install chromium or Chrome, or set EARMARK_CHROMIUM to one.');
      return { ...NOTHING, failed: 1 };
    }
    const report = freshReport(root, 'playwright.json');
    const code = await runTool(root, '@playwright/test/cli.js', ['test', '--config=tests/e2e/playwright.config.ts'], {
      EARMARK_CHROMIUM: chromium,
      PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    });
    if (existsSync(report)) browserSkips(JSON.parse(readFileSync(report, 'utf8'))).forEach(say);
    return tallyOfRun(report, code, tallyOfPlaywright);
  },
};

/** Runs a tool of node_modules on this very Node. */
async function runTool(root: string, tool: string, args: readonly string[], env = {}): Promise<number> {
  const program = join(root, 'node_modules', tool);
  const end = await runChild({
    command: process.execPath,
    args: [program, ...args],
    cwd: root,
    env: { ...process.env, ...env },
  });
  return end.code;
}

function freshReport(root: string, name: string): string {
  const folder = join(root, 'dist/reports');
  mkdirSync(folder, { recursive: true });
  const report = join(folder, name);
  rmSync(report, { force: true });
  return report;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
