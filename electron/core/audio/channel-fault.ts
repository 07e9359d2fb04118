import type { Fault } from '../../contract/outcome.ts';
import type { ChannelChoice } from './audio-reader.ts';

/** Why a recording of `channels` channels cannot be read by this choice; null where it can. Fault: channel-missing. */
export function channelFault(channel: ChannelChoice, channels: number): Fault | null {
  if (channel === 'mix' || (channel >= 1 && channel <= channels)) {
    return null;
  }
  const held = channels === 1 ? 'only one' : `only ${channels}`;
  return {
    code: 'channel-missing',
    message: `The source is set to channel ${channel}, but this recording has ${held}. Choose another channel, or the mix of all, in the settings of the source.`,
  };
}
