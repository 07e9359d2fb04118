import { MultiSelect, SegmentedControl, Select, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ImportPreview, ScoreScale } from '../../../electron/contract/import.ts';
import type { Source } from '../../../electron/contract/sources.ts';
import { countOf, countText } from '../../components/format.ts';
import { SourceChecks } from '../../components/source-checks.tsx';
import type { ImportDraft } from './import-draft.ts';
import { scaleWords } from './import-words.ts';
import { MappingFields } from './mapping-fields.tsx';

interface ImportChoicesProps {
  readonly draft: ImportDraft;
  readonly preview: ImportPreview;
  readonly sources: readonly Source[];
  readonly onChange: (draft: ImportDraft) => void;
}

/** What a person decides about tables that were looked at. */
export function ImportChoices({ draft, preview, sources, onChange }: ImportChoicesProps) {
  return (
    <Stack gap="md">
      {(preview.columns.length > 0 || draft.mapping !== null) && (
        <MappingFields
          preview={preview}
          mapping={draft.mapping}
          onChange={(mapping) => {
            onChange({ ...draft, mapping });
          }}
        />
      )}
      <Labels draft={draft} preview={preview} onChange={onChange} />
      {preview.models.length > 1 && (
        <MultiSelect
          label="Model or run"
          description="Several are mixed: the highest score of a file counts."
          data={preview.models.map(({ name, rows }) => ({
            value: name,
            label: `${name === '' ? 'not named' : name} · ${countOf(rows, 'row')}`,
          }))}
          value={[...draft.models]}
          onChange={(models) => {
            onChange({ ...draft, models });
          }}
        />
      )}
      <Scale draft={draft} preview={preview} onChange={onChange} />
      <SourceChecks
        title="Sources that were analysed"
        sources={sources}
        chosen={draft.sourceIds}
        onChange={(sourceIds) => {
          if (sourceIds.length > 0) {
            onChange({ ...draft, sourceIds });
          }
        }}
      />
      <div>
        <Text size="sm" fw={500} mb={4}>
          {`Recordings without a row: ${countText(preview.files.withoutRow)}`}
        </Text>
        <SegmentedControl
          fullWidth
          aria-label="Recordings without a row"
          value={draft.unlisted}
          data={[
            { value: 'zero', label: 'Zero' },
            { value: 'left-out', label: 'Leave out of the run' },
          ]}
          onChange={(value) => {
            onChange({ ...draft, unlisted: value === 'zero' ? 'zero' : 'left-out' });
          }}
        />
      </div>
    </Stack>
  );
}

type LabelsProps = Pick<ImportChoicesProps, 'draft' | 'preview' | 'onChange'>;

/** Names that the tables hold, with their counts; where they name none, the person says what they are about. */
function Labels({ draft, preview, onChange }: LabelsProps) {
  if (preview.labels.length === 0) {
    return (
      <OneLabel
        label={draft.labels[0] ?? ''}
        onChange={(label) => {
          onChange({ ...draft, labels: label === '' ? [] : [label] });
        }}
      />
    );
  }
  return (
    <MultiSelect
      label="Target labels"
      description={`What you are looking for; ${countText(preview.labels.length)} in the tables.`}
      placeholder={draft.labels.length === 0 ? 'Type to search' : ''}
      searchable
      hidePickedOptions
      limit={60}
      data={preview.labels.map(({ name, otherNames, rows }) => ({
        value: name,
        label: `${[name, ...otherNames.slice(0, 1)].join(' · ')} (${countText(rows)})`,
      }))}
      value={[...draft.labels]}
      onChange={(labels) => {
        onChange({ ...draft, labels });
      }}
    />
  );
}

/** Taken over when the field is left, because every change looks at the tables again. */
function OneLabel({ label, onChange }: { readonly label: string; readonly onChange: (label: string) => void }) {
  const [typed, setTyped] = useState(label);
  const commit = (): void => {
    if (typed.trim() !== label) {
      onChange(typed.trim());
    }
  };
  return (
    <TextInput
      label="Target label"
      description="The rows name no species: say what they are about."
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
      }}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') {
          commit();
        }
      }}
    />
  );
}

const scales = Object.keys(scaleWords) as ScoreScale[];

/** What the numbers are: the tables usually show it. */
function Scale({ draft, preview, onChange }: LabelsProps) {
  const shown = preview.scale === null ? 'as the tables show' : `as the tables show: ${scaleWords[preview.scale]}`;
  const auto = 'auto';
  return (
    <Select
      label="Scores are"
      allowDeselect={false}
      data={[
        { value: auto, label: draft.scale === null ? shown : 'as the tables show' },
        ...scales.map((scale) => ({ value: scale, label: scaleWords[scale] })),
      ]}
      value={draft.scale ?? auto}
      onChange={(value) => {
        onChange({ ...draft, scale: scales.find((scale) => scale === value) ?? null });
      }}
    />
  );
}
