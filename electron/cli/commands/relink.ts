import type { Command } from 'commander';
import { resolve } from 'node:path';
import type { RelinkPreview } from '../../contract/relink.ts';
import { findSources, stop } from '../lookup.ts';
import { createProgressLine, type Report } from '../output.ts';
import type { Session } from '../session.ts';
import type { RegisterCommand } from './command.ts';

interface RelinkOptions {
  readonly dryRun?: boolean;
}

export const registerRelink: RegisterCommand = (program, context) => {
  program
    .command('relink')
    .description('tell a source where its folder is now; scores and findings go with its recordings')
    .argument('<source>', 'its number, name or old path')
    .argument('<folder>', 'where it is now')
    .option('--dry-run', 'only say what would be found there')
    .action((source: string, folder: string, options: RelinkOptions, command: Command) =>
      context.run(command, (session) => relink(session, source, { folder: resolve(folder), ...options })),
    );
};

async function relink(
  session: Session,
  name: string,
  { folder, dryRun = false }: RelinkOptions & { readonly folder: string },
): Promise<Report> {
  const source = (await findSources(session, [name]))[0] ?? stop('not-found', `There is no source “${name}”.`);
  const place = { sourceId: source.id, path: folder };
  if (dryRun) {
    const preview = await session.call('source/relink-preview', place);
    return { value: { preview }, lines: lines(preview) };
  }
  const { preview, jobId } = await session.call('source/relink', place);
  await session.finish(jobId, createProgressLine());
  const moved = (await findSources(session, [String(source.id)]))[0];
  return { value: { preview, source: moved }, lines: [...lines(preview), `${source.name} is now in ${preview.path}`] };
}

function lines(preview: RelinkPreview): string[] {
  const { matched, renamed, total, changed, unmatched, added } = preview;
  return [
    `${matched + renamed} of ${total} recordings found: ${matched} under the same name, ${renamed} by content`,
    ...preview.renamedExamples.map(({ from, to }) => `renamed: ${from} → ${to}`),
    ...preview.changedExamples.map((path) => `other content: ${path}`),
    ...preview.unmatchedExamples.map((path) => `not found: ${path}`),
    ...(changed + unmatched + added === 0
      ? []
      : [`${changed} with other content, ${unmatched} not found, ${added} new`]),
  ];
}
