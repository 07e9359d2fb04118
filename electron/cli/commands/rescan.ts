import type { Command } from 'commander';
import type { Source } from '../../contract/sources.ts';
import { findSources } from '../lookup.ts';
import { createProgressLine, table, type Report } from '../output.ts';
import type { Session } from '../session.ts';
import type { RegisterCommand } from './command.ts';

export const registerRescan: RegisterCommand = (program, context) => {
  program
    .command('rescan')
    .description('look for what is new, changed or missing in sources')
    .argument('[source...]', 'their numbers, names or paths (default: all)')
    .action((names: string[], _options: object, command: Command) =>
      context.run(command, (session) => rescan(session, names)),
    );
};

async function rescan(session: Session, names: readonly string[]): Promise<Report> {
  const sources = await findSources(session, names);
  for (const { id: sourceId } of sources) {
    const { jobId } = await session.call('source/rescan', { sourceId });
    await session.finish(jobId, createProgressLine());
  }
  const wanted = new Set(sources.map(({ id }) => id));
  const after = (await session.call('source/list', {})).filter(({ id }) => wanted.has(id));
  return {
    value: after,
    lines: [
      ...table(['source', 'files', 'new', 'changed', 'missing', 'renamed', 'back', 'labelled'], after.map(cells)),
      ...after.flatMap(manifestLine),
    ],
  };
}

/** A manifest that is gone takes nothing with it, which a person should know. */
export function manifestLine({ name, lastScan }: Source): string[] {
  const fault = lastScan?.names?.manifestFault ?? null;
  return fault === null ? [] : [`! ${name}: ${fault} Labels that came from it stay as they were.`];
}

function cells({ name, recordingCount, lastScan }: Source): string[] {
  const { added = 0, changed = 0, missing = 0, renamed = 0, returned = 0, names } = lastScan ?? {};
  const counts = [added, changed, missing, renamed, returned, names?.changed ?? 0];
  return [name, String(recordingCount), ...counts.map(String)];
}
