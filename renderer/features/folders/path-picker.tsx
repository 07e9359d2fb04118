import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { valueOrTell } from '../../api/use-action.ts';
import { useServices } from '../../api/services.tsx';
import { useQuery } from '../../api/use-query.ts';
import { FolderBrowser } from './folder-browser.tsx';

interface PathPickerProps {
  readonly label: string;
  readonly description?: string;
  readonly value: string;
  readonly onChange: (path: string) => void;
}

/** A folder's path: typed, picked in the system's dialog, or browsed, as the host allows. */
export function PathPicker({ label, description, value, onChange }: PathPickerProps) {
  const { client } = useServices();
  const capabilities = useQuery('shell/capabilities', {}).data;
  const [browsing, setBrowsing] = useState(false);
  const pick = async (): Promise<void> => {
    const path = valueOrTell(await client.call('shell/pick-folder', { title: label }));
    if (path !== null) {
      onChange(path);
    }
  };
  return (
    <>
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
        <Button
          variant="default"
          onClick={() => {
            if (capabilities?.pickFolder === true) {
              void pick();
            } else {
              setBrowsing(true);
            }
          }}
        >
          Browse…
        </Button>
      </Group>
      <Modal
        opened={browsing}
        onClose={() => {
          setBrowsing(false);
        }}
        title={label}
        size="lg"
      >
        <FolderBrowser
          start={value === '' ? null : value}
          wanted="folder"
          chooseLabel="Use this folder"
          onChoose={(path) => {
            onChange(path);
            setBrowsing(false);
          }}
        />
      </Modal>
    </>
  );
}
