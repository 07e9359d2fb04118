import { MultiSelect, Select, SimpleGrid, Text } from '@mantine/core';
import type { ImportPreview } from '../../../electron/contract/import.ts';
import type { MappingDraft } from './import-draft.ts';

interface MappingFieldsProps {
  readonly preview: ImportPreview;
  readonly mapping: MappingDraft | null;
  readonly onChange: (mapping: MappingDraft) => void;
}

const singleColumns = [
  { kind: 'file', label: 'File' },
  { kind: 'score', label: 'Score' },
  { kind: 'label', label: 'Label' },
  { kind: 'start', label: 'Start (s)' },
  { kind: 'end', label: 'End (s)' },
] as const;

type Kind = (typeof singleColumns)[number]['kind'];

/** Which column of a table that no dialect knows is what. */
export function MappingFields({ preview, mapping, onChange }: MappingFieldsProps) {
  const chosen: MappingDraft = mapping ?? { file: null };
  const { labelColumns = [] } = chosen;
  const isWide = labelColumns.length > 0;
  const names = [...new Set(preview.columns)].filter((name) => name !== '');
  const fields = singleColumns.filter(({ kind }) => !isWide || (kind !== 'score' && kind !== 'label'));
  return (
    <div role="group" aria-label="Columns">
      <Text size="sm" fw={500} mb={4}>
        Columns
      </Text>
      <SimpleGrid cols={2} spacing={8} verticalSpacing={8}>
        {fields.map(({ kind, label }) => (
          <Select
            key={kind}
            label={label}
            clearable={kind !== 'file'}
            data={names}
            value={chosen[kind] ?? null}
            onChange={(column) => {
              onChange(withColumn(chosen, kind, column));
            }}
          />
        ))}
      </SimpleGrid>
      <MultiSelect
        mt={8}
        label="Or a column for each label"
        placeholder={isWide ? '' : 'None'}
        searchable
        hidePickedOptions
        limit={60}
        data={names}
        value={[...labelColumns]}
        onChange={(columns) => {
          onChange(withLabelColumns(chosen, columns));
        }}
      />
    </div>
  );
}

function withColumn(mapping: MappingDraft, kind: Kind, column: string | null): MappingDraft {
  const columns = [
    ...Object.entries(mapping).filter(([name]) => name !== kind),
    ...(column === null ? [] : [[kind, column]]),
  ];
  return { file: null, ...(Object.fromEntries(columns) as Partial<MappingDraft>) };
}

/** A table has either one column of scores or several. */
function withLabelColumns({ file, start, end }: MappingDraft, labelColumns: string[]): MappingDraft {
  return {
    file,
    ...(start === undefined ? {} : { start }),
    ...(end === undefined ? {} : { end }),
    ...(labelColumns.length === 0 ? {} : { labelColumns }),
  };
}
