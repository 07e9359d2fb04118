import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { browserSkips } from '../../../build/check/browser-skips.ts';
import {
  add,
  closingLine,
  tallyOfExitCode,
  tallyOfPlaywright,
  tallyOfRun,
  tallyOfVitest,
} from '../../../build/check/tally.ts';

describe('the total of npm test', () => {
  test('counts test cases, and a file that could not be loaded as one failure', () => {
    const report = {
      testResults: [
        { status: 'passed', assertionResults: [{ status: 'passed' }, { status: 'skipped' }, { status: 'todo' }] },
        { status: 'failed', assertionResults: [{ status: 'failed' }, { status: 'failed' }, { status: 'passed' }] },
        { status: 'failed', assertionResults: [] },
      ],
    };
    expect(tallyOfVitest(report)).toEqual({ passed: 2, failed: 3, skipped: 2 });
  });

  test('counts a flaky browser test as passed and an error outside any test as failed', () => {
    const stats = { expected: 4, unexpected: 0, flaky: 1, skipped: 5 };
    expect(tallyOfPlaywright({ errors: [], stats })).toEqual({ passed: 5, failed: 0, skipped: 5 });
    expect(tallyOfPlaywright({ errors: [{ message: 'no browser' }], stats }).failed).toBe(1);
  });

  test('is one plain line', () => {
    const total = add(tallyOfExitCode(0), add(tallyOfExitCode(2), { passed: 40, failed: 0, skipped: 3 }));
    expect(closingLine(total)).toBe('41 passed, 1 failed, 3 skipped');
  });
});

test('every skipped browser test is listed with its reason, however deep its suite', () => {
  const skipped = {
    projectName: 'electron',
    status: 'skipped',
    annotations: [{ type: 'skip', description: 'no binary' }],
  };
  const passed = { projectName: 'web', status: 'expected', annotations: [] };
  const specs = [{ title: 'opens', file: 'smoke.spec.ts', tests: [passed, skipped] }];
  expect(browserSkips({ suites: [{ specs: [], suites: [{ specs }] }] })).toEqual([
    'skipped: [electron] smoke.spec.ts > opens: no binary',
  ]);
});

describe('a report on disk', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'earmark-tally-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test('that is missing counts as a failure, whatever the exit code', () => {
    expect(tallyOfRun(join(folder, 'none.json'), 0, tallyOfVitest).failed).toBe(1);
  });

  test('that shows no failure does not hide an unhappy end', () => {
    const file = join(folder, 'report.json');
    writeFileSync(
      file,
      JSON.stringify({ testResults: [{ status: 'passed', assertionResults: [{ status: 'passed' }] }] }),
    );
    expect(tallyOfRun(file, 1, tallyOfVitest)).toEqual({ passed: 1, failed: 1, skipped: 0 });
    expect(tallyOfRun(file, 0, tallyOfVitest)).toEqual({ passed: 1, failed: 0, skipped: 0 });
  });
});
