import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { scoreSources, type StartedRun } from '../../support/bundled-run.ts';
import type { SoakContext } from '../soak-case.ts';
import { startReviewer, type Reviewer, type ReviewerReport } from './reviewer.ts';
import { openSoakApp, type SoakApp } from './soak-app.ts';

export interface Scene {
  readonly app: SoakApp;
  readonly libraryFolder: string;
  readonly run: StartedRun;
  readonly reviewer: Reviewer;
}

/** The app on a copy of the prepared library, a run that has just begun, and a person who decides meanwhile. */
export async function setTheScene(
  context: SoakContext,
  { libraryFolder = join(context.folder, 'library'), env = process.env } = {},
): Promise<Scene> {
  cpSync(context.libraryFolder, libraryFolder, { recursive: true });
  const app = openSoakApp(libraryFolder, env);
  try {
    const sources = await app.ask('source/list', {});
    const run = await scoreSources(
      app.ask,
      sources.map(({ id }) => id),
    );
    const { rows } = await app.ask('recording/page', { offset: 0, limit: 1000 });
    const reviewer = startReviewer(
      app.call,
      run.label,
      rows.map(({ id }) => id),
    );
    return { app, libraryFolder, run, reviewer };
  } catch (error) {
    await app.close();
    throw error;
  }
}

/** "212 findings acknowledged and kept, 9 cut off, 3 refused (disk-full)". */
export function findingsLine({ acknowledged, cutOff, refused }: ReviewerReport): string {
  const refusals = Object.entries(refused).map(([code, count]) => `, ${count} refused (${code})`);
  return `${acknowledged} findings acknowledged and kept, ${cutOff} cut off by a kill${refusals.join('')}`;
}
