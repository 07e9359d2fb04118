import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Run } from '../../../electron/contract/runs.ts';
import { useAction } from '../../api/use-action.ts';
import { useWorkspace } from '../../state/workspace.ts';

export function RenameRun({ run }: { readonly run: Run }) {
  const update = useAction('run/update');
  const [name, setName] = useState(run.name);
  const save = async (): Promise<void> => {
    if ((await update.run({ runId: run.id, name })) !== null) {
      useWorkspace.getState().close();
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Stack gap="sm">
        <TextInput
          label="Name"
          value={name}
          maxLength={200}
          data-autofocus
          onChange={(event) => {
            setName(event.currentTarget.value);
          }}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={update.busy} disabled={name.trim() === ''}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
