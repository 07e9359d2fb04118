import { expect, test } from 'vitest';
import { leftOutWords } from '../../../electron/cli/subsets/subset-reports.ts';
import type { LeftOutReason } from '../../../electron/contract/subsets.ts';

const told = (reasons: readonly LeftOutReason[], total = reasons.length): string => {
  const rows = reasons.map((reason, index) => ({
    recordingId: index + 1,
    sourceName: 'card',
    relativePath: `${index}.wav`,
    confidence: 0.5,
    reason,
    because: null,
  }));
  return leftOutWords('hardNeg/all', { total, rows });
};

test('files that stay in are not called left out, and one file is one file', () => {
  expect(told([])).toBe('Nothing is left out of hardNeg/all.');
  expect(told(['copy'])).toBe('1 file left out of hardNeg/all:');
  expect(told(['no-hash'])).toBe('Nothing is left out of hardNeg/all; 1 file stays in but cannot be compared:');
  expect(told(['copy', 'held-out', 'no-time', 'no-hash'])).toBe(
    '2 files left out of hardNeg/all; 2 files stay in but cannot be compared:',
  );
  expect(told(['copy'], 4321)).toBe(
    '4,321 files of hardNeg/all are left out, or stay in but cannot be compared; the first 1:',
  );
});
