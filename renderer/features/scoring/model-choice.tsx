import { Badge, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Model } from '../../../electron/contract/models.ts';
import { useAction, valueOrTell } from '../../api/use-action.ts';
import { useServices } from '../../api/services.tsx';
import { useQuery } from '../../api/use-query.ts';
import { bytesText, countOf } from '../../components/format.ts';
import { FaultNotice } from '../../components/notices.tsx';
import { useSettings } from '../../state/settings.ts';
import { FolderBrowser } from '../folders/folder-browser.tsx';
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
        <AddModel onAdded={onChoose} />
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

function AddModel({ onAdded }: { readonly onAdded: (modelId: number) => void }) {
  const { client } = useServices();
  const capabilities = useQuery('shell/capabilities', {}).data;
  const add = useAction('model/add', true);
  const [browsing, setBrowsing] = useState(false);
  const addFrom = async (path: string): Promise<void> => {
    const model = await add.run({ path });
    if (model !== null) {
      setBrowsing(false);
      onAdded(model.id);
    }
  };
  const start = async (): Promise<void> => {
    if (capabilities?.pickFolder !== true) {
      setBrowsing(true);
      return;
    }
    const path = valueOrTell(await client.call('shell/pick-model', {}));
    if (path !== null) {
      await addFrom(path);
    }
  };
  return (
    <>
      <Button variant="subtle" leftSection={<IconPlus size={14} />} loading={add.busy} onClick={() => void start()}>
        Add a model…
      </Button>
      {add.fault !== null && !browsing && <FaultNotice fault={add.fault} />}
      <Modal
        opened={browsing}
        onClose={() => {
          setBrowsing(false);
        }}
        title="Which ONNX file?"
        size="lg"
      >
        <Stack gap="sm">
          <Text size="sm" c="dimmed">
            A manifest of the same name beside it (<code>.json</code>) says how to feed it; known models need none.
          </Text>
          {add.fault !== null && <FaultNotice fault={add.fault} />}
          <FolderBrowser
            start={useSettings.getState().lastFolder}
            wanted="model"
            chooseLabel="Use this model"
            onChoose={(path) => void addFrom(path)}
          />
        </Stack>
      </Modal>
    </>
  );
}
