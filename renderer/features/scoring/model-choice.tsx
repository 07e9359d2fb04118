import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { Model } from '../../../electron/contract/models.ts';
import { bytesText, countOf } from '../../components/format.ts';
import { useWorkspace } from '../../state/workspace.ts';
import styles from './model-choice.module.css';

interface ModelChoiceProps {
  readonly models: readonly Model[];
  readonly modelId: number | null;
  readonly onChoose: (modelId: number) => void;
}

export function ModelChoice({ models, modelId, onChoose }: ModelChoiceProps) {
  return (
    <div>
      <Group justify="space-between" mb={4}>
        <Text size="sm" fw={500}>
          Model
        </Text>
        <Button
          variant="subtle"
          leftSection={<IconPlus size={14} />}
          onClick={() => {
            useWorkspace.getState().open({ kind: 'add-model', dropped: null });
          }}
        >
          Add a model…
        </Button>
      </Group>
      {models.length === 0 && (
        <Text size="sm" c="dimmed">
          No model yet. Add an ONNX file.
        </Text>
      )}
      <Stack gap={6} role="radiogroup" aria-label="Model" className={styles['list'] ?? ''}>
        {models.map((model) => (
          <ModelCard key={model.id} model={model} checked={model.id === modelId} onChoose={onChoose} />
        ))}
      </Stack>
    </div>
  );
}

interface ModelCardProps {
  readonly model: Model;
  readonly checked: boolean;
  readonly onChoose: (modelId: number) => void;
}

function ModelCard({ model, checked, onChoose }: ModelCardProps) {
  const { manifest } = model;
  return (
    <label className={styles['card']} data-checked={checked} title={`${model.path}\n${model.sha256}`}>
      <input
        type="radio"
        name="model"
        className="visually-hidden"
        checked={checked}
        onChange={() => {
          onChoose(model.id);
        }}
      />
      <Group justify="space-between" wrap="nowrap">
        <Text fw={600} size="md" truncate>
          {model.name}
        </Text>
        {model.bundled && (
          <Badge size="sm" variant="light">
            Comes with Earmark
          </Badge>
        )}
      </Group>
      {manifest.description !== '' && (
        <Text size="xs" c="dimmed" lineClamp={2}>
          {manifest.description}
        </Text>
      )}
      <Text size="xs" c="dimmed" className="numeric">
        {`${countOf(model.labels.length, 'label')} · windows of ${(manifest.windowSamples / manifest.sampleRate).toFixed(2)} s · ${manifest.sampleRate / 1000} kHz · ${bytesText(model.sizeBytes)}`}
      </Text>
    </label>
  );
}
