import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAction } from '../../api/use-action.ts';
import { useServices } from '../../api/services.tsx';
import { useQuery } from '../../api/use-query.ts';
import { useWorkspace } from '../../state/workspace.ts';

export function ReviewerDialog() {
  const close = useWorkspace((state) => state.close);
  const { queries } = useServices();
  const summary = useQuery('library/summary', {}).data;
  const action = useAction('library/set-reviewer');
  const [name, setName] = useState(summary?.reviewer ?? '');
  const save = async (): Promise<void> => {
    const saved = await action.run({ reviewer: name });
    if (saved !== null) {
      queries.invalidate((operation) => operation === 'library/summary');
      close();
    }
  };
  return (
    <Modal opened onClose={close} title="Who is listening?" size="sm">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Stack gap="sm">
          <Text size="sm" c="dimmed">
            The name is stored with every finding from now on, so that several people can share a library.
          </Text>
          <TextInput
            label="Name or initials"
            value={name}
            maxLength={80}
            data-autofocus
            onChange={(event) => {
              setName(event.currentTarget.value);
            }}
          />
          <Group justify="flex-end">
            <Button type="submit" loading={action.busy} disabled={name.trim() === ''}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
