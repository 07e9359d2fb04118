import { Button, Group, Loader, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { Fault } from '../../../electron/contract/outcome.ts';
import type { FolderInspection } from '../../../electron/contract/sources.ts';
import { useAction } from '../../api/use-action.ts';
import { bytesText, countOf } from '../../components/format.ts';
import { FaultNotice } from '../../components/notices.tsx';
import { PathText } from '../../components/small-parts.tsx';
import { useWorkspace } from '../../state/workspace.ts';
import { useChannelChange } from './channel-field.tsx';
import { channelCounts } from './channel-words.ts';
import { attributesOf, SourceAttributes, type AttributeFields } from './source-attributes.tsx';
import { SourceRelations } from './source-relations.tsx';
import styles from './source-attributes.module.css';

interface AddSourceFormProps {
  readonly path: string;
  readonly inspection: FolderInspection | undefined;
  readonly fault: Fault | null;
  readonly onAnother: () => void;
}

export function AddSourceForm({ path, inspection, fault, onAnother }: AddSourceFormProps) {
  if (fault !== null) {
    return (
      <Stack>
        <FaultNotice fault={fault} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onAnother}>
            Another folder…
          </Button>
        </Group>
      </Stack>
    );
  }
  if (inspection === undefined) {
    return (
      <Group gap="sm">
        <Loader size="xs" />
        <Text size="sm" c="dimmed">
          Looking into <PathText path={path} />
        </Text>
      </Group>
    );
  }
  return <InspectedForm key={inspection.path} inspection={inspection} onAnother={onAnother} />;
}

interface InspectedFormProps {
  readonly inspection: FolderInspection;
  readonly onAnother: () => void;
}

function InspectedForm({ inspection, onAnother }: InspectedFormProps) {
  const { known, overlap } = inspection;
  const save = useSaveSource(inspection);
  const [fields, setFields] = useState<AttributeFields>(fieldsOf(inspection));
  const channelChange = useChannelChange(known, fields.channel);
  const isInside = known === null && overlap?.kind === 'inside';
  const isEmpty = known === null && inspection.audioFileCount === 0;
  return (
    <Stack gap="md">
      <InspectionFacts inspection={inspection} />
      <SourceRelations inspection={inspection} />
      {!isInside && (
        <SourceAttributes {...{ fields, channelChange }} mostChannels={mostChannels(inspection)} onChange={setFields} />
      )}
      {save.fault !== null && <FaultNotice fault={save.fault} />}
      <Group justify="space-between">
        <Button variant="subtle" color="gray" onClick={onAnother}>
          Another folder…
        </Button>
        <Button
          size="sm"
          loading={save.busy}
          disabled={isInside || isEmpty || channelChange.isBlocked}
          onClick={() => void save.run(fields, channelChange.rescore)}
        >
          {saveWords(inspection)}
        </Button>
      </Group>
    </Stack>
  );
}

function saveWords({ known, audioFileCount, truncated }: FolderInspection): string {
  return known === null
    ? `Add ${countOf(audioFileCount, 'recording')}${truncated ? ' or more' : ''}`
    : 'Save and scan again';
}

function mostChannels({ channels }: FolderInspection): number {
  return channels.at(-1)?.channels ?? 1;
}

function fieldsOf({ known, ...suggested }: FolderInspection): AttributeFields {
  return known === null
    ? {
        role: suggested.suggestedRole,
        quality: suggested.suggestedQuality,
        site: '',
        recorder: suggested.suggestedRecorder ?? '',
        timeZone: '',
        channel: null,
      }
    : {
        role: known.role,
        quality: known.quality,
        site: known.site ?? '',
        recorder: known.recorder ?? '',
        timeZone: known.timeZone ?? '',
        channel: known.channel,
      };
}

/** Adds the folder, or, where it is a source already, stores what is said of it now and reads it again. */
function useSaveSource({ path, known, overlap }: FolderInspection) {
  const { close, showSource } = useWorkspace.getState();
  const add = useAction('source/add', true);
  const update = useAction('source/update', true);
  const run = async (fields: AttributeFields, rescore: boolean): Promise<void> => {
    const attributes = attributesOf(fields);
    if (known !== null && (await update.run({ sourceId: known.sourceId, ...attributes, rescore })) === null) {
      return;
    }
    const added = await add.run({ path, ...attributes, overlap: overlap?.kind === 'contains' ? 'skip' : 'refuse' });
    if (added !== null) {
      showSource(added.source.id);
      close();
    }
  };
  return { run, busy: add.busy || update.busy, fault: add.fault ?? update.fault };
}

function InspectionFacts({ inspection }: { readonly inspection: FolderInspection }) {
  const atLeast = inspection.truncated ? 'at least ' : '';
  const channels = channelCounts(inspection.channels);
  return (
    <div className={styles['facts']}>
      <Text fw={600} size="md">
        {inspection.name}
      </Text>
      <PathText path={inspection.path} />
      <Text size="sm" mt={6} className="numeric">
        {inspection.audioFileCount === 0
          ? 'No audio files in it or below it.'
          : `${atLeast}${countOf(inspection.audioFileCount, 'audio file')}, ${bytesText(inspection.totalBytes)}`}
        {channels !== null && `, ${channels}`}
        {inspection.otherFileCount > 0 && (
          <span className="dim"> · {countOf(inspection.otherFileCount, 'other file')} left alone</span>
        )}
      </Text>
      {inspection.exampleNames.length > 0 && (
        <div className={styles['names']}>{inspection.exampleNames.slice(0, 3).join('   ')}</div>
      )}
    </div>
  );
}
