import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { openSession } from '../../../electron/cli/session.ts';
import { finishedTable, scoreSources } from '../../support/bundled-run.ts';
import type { SoakGround } from '../soak-case.ts';
import { damageMixedCard, writeMixedCard } from './mixed-card.ts';
import { readWindows } from './verify.ts';

/** Recordings, a library that knows them, what then happens to some of them, and the undisturbed run. */
export async function prepareGround(folder: string, files: number, random: () => number): Promise<SoakGround> {
  const card = join(folder, 'card');
  writeMixedCard(card, files, random);
  const libraryFolder = join(folder, 'library');
  const session = await openSession({ libraryFolder });
  const { jobId } = await session.call('source/add', { path: card, role: 'unlabelled' });
  await session.finish(jobId);
  await session.close();
  damageMixedCard(card);
  const calmFolder = join(folder, 'calm');
  cpSync(libraryFolder, calmFolder, { recursive: true });
  const calm = await openSession({ libraryFolder: calmFolder, scorerCount: 2 });
  const started = performance.now();
  const undisturbed = await finishedTable(calm, await scoreSources(calm.call, await sourceIds(calm.call)));
  const undisturbedSeconds = (performance.now() - started) / 1000;
  return { card, libraryFolder, undisturbed, undisturbedSeconds, undisturbedWindows: readWindows(calmFolder) };
}

async function sourceIds(call: Parameters<typeof scoreSources>[0]): Promise<number[]> {
  return (await call('source/list', {})).map(({ id }) => id);
}
