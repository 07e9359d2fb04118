import { Button, Group, Loader, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { Fault } from '../../../electron/contract/outcome.ts';
import type { FolderInspection } from '../../../electron/contract/sources.ts';
import { useAction } from '../../api/use-action.ts';
import { bytesText, countOf } from '../../components/format.ts';
import { FaultNotice, WarningNotice } from '../../components/notices.tsx';
import { PathText } from '../../components/small-parts.tsx';
import { useWorkspace } from '../../state/workspace.ts';
import { attributesOf, SourceAttributes, type AttributeFields } from './source-attributes.tsx';
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
  const { close, showSource } = useWorkspace.getState();
  const add = useAction('source/add', true);
  const [fields, setFields] = useState<AttributeFields>({
    role: inspection.suggestedRole,
    quality: inspection.suggestedQuality,
    site: '',
    recorder: inspection.suggestedRecorder ?? '',
    timeZone: '',
  });
  const submit = async (): Promise<void> => {
    const added = await add.run({ path: inspection.path, ...attributesOf(fields) });
    if (added !== null) {
      showSource(added.source.id);
      close();
    }
  };
  return (
    <Stack gap="md">
      <InspectionFacts inspection={inspection} />
      {inspection.alreadyAdded && (
        <WarningNotice>
          This folder is a source already. Use “Look for new files” in its menu to read it again.
        </WarningNotice>
      )}
      <SourceAttributes fields={fields} onChange={setFields} />
      {add.fault !== null && <FaultNotice fault={add.fault} />}
      <Group justify="space-between">
        <Button variant="subtle" color="gray" onClick={onAnother}>
          Another folder…
        </Button>
        <Button
          size="sm"
          loading={add.busy}
          disabled={inspection.alreadyAdded || inspection.audioFileCount === 0}
          onClick={() => void submit()}
        >
          {`Add ${countOf(inspection.audioFileCount, 'recording')}${inspection.truncated ? ' or more' : ''}`}
        </Button>
      </Group>
    </Stack>
  );
}

function InspectionFacts({ inspection }: { readonly inspection: FolderInspection }) {
  const atLeast = inspection.truncated ? 'at least ' : '';
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
