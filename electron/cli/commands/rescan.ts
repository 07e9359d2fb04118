import type { Command } from 'commander';
import { FaultError, type Fault } from '../../contract/outcome.ts';
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

/** One that is away does not keep the others from being read; it fails the command only where a person named it. */
async function rescan(session: Session, names: readonly string[]): Promise<Report> {
  const sources = await findSources(session, names);
  const faults = new Map<number, Fault>();
  for (const { id } of sources) {
    const fault = await rescanOne(session, id);
    if (fault !== null) {
      faults.set(id, fault);
    }
  }
  const wanted = new Set(sources.map(({ id }) => id));
  const after = (await session.call('source/list', {})).filter(({ id }) => wanted.has(id));
  const hasFailed = [...faults.values()].some(({ code }) => names.length > 0 || code !== 'source-offline');
  return {
    value: after.map((source) => ({ ...source, fault: faults.get(source.id) ?? null })),
    lines: [
      ...table(
        ['source', 'files', 'new', 'changed', 'missing', 'renamed', 'back', 'labelled', 'state'],
        after.map((source) => cells(source, faults.get(source.id))),
      ),
      ...after.flatMap((source) => faultLine(source, faults.get(source.id))),
      ...after.flatMap(manifestLine),
    ],
    ...(hasFailed ? { hasFailed } : {}),
  };
}

/** null: it was read. What a person stopped stops the others too. */
async function rescanOne(session: Session, sourceId: number): Promise<Fault | null> {
  const { jobId } = await session.call('source/rescan', { sourceId });
  try {
    await session.finish(jobId, createProgressLine());
    return null;
  } catch (error) {
    if (error instanceof FaultError && error.fault.code !== 'cancelled') {
      return error.fault;
    }
    throw error;
  }
}

function faultLine({ name }: Source, fault: Fault | undefined): string[] {
  return fault === undefined ? [] : [`! ${name}: ${fault.message}`];
}

/** A manifest that is gone takes nothing with it, which a person should know. */
export function manifestLine({ name, lastScan }: Source): string[] {
  const fault = lastScan?.names?.manifestFault ?? null;
  return fault === null ? [] : [`! ${name}: ${fault} Labels that came from it stay as they were.`];
}

/** Of one that was not read now, the counts of an earlier scan would say nothing. */
function cells({ name, recordingCount, lastScan }: Source, fault: Fault | undefined): string[] {
  const { added = 0, changed = 0, missing = 0, renamed = 0, returned = 0, names } = lastScan ?? {};
  const counts = [added, changed, missing, renamed, returned, names?.changed ?? 0];
  const told = counts.map((count) => (fault === undefined ? String(count) : '–'));
  const state = fault === undefined ? 'read' : fault.code === 'source-offline' ? 'offline' : 'failed';
  return [name, String(recordingCount), ...told, state];
}
