import { Button, Group, Modal, Stack } from '@mantine/core';
import { useState } from 'react';
import type { Source } from '../../../electron/contract/sources.ts';
import { useAction } from '../../api/use-action.ts';
import { useQuery } from '../../api/use-query.ts';
import { countOf } from '../../components/format.ts';
import { WarningNotice } from '../../components/notices.tsx';
import { useWorkspace } from '../../state/workspace.ts';
import { useChannelChange } from './channel-field.tsx';
import { NameRules } from './name-rules.tsx';
import { attributesOf, SourceAttributes, type AttributeFields } from './source-attributes.tsx';

export function EditSourceDialog({ sourceId }: { readonly sourceId: number }) {
  const close = useWorkspace((state) => state.close);
  const source = useQuery('source/list', {}).data?.find(({ id }) => id === sourceId);
  return (
    <Modal opened onClose={close} title={source?.name ?? 'Source'} size="lg">
      {source !== undefined && <EditForm source={source} />}
    </Modal>
  );
}

function EditForm({ source }: { readonly source: Source }) {
  const close = useWorkspace((state) => state.close);
  const update = useAction('source/update');
  const [fields, setFields] = useState<AttributeFields>({
    role: source.role,
    quality: source.quality,
    site: source.site ?? '',
    recorder: source.recorder ?? '',
    timeZone: source.timeZone ?? '',
    channel: source.channel,
  });
  const channelChange = useChannelChange({ sourceId: source.id, channel: source.channel }, fields.channel);
  const save = async (): Promise<void> => {
    const { rescore } = channelChange;
    if ((await update.run({ sourceId: source.id, ...attributesOf(fields), rescore })) !== null) {
      close();
    }
  };
  return (
    <Stack gap="md">
      <SourceAttributes {...{ fields, channelChange }} mostChannels={source.mostChannels} onChange={setFields} />
      {source.timeRemarkCount > 0 && (
        <WarningNotice>
          The time of {countOf(source.timeRemarkCount, 'recording')} is in doubt: header, comment and name disagree, or
          the clock cannot have been right. Each says so under Facts; where they differ by whole hours, set the time
          zone.
        </WarningNotice>
      )}
      <NameRules source={source} />
      <Group justify="flex-end">
        <Button loading={update.busy} disabled={channelChange.isBlocked} onClick={() => void save()}>
          Save
        </Button>
      </Group>
    </Stack>
  );
}
