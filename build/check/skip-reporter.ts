import { relative } from 'node:path';
import type { Reporter, TestCase } from 'vitest/node';

/** Lists every skipped test with its reason at the end of a run: a skip nobody sees is a hole in the suite. */
export default class SkipReporter implements Reporter {
  readonly #skipped: string[] = [];

  onTestCaseResult(testCase: TestCase): void {
    const result = testCase.result();
    if (result.state !== 'skipped') return;
    const file = relative(process.cwd(), testCase.module.moduleId);
    this.#skipped.push(`skipped: ${file} > ${testCase.fullName}: ${result.note ?? reasonFromName(testCase)}`);
  }

  onTestRunEnd(): void {
    if (this.#skipped.length > 0) process.stdout.write(`\n${this.#skipped.join('\n')}\n`);
  }
}

/** `skipIf` has no place for a note; a test that needs files says so when its file loads. */
function reasonFromName(testCase: TestCase): string {
  return testCase.options.mode === 'todo' ? 'to do' : 'its condition (skipIf) holds on this machine';
}
