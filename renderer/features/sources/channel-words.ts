import type { Channel, ChannelCount, ChannelPreview } from '../../../electron/contract/channels.ts';
import { countOf } from '../../components/format.ts';

/** "left (1)" and "right (2)" of a pair, which is what people call them; numbers from 1 of the others. */
export function channelName(channel: number): string {
  return channel === 1 ? 'left (1)' : channel === 2 ? 'right (2)' : String(channel);
}

/** Which sound of a recording is scored and heard; null where there is nothing to choose. */
export function channelUse(channel: Channel, channels: number): string | null {
  if (channels === 1 && (channel ?? 1) === 1) {
    return null;
  }
  if (channel === null) {
    return `mix of all ${channels}`;
  }
  return channel > channels
    ? `${channelName(channel)}, which it does not have`
    : `${channelName(channel)} of ${channels}`;
}

/** "2 channels", "1 to 4 channels"; null where every file that was looked at has one. */
export function channelCounts(counts: readonly ChannelCount[]): string | null {
  const fewest = counts.at(0)?.channels ?? 1;
  const most = counts.at(-1)?.channels ?? 1;
  if (most === 1) {
    return null;
  }
  return fewest === most ? countOf(most, 'channel') : `${fewest} to ${most} channels`;
}

/** What becomes of the scores that are there. */
export function scoresWords({ scored, runs }: ChannelPreview): string {
  const has = scored === 1 ? '1 recording has scores' : `${countOf(scored, 'recording')} have scores`;
  return `${has} of another channel, in ${runs.join(', ')}. They are dropped, and the recordings wait to be scored again. What was heard of them stays.`;
}

/** What becomes of the recordings that have no such channel. */
export function lackingWords({ lacking, channel }: ChannelPreview): string {
  const what = lacking === 1 ? '1 recording has' : `${countOf(lacking, 'recording')} have`;
  const listed = lacking === 1 ? 'It is listed with that reason and' : 'They are listed with that reason and';
  return `${what} no channel ${channel ?? ''}. ${listed} can be read again when the channel is changed back.`;
}
