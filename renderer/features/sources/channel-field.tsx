import { Checkbox, Select, Stack } from '@mantine/core';
import { useState } from 'react';
import type { Channel, ChannelPreview } from '../../../electron/contract/channels.ts';
import { useQuery } from '../../api/use-query.ts';
import { WarningNotice } from '../../components/notices.tsx';
import { channelName, lackingWords, scoresWords } from './channel-words.ts';

interface ChannelChoiceProps extends ChannelFieldProps {
  readonly change: ChannelChange;
}

/** Which sound is taken, and what another one would do. */
export function ChannelChoice({ change, ...field }: ChannelChoiceProps) {
  return (
    <>
      <ChannelField {...field} />
      <ChannelEffect change={change} />
    </>
  );
}

interface ChannelFieldProps {
  readonly channel: Channel;
  /** Of the recording that has most. */
  readonly mostChannels: number;
  readonly onChange: (channel: Channel) => void;
}

const mix = 'mix';
/** A file may state any number; a list is for choosing. */
const mostOffered = 64;

/** Which sound is taken; nothing where recordings have one channel and nothing else was said. */
function ChannelField({ channel, mostChannels, onChange }: ChannelFieldProps) {
  const offered = Math.max(Math.min(mostChannels, mostOffered), channel ?? 1);
  if (offered === 1 && channel === null) {
    return null;
  }
  const numbers = Array.from({ length: offered }, (_, index) => index + 1);
  return (
    <Select
      label="Channels"
      description="What is scored, heard and exported. The mix is the mean of all; one channel leaves out what only the others heard."
      allowDeselect={false}
      data={[
        { value: mix, label: 'Mix of all' },
        ...numbers.map((number) => ({ value: String(number), label: `Only ${channelName(number)}` })),
      ]}
      value={channel === null ? mix : String(channel)}
      onChange={(value) => {
        onChange(value === null || value === mix ? null : Number(value));
      }}
    />
  );
}

export interface ChannelChange {
  /** What the chosen channel would do; null where it is that of the source. */
  readonly preview: ChannelPreview | null;
  /** The person agreed that scores are dropped. */
  readonly rescore: boolean;
  /** Nothing may be saved before the person has agreed. */
  readonly isBlocked: boolean;
  readonly agree: (isAgreed: boolean) => void;
}

interface HeardSource {
  readonly sourceId: number;
  readonly channel: Channel;
}

/** Follows the choice of another channel for a source, null where it is none yet: what it means, and whether the person agreed to that. */
export function useChannelChange(source: HeardSource | null, channel: Channel): ChannelChange {
  const isOther = source !== null && channel !== source.channel;
  const preview = useQuery('source/preview-channel', isOther ? { sourceId: source.sourceId, channel } : null);
  const [agreedTo, setAgreedTo] = useState<Channel | undefined>(undefined);
  const isAgreed = agreedTo !== undefined && agreedTo === channel;
  const scored = preview.data?.scored ?? 0;
  return {
    preview: preview.data ?? null,
    rescore: isOther && isAgreed,
    isBlocked: isOther && !isAgreed && (preview.loading || scored > 0),
    agree: (agreed) => {
      setAgreedTo(agreed ? channel : undefined);
    },
  };
}

/** Says what another channel does before it is saved, and asks where scores would go. */
function ChannelEffect({ change }: { readonly change: ChannelChange }) {
  const { preview, rescore, agree } = change;
  if (preview === null || (preview.scored === 0 && preview.lacking === 0)) {
    return null;
  }
  return (
    <WarningNotice>
      <Stack gap={8}>
        {preview.scored > 0 && <span>{scoresWords(preview)}</span>}
        {preview.lacking > 0 && <span>{lackingWords(preview)}</span>}
        {preview.scored > 0 && (
          <Checkbox
            label="Drop these scores when I save"
            checked={rescore}
            onChange={(event) => {
              agree(event.currentTarget.checked);
            }}
          />
        )}
      </Stack>
    </WarningNotice>
  );
}
