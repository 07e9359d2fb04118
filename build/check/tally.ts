import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

/** What a stage counted. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export const NOTHING: Tally = { passed: 0, failed: 0, skipped: 0 };

export function add(left: Tally, right: Tally): Tally {
  return {
    passed: left.passed + right.passed,
    failed: left.failed + right.failed,
    skipped: left.skipped + right.skipped,
  };
}

/** The closing line of `npm test`. */
export function closingLine({ passed, failed, skipped }: Tally): string {
  return `${String(passed)} passed, ${String(failed)} failed, ${String(skipped)} skipped`;
}

/** A check that counts as one: types, lint, format. */
export function tallyOfExitCode(code: number): Tally {
  return code === 0 ? { ...NOTHING, passed: 1 } : { ...NOTHING, failed: 1 };
}

const vitestReport = z.object({
  testResults: z.array(
    z.object({
      status: z.string(),
      assertionResults: z.array(z.object({ status: z.string() })),
    }),
  ),
});

/**
 * Counts the test cases of vitest's JSON report. A file that failed without a failed test in it (it could not be
 * loaded, or its worker died) counts as one failure.
 */
export function tallyOfVitest(report: unknown): Tally {
  const { testResults } = vitestReport.parse(report);
  return testResults.map(tallyOfFile).reduce(add, NOTHING);
}

function tallyOfFile(file: z.infer<typeof vitestReport>['testResults'][number]): Tally {
  const count = (...states: readonly string[]): number =>
    file.assertionResults.filter(({ status }) => states.includes(status)).length;
  const passed = count('passed');
  const failed = count('failed');
  const skipped = file.assertionResults.length - passed - failed;
  return { passed, failed: file.status === 'failed' ? Math.max(failed, 1) : failed, skipped };
}

const playwrightReport = z.object({
  errors: z.array(z.unknown()),
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
});

/** Counts the test cases of Playwright's JSON report; an error outside any test counts as one failure. */
export function tallyOfPlaywright(report: unknown): Tally {
  const { errors, stats } = playwrightReport.parse(report);
  const failed = stats.unexpected === 0 && errors.length > 0 ? 1 : stats.unexpected;
  return { passed: stats.expected + stats.flaky, failed, skipped: stats.skipped };
}

/**
 * Reads a report that a test runner wrote before it ended with `code`. No report, or an unhappy end that the report
 * does not show (an unhandled rejection), counts as one failure.
 */
export function tallyOfRun(file: string, code: number, read: (report: unknown) => Tally): Tally {
  if (!existsSync(file)) return { ...NOTHING, failed: 1 };
  const tally = read(JSON.parse(readFileSync(file, 'utf8')));
  return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}
