import { Checkbox, MultiSelect, Select, SegmentedControl, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ColumnMapping, ImportPreview } from '../../../electron/contract/import.ts';
import type { Source } from '../../../electron/contract/sources.ts';
import { countOf, countText } from '../../components/format.ts';
import { SourceChecks } from '../../components/source-checks.tsx';
import type { ImportDraft } from './import-draft.ts';

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
          columns={preview.columns}
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

interface MappingFieldsProps {
  readonly columns: readonly string[];
  readonly mapping: ColumnMapping | null;
  readonly onChange: (mapping: ColumnMapping) => void;
}

const mappedColumns = [
  { kind: 'file', label: 'File' },
  { kind: 'score', label: 'Score' },
  { kind: 'label', label: 'Label' },
  { kind: 'start', label: 'Start (s)' },
  { kind: 'end', label: 'End (s)' },
] as const;

function MappingFields({ columns, mapping, onChange }: MappingFieldsProps) {
  const chosen: ColumnMapping = mapping ?? { file: '', score: '', isLogit: false };
  const names = [...new Set([...columns, ...mappedColumns.flatMap(({ kind }) => chosen[kind] ?? [])])];
  return (
    <div role="group" aria-label="Columns">
      <Text size="sm" fw={500} mb={4}>
        Columns
      </Text>
      <SimpleGrid cols={2} spacing={8} verticalSpacing={8}>
        {mappedColumns.map(({ kind, label }) => (
          <Select
            key={kind}
            label={label}
            clearable={kind !== 'file' && kind !== 'score'}
            data={names.filter((name) => name !== '')}
            value={chosen[kind] === '' ? null : (chosen[kind] ?? null)}
            onChange={(column) => {
              onChange(withColumn(chosen, kind, column));
            }}
          />
        ))}
        <Checkbox
          mt={26}
          label="Scores are logits"
          checked={chosen.isLogit}
          onChange={(event) => {
            onChange({ ...chosen, isLogit: event.currentTarget.checked });
          }}
        />
      </SimpleGrid>
    </div>
  );
}

function withColumn(
  mapping: ColumnMapping,
  kind: (typeof mappedColumns)[number]['kind'],
  column: string | null,
): ColumnMapping {
  const changed: ColumnMapping = { ...mapping };
  if (column !== null) {
    changed[kind] = column;
  } else if (kind !== 'file' && kind !== 'score') {
    Reflect.deleteProperty(changed, kind);
  }
  return changed;
}
