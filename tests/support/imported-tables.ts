import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { importTables, type ImportOptions } from '../../electron/cli/commands/import.ts';
import { openSession, type Session } from '../../electron/cli/session.ts';
import type { OperationOutput } from '../../electron/contract/operations.ts';
import { FaultError } from '../../electron/contract/outcome.ts';
import { fillSources } from './known-recordings.ts';
import { temporaryFolder } from './temporary-folder.ts';

const plain: ImportOptions = { label: ['RADR'], source: [], model: [], unlisted: 'zero', listed: '20' };
export const birdnet = 'Start (s),End (s),Scientific name,Common name,Confidence,File';
export const recordings = ['A/x.wav', 'B/x.wav', 'B/y.wav', 'z.wav'].map((path) => ({ path, raw: null }));

export interface Rig {
  readonly session: Session;
  readonly tables: string;
  readonly libraryFolder: string;
}

export async function withTables(
  files: Readonly<Record<string, string>>,
  work: (rig: Rig) => Promise<void>,
): Promise<void> {
  const folder = temporaryFolder();
  const tables = join(folder, 'tables');
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(tables, name)), { recursive: true });
    await writeFile(join(tables, name), text);
  }
  const libraryFolder = join(folder, 'library');
  fillSources(libraryFolder, 'other', [{ name: 'card1', role: 'negative', recordings }]);
  const session = await openSession({ libraryFolder, scorerCount: 1 });
  try {
    await work({ session, tables, libraryFolder });
  } finally {
    await session.close();
  }
}

export async function importAll({ session, tables }: Rig, options: Partial<ImportOptions> = {}) {
  const report = await importTables(session, 'scores', { paths: [tables], options: { ...plain, ...options } });
  return report.value as OperationOutput<'import/scores'>;
}

export async function ranked({ session }: Rig, runId: number, label = 'RADR') {
  const { rows } = await session.call('ranking/page', { runId, label, offset: 0, limit: 100 });
  return rows.map(({ relativePath, confidence, bestFromSeconds }) => [relativePath, confidence, bestFromSeconds]);
}

export async function refusal(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'it was not refused',
    (error: unknown) => (error instanceof FaultError ? error.fault.message : String(error)),
  );
}

/** What two analyses of BirdNET leave, with a row that fits nothing and one that is damaged. */
export const combined = {
  'BirdNET_CombinedTable.csv': `${birdnet}\n0.0,3.0,RADR,Frog,0.5000,D:\\rec\\card1\\A\\x.wav\n3.0,6.0,RADR,Frog,0.9312,D:\\rec\\card1\\B\\x.wav\n0.0,3.0,RADR,Frog,0.7000,D:\\rec\\card1\\C\\x.wav\n0.0,3.0,RADR,Frog,oops,z.wav\n`,
  'BirdNET_analysis_params.csv': 'File splitting duration,Segment length\n600,3.0\n',
  'B/y.BirdNET.results.csv': `${birdnet}\n`,
};
