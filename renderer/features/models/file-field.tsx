import { ActionIcon, Button, Group, TextInput, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { FileKind } from '../../../electron/contract/shell.ts';
import { folderOf } from '../folders/folder-of.ts';
import { PickButton } from '../folders/pick-button.tsx';

interface FileFieldProps {
  readonly label: string;
  readonly description: string;
  readonly placeholder: string;
  readonly kind: FileKind;
  /** '' where none is chosen. */
  readonly value: string;
  /** The model's file: its label file or head usually lies beside it. */
  readonly beside: string;
  /** Name of a file that was dropped and is used without its place being known. */
  readonly dropped?: string | null;
  readonly onUse: (path: string) => void;
}

/** A file that counts once it is chosen, or typed and confirmed: every look reads it. */
export function FileField({
  kind,
  value,
  beside,
  dropped = null,
  label,
  placeholder,
  onUse,
  ...texts
}: FileFieldProps) {
  const [typed, setTyped] = useState(value);
  const isTyped = typed.trim() !== value;
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
          placeholder={dropped === null ? placeholder : `${dropped}, as it was dropped`}
          spellCheck={false}
          rightSection={
            value !== '' || dropped !== null ? (
              <ClearButton
                label={label}
                onClear={() => {
                  onUse('');
                }}
              />
            ) : null
          }
          onChange={(event) => {
            setTyped(event.currentTarget.value);
          }}
        />
        {isTyped ? (
          <Button type="submit" variant="default" style={{ flex: 'none' }}>
            Read it
          </Button>
        ) : (
          <PickButton wanted={kind} title={label} near={folderOf(value) ?? folderOf(beside)} onChoose={onUse}>
            Choose…
          </PickButton>
        )}
      </Group>
    </form>
  );
}

function ClearButton({ label, onClear }: { readonly label: string; readonly onClear: () => void }) {
  return (
    <Tooltip label="Do without it">
      <ActionIcon size="sm" aria-label={`Clear: ${label}`} onClick={onClear}>
        <IconX size={13} />
      </ActionIcon>
    </Tooltip>
  );
}
