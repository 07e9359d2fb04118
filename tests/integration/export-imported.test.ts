import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openSession, type Session } from '../../electron/cli/session.ts';
import { recordingName, writeNoiseRecordings } from '../bench/support/recordings.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const label = 'RADR';
const tenSeconds = { seconds: 10, sampleRate: 16_000 };

async function exportBest(session: Session, folder: string, table: string): Promise<string> {
  const text = join(folder, 'table.csv');
  await writeFile(text, table);
  const { run } = await session.call('import/scores', { paths: [text], labels: [label] });
  const [subset] = await session.call('subset/create-family', {
    family: `hardNeg${run.id}`,
    settings: {
      ...{ runId: run.id, label, purpose: 'negative', sourceIds: run.sourceIds },
      denominator: { kind: 'scored' },
      policy: 'all-but-rejected',
      refill: false,
    },
    tiers: [
      {
        name: 'min_85',
        folder: `hardNeg${run.id}/hardneg_conf_min_85`,
        rule: { kind: 'threshold', threshold: 0.85, fourDecimals: true },
      },
    ],
  });
  const root = join(folder, `export${run.id}`);
  const { jobId } = await session.call('export/write', { subsetIds: [subset?.id ?? 0], root });
  await session.finish(jobId);
  return join(root, `hardNeg${run.id}`, 'hardneg_conf_min_85');
}

test('imported runs export clips around the time that the table states, and whole files where it states none', async () => {
  const folder = temporaryFolder();
  const card = join(folder, 'card');
  writeNoiseRecordings(card, 2, tenSeconds);
  const session = await openSession({ libraryFolder: join(folder, 'library'), scorerCount: 1 });
  try {
    const { jobId } = await session.call('source/add', { path: card, role: 'negative' });
    await session.finish(jobId);
    const timed = await exportBest(
      session,
      folder,
      `Start (s),End (s),Scientific name,Common name,Confidence,File\n6.0,9.0,RADR,Frog,0.8500,C:\\card\\${recordingName(1)}\n`,
    );
    const untimed = await exportBest(session, folder, `File,radr_max_confidence\n${recordingName(1)},0.85\n`);

    expect(await secondsIn(timed)).toEqual([3]);
    expect(await secondsIn(untimed)).toEqual([10]);
    const manifest = await readFile(join(timed, 'manifest.csv'), 'utf8');
    expect(manifest).toContain('imported: BirdNET-Analyzer 2.4 CSV');
  } finally {
    await session.close();
  }
});

async function secondsIn(folder: string): Promise<(number | null)[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.wav'));
  const sizes = await Promise.all(names.map(async (name) => (await readFile(join(folder, name))).length));
  // 16-bit mono; a header is far less than a tenth of a second.
  return sizes.map((bytes) => Math.round((bytes / 2 / tenSeconds.sampleRate) * 10) / 10);
}
