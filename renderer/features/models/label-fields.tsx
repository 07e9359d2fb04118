import { Button, Group, TagsInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ModelInspection } from '../../../electron/contract/model-inspection.ts';
import { countOf, countText } from '../../components/format.ts';
import { FieldProblems } from './field-problems.tsx';
import type { FieldsProps } from './manifest-fields.tsx';
import type { ModelPaths } from './model-form.tsx';
import styles from './models.module.css';

interface LabelFieldsProps extends FieldsProps {
  readonly inspection: ModelInspection;
  readonly paths: ModelPaths;
  readonly onLabelsPath: (path: string) => void;
  readonly onHeadPath: (path: string) => void;
}

/** What the numbers of the output mean, and which of them are offered first. */
export function LabelFields({ inspection, paths, onLabelsPath, onHeadPath, ...fields }: LabelFieldsProps) {
  const { manifest, onEdit } = fields;
  const { labels } = inspection;
  return (
    <div className={styles['columns']}>
      <div className={styles['wide']}>
        <FilePath
          key={paths.labelsPath}
          label="Label file"
          description="Text, one label a line in the order of the output, or CSV; the one beside the model where empty"
          placeholder={placeholderOf(labels)}
          value={paths.labelsPath}
          onUse={onLabelsPath}
        />
        {labels !== null && manifest.labels === undefined && <LabelPreview labels={labels} />}
        <FieldProblems field="labels" {...fields} />
      </div>
      {(labels === null || manifest.labels !== undefined) && <TypedLabels {...fields} />}
      <div className={styles['wide']}>
        <TagsInput
          label="Suggested targets"
          description="Labels that are offered first when you score"
          data={manifest.labels ?? labels?.sample ?? []}
          value={manifest.suggestedTargets}
          onChange={(suggestedTargets) => {
            onEdit({ suggestedTargets });
          }}
        />
      </div>
      {(manifest.outputs.embeddings !== undefined || paths.headPath !== '') && (
        <div className={styles['wide']}>
          <FilePath
            key={paths.headPath}
            label="Separate head"
            description="A second ONNX file that turns this model’s embeddings into scores; empty where there is none"
            placeholder="Path of the head"
            value={paths.headPath}
            onUse={onHeadPath}
          />
        </div>
      )}
    </div>
  );
}

function placeholderOf(labels: ModelInspection['labels']): string {
  return labels === null ? 'Path of the label file' : (labels.path ?? 'The manifest names them itself');
}

/** For a small model without a label file. */
function TypedLabels({ manifest, onEdit }: FieldsProps) {
  return (
    <div className={styles['wide']}>
      <TagsInput
        label="Labels"
        description="Without a file: type them in the order of the output, Enter after each"
        value={manifest.labels ?? []}
        onChange={(typed) => {
          onEdit({ labels: typed.length === 0 ? undefined : typed });
        }}
      />
    </div>
  );
}

function LabelPreview({ labels }: { readonly labels: NonNullable<ModelInspection['labels']> }) {
  const rest = labels.count - labels.sample.length;
  return (
    <p className={styles['preview']}>
      <b>{countOf(labels.count, 'label')}</b>: {labels.sample.join(', ')}
      {rest > 0 && `, and ${countText(rest)} more`}
    </p>
  );
}

interface FilePathProps {
  readonly label: string;
  readonly description: string;
  readonly placeholder: string;
  readonly value: string;
  readonly onUse: (path: string) => void;
}

/** A path that counts once it is confirmed: every look reads the file. */
function FilePath({ value, onUse, label, ...texts }: FilePathProps) {
  const [typed, setTyped] = useState(value);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        event.stopPropagation();
        onUse(typed.trim());
      }}
    >
      <Group gap={6} wrap="nowrap" align="flex-end">
        <TextInput
          {...texts}
          label={label}
          flex={1}
          value={typed}
          spellCheck={false}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
          }}
        />
        <Button type="submit" variant="default" disabled={typed.trim() === value}>
          Read it
        </Button>
      </Group>
    </form>
  );
}
