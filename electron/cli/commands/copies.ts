import type { Command } from 'commander';
import type { CopiedContent } from '../../contract/copies.ts';
import { createProgressLine, table, type Report } from '../output.ts';
import type { Session } from '../session.ts';
import type { RegisterCommand } from './command.ts';

interface CopiesOptions {
  readonly find: boolean;
}

export const registerCopies: RegisterCommand = (program, context) => {
  program
    .command('copies')
    .description('list recordings that are the same bytes, within and across sources')
    .option('--no-find', 'do not read the contents that are not known yet')
    .action((options: CopiesOptions, command: Command) =>
      context.run(command, (session) => listCopies(session, options)),
    );
};

const page = 1000;

async function listCopies(session: Session, { find }: CopiesOptions): Promise<Report> {
  const { jobId } = find ? await session.call('copies/find', {}) : { jobId: null };
  if (jobId !== null) {
    // One that another session had begun may be paused or wait to be taken up.
    await session.call('job/resume', { jobId });
    await session.finish(jobId, createProgressLine());
  }
  const summary = await session.call('copies/summary', {});
  const contents: CopiedContent[] = [];
  while (contents.length < summary.contents) {
    const { rows } = await session.call('copies/list', { offset: contents.length, limit: page });
    if (rows.length === 0) {
      break;
    }
    contents.push(...rows);
  }
  const rows = contents.flatMap(({ sha256, places }) =>
    places.map((place) => [
      sha256.slice(0, 12),
      String(place.recordingId),
      place.sourceName,
      place.relativePath,
      place.missing ? 'missing' : '',
    ]),
  );
  return {
    value: { ...summary, copies: contents },
    lines: [
      `${summary.recordings} recordings share ${summary.contents} contents`,
      ...(summary.unknown === 0 ? [] : [`${summary.unknown} recordings whose content is not known yet`]),
      ...(rows.length === 0 ? [] : table(['content', 'id', 'source', 'file', ''], rows)),
    ],
  };
}
