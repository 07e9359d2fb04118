import { join } from 'node:path';
import type { BenchCase } from '../bench-case.ts';
import { unwrap } from '../../../electron/contract/outcome.ts';
import { atMost, measured } from '../measurement.ts';
import { openBenchEngine } from '../support/bench-engine.ts';
import { filesOf, writeNoiseRecordings } from '../support/recordings.ts';
import { fillScoredLibrary } from '../support/scored-library.ts';
import { timeOnce } from '../support/timing.ts';

const clipSeconds = 3;
const verdicts = ['absent', 'present', 'unsure'] as const;

export const findingCase: BenchCase = {
  id: 'finding',
  label: 'Key press to durable finding and the next clip',
  reach: '≤ 100 ms at the 95th percentile, the drawing of the spectrogram included',
  run: async (context) => {
    const presses = context.quick ? 30 : 300;
    const card = join(context.folder, 'card');
    writeNoiseRecordings(card, presses + 1, { seconds: clipSeconds, sampleRate: 48_000 });
    const libraryFolder = join(context.folder, 'library');
    const recordings = context.quick ? 1_000 : 100_000;
    const library = fillScoredLibrary(libraryFolder, { recordings, sources: 10, folder: card, files: filesOf(card) });
    const bench = await openBenchEngine(libraryFolder);
    const [label] = library.labels;
    const { signal } = new AbortController();
    try {
      await bench.call('ranking/counts', { runId: library.runId, label });
      const durable: number[] = [];
      const whole: number[] = [];
      for (let recordingId = 1; recordingId <= presses; recordingId += 1) {
        const verdict = verdicts[recordingId % 3] ?? null;
        const recorded = await timeOnce(() => bench.call('finding/record', { recordingId, label, verdict }));
        const clip = await timeOnce(async () =>
          unwrap(await bench.engine.clip(recordingId + 1, 0, clipSeconds, signal)),
        );
        durable.push(recorded);
        whole.push(recorded + clip);
      }
      const note = `${recordings} recordings in the library, ${presses} key presses; without the drawing, which is the browser’s`;
      return [
        measured({
          id: 'durable',
          label: 'Until the finding is on the disk',
          unit: 'ms',
          samples: durable,
          statistic: '95th percentile',
          note,
        }),
        measured({
          id: 'with-clip',
          label: 'Until the next recording’s clip is there too',
          unit: 'ms',
          samples: whole,
          statistic: '95th percentile',
          reach: atMost(100),
          note,
        }),
      ];
    } finally {
      await bench.close();
    }
  },
};
