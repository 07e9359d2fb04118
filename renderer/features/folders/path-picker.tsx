import { Group, TextInput } from '@mantine/core';
import type { FileKind } from '../../../electron/contract/shell.ts';
import { folderOf } from './folder-of.ts';
import { PickButton } from './pick-button.tsx';

interface PathPickerProps {
  readonly label: string;
  readonly description?: string;
  readonly value: string;
  /** What may be chosen; a folder where nothing is said. */
  readonly wanted?: readonly ('folder' | FileKind)[];
  readonly onChange: (path: string) => void;
}

/** The path of a folder or file: typed, picked in the system's dialog, or browsed, as the host allows. */
export function PathPicker({ label, description, value, wanted = ['folder'], onChange }: PathPickerProps) {
  const isFolder = wanted.length === 1 && wanted[0] === 'folder';
  return (
    <Group gap={6} wrap="nowrap" align="flex-end">
      <TextInput
        flex={1}
        label={label}
        description={description}
        value={value}
        spellCheck={false}
        onChange={(event) => {
          onChange(event.currentTarget.value);
        }}
      />
      {wanted.map((each) => (
        <PickButton
          key={each}
          wanted={each}
          title={label}
          near={isFolder && value !== '' ? value : folderOf(value)}
          onChoose={onChange}
        >
          {wanted.length === 1 ? 'Browse…' : each === 'folder' ? 'Folder…' : 'File…'}
        </PickButton>
      ))}
    </Group>
  );
}
