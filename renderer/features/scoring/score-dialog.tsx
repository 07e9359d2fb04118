import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { importedFamily, type Model } from '../../../electron/contract/models.ts';
import type { Source } from '../../../electron/contract/sources.ts';
import { useAction } from '../../api/use-action.ts';
import { useQuery } from '../../api/use-query.ts';
import { countOf } from '../../components/format.ts';
import { FaultNotice } from '../../components/notices.tsx';
import { SourceChecks } from '../../components/source-checks.tsx';
import { useWorkspace } from '../../state/workspace.ts';
import { LabelSelect } from './label-select.tsx';
import { ModelChoice } from './model-choice.tsx';

interface ScoreDialogProps {
  readonly sourceIds: readonly number[] | null;
  /** The model that is chosen at first; otherwise the one that comes with Earmark. */
  readonly modelId: number | undefined;
}

/** Which model, for which labels, on which sources. */
export function ScoreDialog({ sourceIds, modelId }: ScoreDialogProps) {
  const close = useWorkspace((state) => state.close);
  const models = useQuery('model/list', {});
  const sources = useQuery('source/list', {}).data;
  return (
    <Modal opened onClose={close} title="Score with a model" size="lg">
      {models.fault !== null && <FaultNotice fault={models.fault} />}
      {models.data !== undefined && sources !== undefined && (
        <ScoreForm
          models={models.data.filter(({ manifest }) => manifest.family !== importedFamily)}
          sources={sources}
          wanted={sourceIds ?? sources.map(({ id }) => id)}
          firstModelId={modelId ?? null}
        />
      )}
    </Modal>
  );
}

interface ScoreFormProps {
  readonly models: readonly Model[];
  readonly sources: readonly Source[];
  readonly wanted: readonly number[];
  readonly firstModelId: number | null;
}

function ScoreForm({ models, sources, wanted, firstModelId }: ScoreFormProps) {
  const { close, showRanking } = useWorkspace.getState();
  const create = useAction('run/create', true);
  const [chosenModelId, setModelId] = useState(firstModelId);
  const [chosenLabels, setLabels] = useState<readonly string[] | null>(null);
  const [sourceIds, setSourceIds] = useState<readonly number[]>(wanted);
  const sorted = bundledFirst(models);
  const model = sorted.find(({ id }) => id === chosenModelId) ?? sorted[0] ?? null;
  const labels = chosenLabels ?? suggestedLabels(model);
  const files = sources
    .filter(({ id }) => sourceIds.includes(id))
    .reduce((sum, source) => sum + source.recordingCount, 0);
  const start = async (): Promise<void> => {
    const created =
      model === null ? null : await create.run({ modelId: model.id, labels: [...labels], sourceIds: [...sourceIds] });
    const label = labels[0];
    if (created !== null && label !== undefined) {
      showRanking({ runId: created.run.id, label });
      close();
    }
  };
  return (
    <Stack gap="md">
      <ModelChoice
        models={sorted}
        modelId={model?.id ?? null}
        onChoose={(id) => {
          setModelId(id);
          setLabels(null);
        }}
      />
      {model !== null && <LabelSelect model={model} labels={labels} onChange={setLabels} />}
      <SourceChecks title="Sources to score" sources={sources} chosen={sourceIds} onChange={setSourceIds} />
      {create.fault !== null && <FaultNotice fault={create.fault} />}
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          It can be paused, and goes on where it stopped.
        </Text>
        <Button
          size="sm"
          loading={create.busy}
          disabled={model === null || labels.length === 0 || files === 0}
          onClick={() => void start()}
        >
          {`Score ${countOf(files, 'recording')}`}
        </Button>
      </Group>
    </Stack>
  );
}

/** The model that comes with Earmark first, then the newest. */
export function bundledFirst(models: readonly Model[]): Model[] {
  return [...models].sort((a, b) => Number(b.bundled) - Number(a.bundled) || b.id - a.id);
}

function suggestedLabels(model: Model | null): readonly string[] {
  const first = model?.manifest.suggestedTargets[0] ?? (model?.labels.length === 1 ? model.labels[0] : undefined);
  return first === undefined ? [] : [first];
}
