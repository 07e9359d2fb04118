import { Option, type Command } from 'commander';
import { qualitySchema, roleSchema } from '../../contract/identifiers.ts';
import type { Source } from '../../contract/sources.ts';
import { readChannel } from '../channel-text.ts';
import { createProgressLine, table, type Report } from '../output.ts';
import type { Session } from '../session.ts';
import type { RegisterCommand } from './command.ts';
import { manifestLine } from './rescan.ts';

interface AddOptions {
  readonly role: string;
  readonly quality?: string;
  readonly site?: string;
  readonly recorder?: string;
  readonly update?: boolean;
  readonly skipOverlap?: boolean;
  readonly timeZone?: string;
  readonly channel?: string;
  readonly rescore?: boolean;
}

export const registerAdd: RegisterCommand = (program, context) => {
  program
    .command('add <folder>')
    .description('take in a recorder’s folder; adding it again takes in what is new')
    .addOption(new Option('--role <role>', 'what the recordings are').choices(roleSchema.options).default('unlabelled'))
    .addOption(new Option('--quality <quality>', 'of the positives').choices(qualitySchema.options))
    .option('--site <site>')
    .option('--recorder <recorder>')
    .option('--update', 'where it is a source already, what is said here of it replaces what was said before')
    .option('--skip-overlap', 'leave out what lies in the folders of other sources')
    .option('--time-zone <zone>', 'of clocks that state none, for example America/Los_Angeles or UTC-7')
    .option(
      '--channel <channel>',
      'which is scored and heard: mix (the mean of all), or a number from 1 (default: mix)',
    )
    .option('--rescore', 'with --update: another channel may drop scores, which wait to be scored again')
    .action((folder: string, options: AddOptions, command: Command) =>
      context.run(command, (session) => addFolder(session, folder, options)),
    );
};

export async function addFolder(session: Session, folder: string, options: AddOptions): Promise<Report> {
  const attributes = {
    role: roleSchema.parse(options.role),
    quality: options.quality === undefined ? null : qualitySchema.parse(options.quality),
    site: options.site ?? null,
    recorder: options.recorder ?? null,
    timeZone: options.timeZone ?? null,
  };
  const overlap = options.skipOverlap === true ? 'skip' : 'refuse';
  const channel = options.channel === undefined ? {} : { channel: readChannel(options.channel) };
  const added = await session.call('source/add', { path: folder, ...attributes, ...channel, overlap });
  if (options.update === true) {
    const rescore = options.rescore ?? false;
    await session.call('source/update', { sourceId: added.source.id, ...attributes, ...channel, rescore });
  }
  await session.finish(added.jobId, createProgressLine());
  const sources = await session.call('source/list', {});
  const source = sources.find((each) => each.id === added.source.id) ?? added.source;
  const failed = await session.call('recording/page', {
    sourceId: source.id,
    failedOnly: true,
    offset: 0,
    limit: 1000,
  });
  const failures = failed.rows.map((row) => ({
    path: row.relativePath,
    code: row.fault?.code ?? '',
    reason: row.fault?.message ?? '',
  }));
  return {
    value: { source, failed: failures },
    lines: [
      `${source.name}: ${source.recordingCount} recordings, ${source.failedCount} cannot be read`,
      ...(added.source.lastScan === null ? [] : [changes(source)]),
      ...manifestLine(source),
      ...(failures.length === 0
        ? []
        : table(
            ['file', 'reason'],
            failures.map(({ path, reason }) => [path, reason]),
          )),
    ],
  };
}

function changes({ lastScan }: Source): string {
  const { added = 0, changed = 0, missing = 0, renamed = 0, returned = 0, names } = lastScan ?? {};
  const labelled = names === null || names === undefined ? '' : `, ${names.changed} labelled from names`;
  return `It was a source already: ${added} new, ${changed} changed, ${missing} missing, ${renamed} renamed, ${returned} back again${labelled}`;
}
