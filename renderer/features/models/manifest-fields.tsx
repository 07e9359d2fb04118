import { NumberInput, Select, Switch, TextInput } from '@mantine/core';
import {
  activationSchema,
  levelNormalisationSchema,
  type ModelDescription,
  type ModelManifest,
} from '../../../electron/contract/models.ts';
import { FieldProblems } from './field-problems.tsx';
import type { DraftField, DraftProblem } from './manifest-draft.ts';
import styles from './models.module.css';

export interface FieldsProps {
  readonly manifest: ModelManifest;
  readonly problems: readonly DraftProblem[];
  readonly onEdit: (edit: Partial<ModelManifest>) => void;
}

interface ManifestFieldsProps extends FieldsProps {
  readonly description: ModelDescription;
}

/** How the model is fed and read. */
export function ManifestFields({ description, ...fields }: ManifestFieldsProps) {
  return (
    <div className={styles['columns']}>
      <NameField {...fields} />
      <SampleFields {...fields} />
      <TensorFields description={description} {...fields} />
      <SoundFields {...fields} />
    </div>
  );
}

function NameField({ manifest, onEdit }: FieldsProps) {
  return (
    <div className={styles['wide']}>
      <TextInput
        label="Name"
        value={manifest.name}
        onChange={(event) => {
          onEdit({ name: event.currentTarget.value });
        }}
      />
    </div>
  );
}

type SampleField = 'sampleRate' | 'windowSamples' | 'hopSamples';

function SampleFields(fields: FieldsProps) {
  const { sampleRate, windowSamples, hopSamples } = fields.manifest;
  return (
    <>
      <SampleInput {...fields} field="sampleRate" label="Sample rate" description="Samples a second, in Hz" />
      <SampleInput
        {...fields}
        field="windowSamples"
        label="Window"
        description={`Samples; ${(windowSamples / sampleRate).toFixed(3)} s`}
      />
      <SampleInput
        {...fields}
        field="hopSamples"
        label="Hop"
        description={`Samples between windows; ${(hopSamples / sampleRate).toFixed(3)} s`}
      />
    </>
  );
}

interface SampleInputProps extends FieldsProps {
  readonly field: SampleField;
  readonly label: string;
  readonly description: string;
}

function SampleInput({ field, label, description, ...fields }: SampleInputProps) {
  return (
    <div>
      <NumberInput
        label={label}
        description={description}
        min={1}
        allowDecimal={false}
        thousandSeparator=","
        value={fields.manifest[field]}
        onChange={(value) => {
          if (typeof value === 'number' && value >= 1) {
            fields.onEdit({ [field]: value });
          }
        }}
      />
      <FieldProblems field={field} problems={fields.problems} onEdit={fields.onEdit} />
    </div>
  );
}

function TensorFields({ description, ...fields }: ManifestFieldsProps) {
  const { manifest, onEdit } = fields;
  return (
    <>
      <Select
        label="Input"
        description="Takes the sound"
        allowDeselect={false}
        data={description.inputs.map(({ name }) => name)}
        value={manifest.input.name}
        onChange={(name) => {
          onEdit({ input: { name: name ?? manifest.input.name } });
        }}
      />
      <div>
        <Select
          label="Score output"
          description="One number a label"
          allowDeselect={false}
          data={description.outputs.map(({ name }) => name)}
          value={manifest.outputs.scores}
          onChange={(name) => {
            onEdit({ outputs: { ...manifest.outputs, scores: name ?? manifest.outputs.scores } });
          }}
        />
        <FieldProblems field="scores" {...fields} />
      </div>
      <div>
        <Select
          label="Activation"
          description="What turns its output into confidence"
          allowDeselect={false}
          data={activationOptions}
          value={manifest.activation}
          onChange={(value) => {
            onEdit({ activation: activationSchema.parse(value) });
          }}
        />
        <FieldProblems field="activation" {...fields} />
      </div>
    </>
  );
}

const activationOptions = [
  { value: 'none', label: 'None: it is one already' },
  { value: 'sigmoid', label: 'Sigmoid: of logits' },
  { value: 'softmax', label: 'Softmax: labels exclude each other' },
];

const levelOptions = [
  { value: 'none', label: 'None' },
  { value: 'peak', label: 'Peak' },
  { value: 'rms', label: 'RMS' },
];

function SoundFields(fields: FieldsProps) {
  const { manifest, onEdit } = fields;
  return (
    <>
      <div>
        <Select
          label="Level normalisation"
          description="Of every window"
          allowDeselect={false}
          data={levelOptions}
          value={manifest.levelNormalisation}
          onChange={(value) => {
            onEdit({ levelNormalisation: levelNormalisationSchema.parse(value), levelTarget: undefined });
          }}
        />
        <FieldProblems field="level" {...fields} />
      </div>
      <BandFields {...fields} />
      <Switch
        className={styles['wide'] ?? ''}
        label="Remove the mean of every window first"
        checked={manifest.removeMean ?? false}
        onChange={(event) => {
          onEdit({ removeMean: event.currentTarget.checked ? true : undefined });
        }}
      />
    </>
  );
}

function BandFields({ manifest, problems, onEdit }: FieldsProps) {
  const { bandPass, sampleRate } = manifest;
  const change = (lowHz: number, highHz: number): void => {
    const isOpen = lowHz === 0 && highHz >= sampleRate / 2;
    onEdit({ bandPass: isOpen ? undefined : { lowHz, highHz } });
  };
  const low = bandPass?.lowHz ?? 0;
  const high = bandPass?.highHz ?? sampleRate / 2;
  const field: DraftField = 'bandPass';
  return (
    <>
      <div>
        <NumberInput
          label="Band-pass from"
          description="Hz; 0 lets everything below through"
          min={0}
          value={low}
          onChange={(value) => {
            change(typeof value === 'number' ? value : 0, high);
          }}
        />
        <FieldProblems field={field} problems={problems} onEdit={onEdit} />
      </div>
      <NumberInput
        label="Band-pass to"
        description={`Hz; ${sampleRate / 2} lets everything above through`}
        min={1}
        value={high}
        onChange={(value) => {
          change(low, typeof value === 'number' ? value : sampleRate / 2);
        }}
      />
    </>
  );
}
