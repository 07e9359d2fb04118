import { TextInput } from '@mantine/core';
import type { Activation, ModelDescription } from '../../../electron/contract/models.ts';
import { ChoiceField, NumberField, type FieldsProps } from './fields.tsx';
import styles from './models.module.css';

interface ManifestFieldsProps extends FieldsProps {
  readonly description: ModelDescription;
}

/** What every model needs said: its windows, its input and its scores. */
export function ManifestFields({ description, ...fields }: ManifestFieldsProps) {
  return (
    <div className={styles['columns']}>
      <NameField {...fields} />
      <SampleFields {...fields} />
      <TensorFields description={description} {...fields} />
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

type SampleName = 'sampleRate' | 'windowSamples' | 'hopSamples';

function SampleFields({ manifest, ...field }: FieldsProps) {
  const { sampleRate, windowSamples, hopSamples } = manifest;
  const number = (name: SampleName) => ({
    ...field,
    field: name,
    min: 1,
    isWhole: true,
    value: manifest[name],
    onChange: (value: number | undefined): void => {
      field.onEdit(value === undefined ? {} : { [name]: value });
    },
  });
  const seconds = (samples: number): string => `${(samples / sampleRate).toFixed(3)} s`;
  return (
    <>
      <NumberField {...number('sampleRate')} label="Sample rate" description="Samples a second, in Hz" />
      <NumberField {...number('windowSamples')} label="Window" description={`Samples; ${seconds(windowSamples)}`} />
      <NumberField
        {...number('hopSamples')}
        label="Hop"
        description={`Samples between windows; ${seconds(hopSamples)}`}
      />
    </>
  );
}

const activations: readonly (readonly [Activation, string])[] = [
  ['none', 'None: it is one already'],
  ['sigmoid', 'Sigmoid: of logits'],
  ['softmax', 'Softmax: labels exclude each other'],
];

function TensorFields({ description, manifest, ...field }: ManifestFieldsProps) {
  const { onEdit } = field;
  const { outputs } = manifest;
  return (
    <>
      <ChoiceField
        {...field}
        field="input"
        label="Input"
        description="Takes the sound"
        choices={description.inputs.map(({ name }) => [name, name] as const)}
        value={manifest.input.name}
        onChange={(name) => {
          onEdit({ input: { name } });
        }}
      />
      <ChoiceField
        {...field}
        field="outputs.scores"
        label="Score output"
        description="One number a label"
        choices={description.outputs.map(({ name }) => [name, name] as const)}
        value={outputs.scores}
        onChange={(scores) => {
          onEdit({ outputs: { ...outputs, scores } });
        }}
      />
      <ChoiceField
        {...field}
        field="activation"
        label="Activation"
        description="What turns its output into confidence"
        choices={activations}
        value={manifest.activation}
        onChange={(activation) => {
          onEdit({ activation });
        }}
      />
    </>
  );
}
