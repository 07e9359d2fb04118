import { expect, test } from 'vitest';
import type { PendingRow } from '../../../db/queries/scoring-queries.ts';
import type { RunSettings } from '../../../electron/contract/runs.ts';
import type { JobProgress } from '../../../electron/engine/jobs/job-definition.ts';
import { createScoreProgress, heardSeconds } from '../../../electron/engine/jobs/score-progress.ts';

const settings: RunSettings = {
  sampleRate: 10,
  windowSamples: 30,
  hopSamples: 15,
  levelNormalisation: 'none',
  topLabels: 0,
  sensitivity: 1,
  activation: null,
  imported: null,
};

function pendingRow(recordingId: number, durationSeconds: number | null): PendingRow {
  const relativePath = `${recordingId}.wav`;
  return { recordingId, sourcePath: '/card', relativePath, durationSeconds, attempts: 0, channel: null };
}

test('overlap and padding are work too', () => {
  expect(heardSeconds(settings, 3)).toBe(3);
  expect(heardSeconds(settings, 1)).toBe(3);
  expect(heardSeconds(settings, 6)).toBe(9);
  expect(heardSeconds(settings, null)).toBe(3);
});

test('a long file counts while it is in hand, once, and a failed one adds no audio', () => {
  const seen: JobProgress[] = [];
  const rows = [pendingRow(1, 60), pendingRow(2, 3)];
  const progress = createScoreProgress(
    {
      jobId: 1,
      signal: new AbortController().signal,
      isAlone: () => true,
      progress: (each) => {
        seen.push(each);
      },
    },
    { total: 5, failed: 1 },
    settings,
    rows,
  );
  const workTotal = heardSeconds(settings, 60) + 3;
  expect(seen.at(-1)).toMatchObject({ done: 3, total: 5, failed: 1, workDone: 0, workTotal, audioSecondsDone: 0 });
  progress.hear(rows[0]!, 13);
  expect(seen.at(-1)).toMatchObject({
    done: 3,
    workDone: 39,
    audioSecondsDone: (60 * 39) / heardSeconds(settings, 60),
  });
  progress.count(
    { kind: 'scored', ticket: 1, windowCount: 39, lastWindowStart: 0, scores: new Float32Array(39) },
    rows[0]!,
    500,
  );
  expect(seen.at(-1)).toMatchObject({ done: 4, workDone: heardSeconds(settings, 60), audioSecondsDone: 60 });
  progress.count({ kind: 'failed', ticket: 2, fault: { code: 'damaged-file', message: 'Damaged.' } }, rows[1]!, 5);
  expect(seen.at(-1)).toMatchObject({ done: 5, failed: 2, workDone: workTotal, audioSecondsDone: 60 });
});
