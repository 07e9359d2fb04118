import { Option, type Command } from 'commander';
import { qualitySchema, roleSchema } from '../../contract/identifiers.ts';
import type { Source } from '../../contract/sources.ts';
import { readTimeZone } from '../../core/intake/time-zone.ts';
import { namingRescore, readChannel } from '../channel-text.ts';
import { createProgressLine, table, type Report } from '../output.ts';
import type { Session } from '../session.ts';
import type { RegisterCommand } from './command.ts';
import { manifestLine } from './rescan.ts';
import { changeLine, changesBetween, stayLine, type FieldChange } from './source-words.ts';

interface AddOptions {
  readonly role?: string;
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
    .addOption(new Option('--role <role>', 'what the recordings are (default: unlabelled)').choices(roleSchema.options))
    .addOption(new Option('--quality <quality>', 'of the positives').choices(qualitySchema.options))
    .option('--site <site>')
    .option('--recorder <recorder>')
    .option(
      '--update',
      'where it is a source already, the options given here replace what was said before; the others stay',
    )
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

/** Of a source that is known, only what is said here is changed, and only with --update. */
export async function addFolder(session: Session, folder: string, options: AddOptions): Promise<Report> {
  const said = saidIn(options);
  const known = new Set((await session.call('source/list', {})).map(({ id }) => id));
  const overlap = options.skipOverlap === true ? 'skip' : 'refuse';
  const added = await session.call('source/add', { path: folder, role: 'unlabelled', ...said, overlap });
  const isKnown = known.has(added.source.id);
  const update = isKnown && options.update === true ? await updateKnown(session, added.source, options) : [];
  await session.finish(added.jobId, createProgressLine());
  const sources = await session.call('source/list', {});
  const source = sources.find((each) => each.id === added.source.id) ?? added.source;
  const remarks = isKnown ? changesBetween(said, source, said).map(stayLine) : [];
  const failed = await failuresOf(session, source);
  const page = { sourceId: source.id, warnedOnly: true, offset: 0, limit: 1 };
  const recovered = (await session.call('recording/page', page)).total;
  const warned = recovered === 0 ? '' : `, ${recovered} recovered with a warning (earmark ls --recordings)`;
  return {
    value: { source, changes: update, remarks, recovered, failed },
    lines: [
      `${source.name}: ${source.recordingCount} recordings, ${source.failedCount} cannot be read${warned}`,
      ...update.map((change) => changeLine(change, source)),
      ...remarks,
      ...(added.source.lastScan === null ? [] : [changes(source)]),
      ...manifestLine(source),
      ...(failed.length === 0
        ? []
        : table(
            ['file', 'reason'],
            failed.map(({ path, reason }) => [path, reason]),
          )),
    ],
  };
}

function saidIn({ role, quality, site, recorder, timeZone, channel }: AddOptions) {
  return {
    ...(role === undefined ? {} : { role: roleSchema.parse(role) }),
    ...(quality === undefined ? {} : { quality: qualitySchema.parse(quality) }),
    ...(site === undefined ? {} : { site: site || null }),
    ...(recorder === undefined ? {} : { recorder: recorder || null }),
    ...(timeZone === undefined ? {} : { timeZone: zoneIn(timeZone) }),
    ...(channel === undefined ? {} : { channel: readChannel(channel) }),
  };
}

/** As it is stored, so that the same zone in other words is no change; what is no zone is the operation's to refuse. */
function zoneIn(text: string): string | null {
  return text === '' ? null : (readTimeZone(text) ?? text);
}

async function updateKnown(session: Session, before: Source, options: AddOptions): Promise<FieldChange[]> {
  const said = saidIn(options);
  const rescore = options.rescore ?? false;
  const after = await namingRescore(session.call('source/update', { sourceId: before.id, ...said, rescore }));
  return changesBetween(said, before, after);
}

async function failuresOf(session: Session, { id: sourceId }: Source) {
  const page = { sourceId, failedOnly: true, offset: 0, limit: 1000 };
  return (await session.call('recording/page', page)).rows.map((row) => ({
    path: row.relativePath,
    code: row.fault?.code ?? '',
    reason: row.fault?.message ?? '',
  }));
}

function changes({ lastScan }: Source): string {
  const { added = 0, changed = 0, missing = 0, renamed = 0, returned = 0, names } = lastScan ?? {};
  const labelled = names === null || names === undefined ? '' : `, ${names.changed} labelled from names`;
  return `It was a source already: ${added} new, ${changed} changed, ${missing} missing, ${renamed} renamed, ${returned} back again${labelled}`;
}
