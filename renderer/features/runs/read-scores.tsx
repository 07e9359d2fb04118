import { Button, Group, Select, Slider, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { activationSchema, type Activation } from '../../../electron/contract/models.ts';
import type { Run } from '../../../electron/contract/runs.ts';
import { useAction } from '../../api/use-action.ts';
import { useQuery } from '../../api/use-query.ts';
import { FaultNotice } from '../../components/notices.tsx';
import { useWorkspace } from '../../state/workspace.ts';

const marks = [
  { value: 0.5, label: '0.5' },
  { value: 1, label: '1' },
  { value: 1.5, label: '1.5' },
];

/** How the stored raw scores are read as confidences. */
export function ReadScores({ run }: { readonly run: Run }) {
  const update = useAction('run/update', true);
  const model = useQuery('model/list', {}).data?.find(({ id }) => id === run.modelId);
  const [sensitivity, setSensitivity] = useState(run.settings.sensitivity);
  const [activation, setActivation] = useState<Activation | null>(run.settings.activation);
  const save = async (): Promise<void> => {
    if ((await update.run({ runId: run.id, sensitivity, activation })) !== null) {
      useWorkspace.getState().close();
    }
  };
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        Nothing is scored again: the raw scores are kept, and only read another way. Confidences change everywhere, and
        tiers above a confidence with them; the order of the recordings does not.
      </Text>
      <SensitivityField value={sensitivity} onChange={setSensitivity} />
      <Select
        label="Activation"
        description="What turns the model’s output into confidence"
        allowDeselect={false}
        data={activationOptions(model?.manifest.activation)}
        value={activation ?? 'manifest'}
        onChange={(value) => {
          setActivation(value === 'manifest' ? null : activationSchema.parse(value));
        }}
      />
      {update.fault !== null && <FaultNotice fault={update.fault} />}
      <Group justify="flex-end">
        <Button loading={update.busy} onClick={() => void save()}>
          Read the scores this way
        </Button>
      </Group>
    </Stack>
  );
}

interface SensitivityFieldProps {
  readonly value: number;
  readonly onChange: (value: number) => void;
}

function SensitivityField({ value, onChange }: SensitivityFieldProps) {
  return (
    <div>
      <Group justify="space-between">
        <Text size="sm" fw={500} id="sensitivity-label">
          Sensitivity
        </Text>
        <Text size="sm" className="numeric">
          {value.toFixed(2)}
        </Text>
      </Group>
      <Slider
        aria-labelledby="sensitivity-label"
        thumbLabel="Sensitivity"
        min={0.5}
        max={1.5}
        step={0.05}
        label={null}
        mt={6}
        mb={26}
        marks={marks}
        value={value}
        onChange={(changed) => {
          onChange(Number(changed.toFixed(2)));
        }}
      />
      <Text size="xs" c="dimmed">
        As in BirdNET: above 1, faint calls get more confidence, and so does noise. 1 changes nothing.
      </Text>
    </div>
  );
}

function activationOptions(own: Activation | undefined) {
  return [
    { value: 'manifest', label: own === undefined ? 'As its manifest says' : `As its manifest says: ${own}` },
    { value: 'none', label: 'None: the output is a confidence' },
    { value: 'sigmoid', label: 'Sigmoid: the output is a logit' },
    ...(own === 'softmax' ? [{ value: 'softmax', label: 'Softmax: labels exclude each other' }] : []),
  ];
}
