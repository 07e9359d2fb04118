import { openSession, type Session } from '../../electron/cli/session.ts';
import type { EarmarkCall } from './earmark-call.ts';
import { readFinalTable, type FinalRow } from './final-table.ts';

/** A run that is being scored. */
export interface StartedRun {
  readonly runId: number;
  readonly jobId: number;
  readonly label: string;
}

/** Starts scoring sources with the bundled model. */
export async function scoreSources(call: EarmarkCall, sourceIds: number[]): Promise<StartedRun> {
  const model = (await call('model/list', {})).find((each) => each.bundled);
  const label = model?.labels[0];
  if (model === undefined || label === undefined) {
    throw new Error('The bundled model is not in the library');
  }
  const { run, jobId } = await call('run/create', { modelId: model.id, labels: [label], sourceIds });
  return { runId: run.id, jobId, label };
}

/** Takes in a folder and starts scoring it with the bundled model; `finish` waits for the job that reads it in. */
export async function scoreFolder(
  call: EarmarkCall,
  finish: (jobId: number) => Promise<unknown>,
  path: string,
): Promise<StartedRun> {
  const { source, jobId } = await call('source/add', { path, role: 'unlabelled' });
  await finish(jobId);
  return scoreSources(call, [source.id]);
}

/** What scoring a folder comes to when nothing disturbs it. */
export async function undisturbedTable(libraryFolder: string, path: string): Promise<FinalRow[]> {
  const session = await openSession({ libraryFolder, scorerCount: 2 });
  const { runId, jobId, label } = await scoreFolder(session.call, session.finish, path);
  return finishedTable(session, { runId, jobId, label });
}

/** Waits for the run, reads its table and closes the library. */
export async function finishedTable(session: Session, { runId, jobId, label }: StartedRun): Promise<FinalRow[]> {
  try {
    await session.finish(jobId);
    return await readFinalTable(session.call, runId, label);
  } finally {
    await session.close();
  }
}
