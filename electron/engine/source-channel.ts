import type { SourceRow } from '../../db/queries/source-queries.ts';
import type { Channel, ChannelPreview } from '../contract/channels.ts';
import { fail, type Outcome } from '../contract/outcome.ts';
import { channelFault } from '../core/audio/channel-fault.ts';
import type { EngineContext } from './engine-context.ts';

/** What another channel would mean for a source; nothing is changed. */
export function previewChannel({ queries }: EngineContext, source: SourceRow, channel: Channel): ChannelPreview {
  const isOther = channel !== source.channel;
  return {
    sourceId: source.id,
    channel,
    scored: isOther ? queries.channels.scored(source.id) : 0,
    runs: isOther ? queries.channels.runs(source.id) : [],
    lacking: queries.channels.lacking(source.id, channel).reduce((sum, { recordings }) => sum + recordings, 0),
  };
}

/** Why a channel is not changed without a word: scores would be lost. null: none would. Fault: confirmation-needed. */
export function channelRefusal(context: EngineContext, source: SourceRow, channel: Channel): Outcome<never> | null {
  const { scored, runs } = previewChannel(context, source, channel);
  if (scored === 0) {
    return null;
  }
  const has = scored === 1 ? '1 recording has' : `${scored.toLocaleString('en-US')} recordings have`;
  return fail(
    'confirmation-needed',
    `${has} scores of another channel, in ${runs.join(', ')}. They would be dropped and the recordings scored again; findings stay. Confirm that, or leave the channel as it is.`,
  );
}

/**
 * Sets the channel, and judges by how many each recording has whether it can be read; no file is opened. Scores of
 * another sound go, as they do where a file changed; those of one-channel recordings and those from elsewhere stay. For
 * use inside a transaction.
 */
export function applyChannel({ queries }: EngineContext, sourceId: number, channel: Channel): void {
  const { channels } = queries;
  channels.set(sourceId, channel);
  channels.clearFaults(sourceId);
  for (const { channels: held } of channels.lacking(sourceId, channel)) {
    const fault = channelFault(channel ?? 'mix', held);
    if (fault !== null) {
      channels.markLacking({ sourceId, channels: held, faultCode: fault.code, faultMessage: fault.message });
    }
  }
  channels.requeue(sourceId);
}
