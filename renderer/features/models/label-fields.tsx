import { TagsInput } from '@mantine/core';
import type { ModelInspection } from '../../../electron/contract/model-inspection.ts';
import { countOf, countText } from '../../components/format.ts';
import { FieldProblems } from './field-problems.tsx';
import type { FieldsProps } from './fields.tsx';
import { FileField } from './file-field.tsx';
import { labelChoiceOfPath, type LabelChoice } from './label-choice.ts';
import styles from './models.module.css';

interface LabelFieldsProps extends FieldsProps {
  readonly inspection: ModelInspection;
  readonly choice: LabelChoice;
  readonly onChoose: (choice: LabelChoice) => void;
}

/** More are not typed by hand, and as tags they would be a wall. */
const mostTyped = 60;
const mostOffered = 60;

/** What the numbers of the output mean, and which of them are offered first. */
export function LabelFields({ inspection, choice, onChoose, ...fields }: LabelFieldsProps) {
  const { manifest, onEdit } = fields;
  const { labels } = inspection;
  const path = choice.kind === 'file' ? choice.path : '';
  const isTyped = choice.kind === 'found' && areTyped(manifest.labels ?? [], labels);
  return (
    <div className={styles['columns']}>
      <div className={styles['wide']}>
        <FileField
          key={path}
          kind="labels"
          label="Label file"
          description="Text, one label a line in the order of the output, or CSV; choose it or drop it on the window"
          placeholder={placeholderOf(labels)}
          value={path}
          beside={inspection.path}
          dropped={choice.kind === 'text' ? choice.name : null}
          onUse={(chosen) => {
            onChoose(labelChoiceOfPath(chosen));
          }}
        />
        {labels !== null && !isTyped && <LabelPreview labels={labels} />}
        <FieldProblems field="labels" {...fields} />
      </div>
      {isTyped && <TypedLabels {...fields} />}
      <div className={styles['wide']}>
        <TagsInput
          label="Suggested targets"
          description="Labels that are offered first when you score"
          limit={mostOffered}
          data={manifest.labels ?? labels?.sample ?? []}
          value={manifest.suggestedTargets}
          onChange={(suggestedTargets) => {
            onEdit({ suggestedTargets });
          }}
        />
      </div>
    </div>
  );
}

function areTyped(own: readonly string[], found: ModelInspection['labels']): boolean {
  return own.length <= mostTyped && (found === null || own.length > 0);
}

function placeholderOf(labels: ModelInspection['labels']): string {
  return labels === null ? 'None found beside the model' : (labels.path ?? 'The manifest names them itself');
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
