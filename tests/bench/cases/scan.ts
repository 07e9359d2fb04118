import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchCase } from '../bench-case.ts';
import { atMost, measured } from '../measurement.ts';
import { openBenchEngine } from '../support/bench-engine.ts';
import { recordingName, writeSparseRecording } from '../support/recordings.ts';
import { timeOnce } from '../support/timing.ts';

/** The study's unused negatives, on three recorders. */
const recordings = 20_457;
const recorders = ['SM-02', 'SM-09', 'SM-10'];
const threeSeconds = 288_000;

export const scanCase: BenchCase = {
  id: 'scan',
  label: 'Scan of 20,457 three-second WAVs (headers, metadata, no hash)',
  reach: '≤ 5 s warm; rescan with nothing changed ≤ 1 s',
  run: async (context) => {
    const count = context.quick ? 1_000 : recordings;
    const card = join(context.folder, 'card');
    context.say(`writing ${count} recordings`);
    writeCard(card, count);
    const scans: number[] = [];
    const rescans: number[] = [];
    for (let round = -1; round < context.rounds; round += 1) {
      context.say(round < 0 ? 'once to warm up' : `round ${round + 1} of ${context.rounds}`);
      const bench = await openBenchEngine(join(context.folder, `library-${round}`));
      try {
        const { source, jobId } = await bench.call('source/add', { path: card, role: 'negative' });
        const scan = await timeOnce(() => bench.finish(jobId));
        const rescan = await timeOnce(async () => {
          await bench.finish((await bench.call('source/rescan', { sourceId: source.id })).jobId);
        });
        const after = (await bench.call('source/list', {}))[0];
        if (after?.recordingCount !== count || after.failedCount !== 0) {
          throw new Error(
            `${after?.recordingCount ?? 0} of ${count} recordings were found, ${after?.failedCount ?? 0} failed`,
          );
        }
        if (round >= 0) {
          scans.push(scan / 1000);
          rescans.push(rescan / 1000);
        }
      } finally {
        await bench.close();
      }
    }
    const note = `${count} files with the headers of an AudioMoth, in three folders, through the engine’s job`;
    return [
      measured({ id: 'scan', label: 'Scan, warm', unit: 's', samples: scans, reach: atMost(5), note }),
      measured({ id: 'rescan', label: 'Rescan, nothing changed', unit: 's', samples: rescans, reach: atMost(1), note }),
    ];
  },
};

function writeCard(card: string, count: number): void {
  recorders.forEach((recorder) => mkdirSync(join(card, recorder), { recursive: true }));
  for (let index = 0; index < count; index += 1) {
    const recorder = recorders[index % recorders.length] ?? '';
    writeSparseRecording(join(card, recorder, recordingName(Math.floor(index / recorders.length))), threeSeconds);
  }
}
