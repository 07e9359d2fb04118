import { Button, Group, Select, TagsInput, Text } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { ModelTrial } from '../../../electron/contract/model-inspection.ts';
import type { ModelManifest } from '../../../electron/contract/models.ts';
import { useAction } from '../../api/use-action.ts';
import { useQuery } from '../../api/use-query.ts';
import { FaultNotice } from '../../components/notices.tsx';
import { useWorkspace } from '../../state/workspace.ts';
import { usedLabels, type LabelChoice } from './label-choice.ts';
import styles from './models.module.css';
import { TrialResult } from './trial-result.tsx';

interface ModelTryProps {
  readonly path: string;
  readonly labels: LabelChoice;
  readonly manifest: ModelManifest;
  /** Labels to offer. */
  readonly knownLabels: readonly string[];
  readonly trial: ModelTrial | null;
  readonly onTrial: (trial: ModelTrial | null) => void;
}

const MOST_RECORDINGS = 1000;
const MOST_LABELS = 3;
const MOST_OFFERED = 60;

/** Scores one recording by the form as it stands; nothing is stored. */
export function ModelTry({ path, labels: choice, manifest, knownLabels, trial, onTrial }: ModelTryProps) {
  const selected = useWorkspace((state) => state.selection?.row.recordingId ?? null);
  const recordings = useQuery('recording/page', { offset: 0, limit: MOST_RECORDINGS }).data?.rows ?? [];
  const readable = recordings.filter(({ fault }) => fault === null);
  const [chosen, setChosen] = useState(selected);
  const [labels, setLabels] = useState<string[]>([]);
  const action = useAction('model/try', true);
  const section = useShownWith(trial);
  const recording = readable.find(({ id }) => id === chosen) ?? readable[0];
  if (recording === undefined) {
    return (
      <Text size="sm" c="dimmed">
        Add recordings to try it on one of them; the model can be added without.
      </Text>
    );
  }
  const start = async (): Promise<void> => {
    onTrial(await action.run({ path, manifest, recordingId: recording.id, labels, ...usedLabels(choice) }));
  };
  return (
    <section ref={section} className={styles['trial']} aria-label="Try it">
      <Group gap={10} wrap="nowrap" align="flex-end">
        <Select
          flex={2}
          label="Try it on"
          searchable
          allowDeselect={false}
          limit={60}
          data={readable.map(({ id, fileName }) => ({ value: String(id), label: fileName }))}
          value={String(recording.id)}
          onChange={(value) => {
            setChosen(Number(value));
            onTrial(null);
          }}
        />
        <TagsInput
          flex={1}
          label="Labels"
          placeholder={labels.length === 0 ? 'The highest one' : ''}
          maxTags={MOST_LABELS}
          limit={MOST_OFFERED}
          data={[...knownLabels]}
          value={labels}
          onChange={setLabels}
        />
        <Button leftSection={<IconPlayerPlay size={14} />} loading={action.busy} onClick={() => void start()}>
          Try it
        </Button>
      </Group>
      {action.fault !== null && <FaultNotice fault={action.fault} />}
      {trial !== null && <TrialResult key={trial.recordingId} trial={trial} recording={recording} />}
    </section>
  );
}

/** Brings a section into view when there is something new to see in it. */
function useShownWith(news: object | null) {
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (news !== null) {
      section.current?.scrollIntoView({ block: 'nearest' });
    }
  }, [news]);
  return section;
}
