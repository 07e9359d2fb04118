import type { Command } from 'commander';
import type { Channel, ChannelPreview } from '../../contract/channels.ts';
import type { Source } from '../../contract/sources.ts';
import { channelWords, namingRescore, readChannel } from '../channel-text.ts';
import { findSources, stop } from '../lookup.ts';
import type { Report } from '../output.ts';
import type { Session } from '../session.ts';
import type { RegisterCommand } from './command.ts';

interface ChannelOptions {
  readonly dryRun?: boolean;
  readonly rescore?: boolean;
}

export const registerChannel: RegisterCommand = (program, context) => {
  program
    .command('channel')
    .description('choose which channel of a source’s recordings is scored, heard and exported')
    .argument('<source>', 'its number, name or path')
    .argument('<channel>', 'mix (the mean of all), or one counted from 1: 1 is left, 2 is right')
    .option('--dry-run', 'only say what would happen to scores and recordings')
    .option('--rescore', 'drop scores of the other sound; they wait to be scored again')
    .action((source: string, channel: string, options: ChannelOptions, command: Command) =>
      context.run(command, (session) => setChannel(session, { source, channel: readChannel(channel), ...options })),
    );
};

interface Wish extends ChannelOptions {
  readonly source: string;
  readonly channel: Channel;
}

async function setChannel(session: Session, { source: name, channel, dryRun, rescore }: Wish): Promise<Report> {
  const before = (await findSources(session, [name]))[0] ?? stop('not-found', `There is no source “${name}”.`);
  const preview = await session.call('source/preview-channel', { sourceId: before.id, channel });
  if (dryRun === true) {
    return { value: { preview }, lines: lines(preview, before, 'would') };
  }
  if (channel !== null && before.recordingCount > 0 && channel > before.mostChannels) {
    stop('channel-missing', noneHas(channel, before));
  }
  const changes = { sourceId: before.id, channel, rescore: rescore ?? false };
  const source = await namingRescore(session.call('source/update', changes));
  return { value: { preview, source }, lines: lines(preview, source, 'will') };
}

function noneHas(channel: number, { name, mostChannels }: Source): string {
  const most = mostChannels === 1 ? 'one channel each' : `${mostChannels} channels at most`;
  return `No recording of ${name} has a channel ${channel}: they have ${most}, and none could be read. The channel stays as it is.`;
}

function lines({ channel, scored, runs, lacking }: ChannelPreview, { name }: Source, mode: 'would' | 'will'): string[] {
  const again = mode === 'would' ? 'would have' : scored === 1 ? 'has' : 'have';
  const lacks = lacking === 1 ? 'has' : 'have';
  return [
    `${name}: ${channelWords(channel)}`,
    ...(scored === 0 ? [] : [`${recordings(scored)} ${again} to be scored again, in ${runs.join(', ')}`]),
    ...(lacking === 0 ? [] : [`${recordings(lacking)} ${lacks} no such channel and ${mode} not be read`]),
  ];
}

function recordings(count: number): string {
  return count === 1 ? '1 recording' : `${count} recordings`;
}
