import type { ModelInspection } from '../../../electron/contract/model-inspection.ts';
import type { ModelManifest, TensorDescription } from '../../../electron/contract/models.ts';
import { FormSection } from '../../components/form-section.tsx';
import { nameOf } from '../folders/folder-of.ts';
import { FieldProblems } from './field-problems.tsx';
import { ChoiceField, type FieldsProps } from './fields.tsx';
import { FileField } from './file-field.tsx';
import { isAnyWrong } from './manifest-draft.ts';
import { outputText } from './manifest-words.ts';
import styles from './models.module.css';

interface OutputFieldsProps extends FieldsProps {
  readonly inspection: ModelInspection;
  /** '' where the manifest's own is used, or none. */
  readonly headPath: string;
  readonly onHeadPath: (path: string) => void;
}

const frameChoices = [
  ['none', 'There are none'],
  ['max', 'The highest frame'],
  ['mean', 'The mean of the frames'],
] as const;

/** For models that score every frame of a window, and for embeddings with a head of their own file. */
export function OutputFields({ inspection, headPath, onHeadPath, ...fields }: OutputFieldsProps) {
  const { manifest, problems, onEdit } = fields;
  const { frames, head } = manifest;
  const isWrong = isAnyWrong(problems, ['frames', 'head', 'outputs.embeddings']);
  return (
    <FormSection
      title="Frames and head"
      summary={outputText(manifest, nameOf(head?.path ?? ''))}
      isOpen={frames !== undefined || head !== undefined || headPath !== '' || isWrong}
    >
      <div className={styles['columns']}>
        <ChoiceField
          problems={problems}
          onEdit={onEdit}
          field="frames"
          label="Frames of a window"
          description="Where every frame has scores, what counts"
          choices={frameChoices}
          value={frames ?? 'none'}
          onChange={(chosen) => {
            onEdit({ frames: chosen === 'none' ? undefined : chosen });
          }}
        />
        <EmbeddingsField {...fields} outputs={inspection.description.outputs} />
        <div className={styles['wide']}>
          <FileField
            key={headPath}
            kind="model"
            label="Separate head"
            description="A second ONNX file that turns this model’s embeddings into scores; empty where there is none"
            placeholder={head === undefined ? 'None' : head.path}
            value={headPath}
            beside={inspection.path}
            onUse={onHeadPath}
          />
          <FieldProblems field="head" {...fields} />
        </div>
        {head !== undefined && <HeadFields {...fields} head={head} description={inspection.headDescription} />}
      </div>
    </FormSection>
  );
}

interface EmbeddingsFieldProps extends FieldsProps {
  readonly outputs: readonly TensorDescription[];
}

function EmbeddingsField({ manifest, problems, onEdit, outputs }: EmbeddingsFieldProps) {
  const { embeddings, scores } = manifest.outputs;
  return (
    <ChoiceField
      problems={problems}
      onEdit={onEdit}
      field="outputs.embeddings"
      label="Embeddings"
      description="The output that feeds a head"
      choices={[['', 'None'] as const, ...outputs.map(({ name }) => [name, name] as const)]}
      value={embeddings ?? ''}
      onChange={(name) => {
        onEdit({ outputs: name === '' ? { scores } : { scores, embeddings: name } });
      }}
    />
  );
}

interface HeadFieldsProps extends FieldsProps {
  readonly head: NonNullable<ModelManifest['head']>;
  /** Null where the head cannot be read. */
  readonly description: ModelInspection['headDescription'];
}

function HeadFields({ head, description, problems, onEdit }: HeadFieldsProps) {
  const names = (tensors: readonly TensorDescription[] | undefined, own: string) =>
    [...new Set([...(tensors ?? []).map(({ name }) => name), own])].map((name) => [name, name] as const);
  return (
    <>
      <ChoiceField
        problems={problems}
        onEdit={onEdit}
        field="head.input"
        label="Input of the head"
        description="Takes the embeddings"
        choices={names(description?.inputs, head.input)}
        value={head.input}
        onChange={(input) => {
          onEdit({ head: { ...head, input } });
        }}
      />
      <ChoiceField
        problems={problems}
        onEdit={onEdit}
        field="head.output"
        label="Output of the head"
        description="One number a label"
        choices={names(description?.outputs, head.output)}
        value={head.output}
        onChange={(output) => {
          onEdit({ head: { ...head, output } });
        }}
      />
    </>
  );
}
