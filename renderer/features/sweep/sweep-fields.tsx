import { Group, NumberInput, Select, TextInput } from '@mantine/core';
import {
  folderSpellingSchema,
  pathStyleSchema,
  type FolderSpelling,
  type PathStyle,
  type SweepWarning,
} from '../../../electron/contract/sweeps.ts';
import { useQuery } from '../../api/use-query.ts';
import { EntryList } from './entry-list.tsx';
import type { EditedSweep } from './sweep-values.ts';

export interface WrittenStyle {
  readonly pathStyle: PathStyle;
  readonly spelling: FolderSpelling;
}

interface SweepFieldsProps {
  readonly edited: EditedSweep;
  readonly onChange: (edited: EditedSweep) => void;
  readonly style: WrittenStyle;
  readonly onStyle: (style: WrittenStyle) => void;
  readonly warnings: readonly SweepWarning[];
}

/** Stage, folder, style, axes and base parameters. */
export function SweepFields({ edited, onChange, style, onStyle, warnings }: SweepFieldsProps) {
  const keys = useQuery('sweep/keys', {}).data ?? [];
  return (
    <>
      <Group gap={8} wrap="nowrap" align="flex-end">
        <NumberInput
          label="Stage"
          w={64}
          min={0}
          hideControls
          value={edited.stage}
          onChange={(value) => {
            onChange({ ...edited, stage: typeof value === 'number' ? value : edited.stage });
          }}
        />
        <TextInput
          label="Folder of the experiments (out_dir)"
          flex={1}
          value={edited.outDir}
          onChange={(event) => {
            onChange({ ...edited, outDir: event.currentTarget.value });
          }}
        />
      </Group>
      <StyleFields style={style} onStyle={onStyle} />
      <EntryList
        title="Axes"
        hint="One value a line; [] stands for no subset. Their order numbers the experiments: the last axis varies fastest."
        place="axes"
        entries={edited.axes}
        keys={keys.filter(({ asAxis }) => asAxis !== null)}
        warnings={warnings}
        onChange={(axes) => {
          onChange({ ...edited, axes });
        }}
      />
      <EntryList
        title="Base parameters"
        hint="The same in every experiment."
        place="base_params"
        entries={edited.baseParams}
        keys={keys.filter(({ asBase }) => asBase !== null)}
        warnings={warnings}
        onChange={(baseParams) => {
          onChange({ ...edited, baseParams });
        }}
      />
    </>
  );
}

function StyleFields({ style, onStyle }: Pick<SweepFieldsProps, 'style' | 'onStyle'>) {
  return (
    <Group gap={8} wrap="nowrap" grow>
      <Select
        label="Slashes"
        allowDeselect={false}
        value={style.pathStyle}
        data={[
          { value: 'forward', label: 'Forward: /' },
          { value: 'windows', label: 'Windows: \\' },
          { value: 'as-written', label: 'As written' },
        ]}
        onChange={(value) => {
          onStyle({ ...style, pathStyle: pathStyleSchema.catch('forward').parse(value) });
        }}
      />
      <Select
        label="Spelling of hardneg"
        allowDeselect={false}
        value={style.spelling}
        data={[
          { value: 'as-written', label: 'As written' },
          { value: 'corrected', label: 'Study’s slip corrected' },
          { value: 'published', label: 'As published: hardnet' },
        ]}
        onChange={(value) => {
          onStyle({ ...style, spelling: folderSpellingSchema.catch('as-written').parse(value) });
        }}
      />
    </Group>
  );
}
