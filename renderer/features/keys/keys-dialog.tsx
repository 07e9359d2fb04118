import { Group, Modal, SimpleGrid, Stack, Text } from '@mantine/core';
import { commandRegistry, type Command } from '../../app/commands.ts';
import { Keys } from '../../components/small-parts.tsx';
import { useWorkspace } from '../../state/workspace.ts';

/** Every key, by group. */
export function KeysDialog() {
  const close = useWorkspace((state) => state.close);
  const groups = groupCommands(commandRegistry.all().filter(({ keys }) => keys.length > 0));
  return (
    <Modal opened onClose={close} title="Keys" size="lg">
      <SimpleGrid cols={2} spacing="xl" verticalSpacing="lg">
        {groups.map(([group, commands]) => (
          <Stack key={group} gap={6}>
            <h3 className="heading" style={{ margin: 0 }}>
              {group}
            </h3>
            {commands.map((command) => (
              <KeyLine key={command.id} command={command} />
            ))}
          </Stack>
        ))}
      </SimpleGrid>
    </Modal>
  );
}

function KeyLine({ command }: { readonly command: Command }) {
  return (
    <Group justify="space-between" wrap="nowrap" gap="md" align="flex-start">
      <Text size="sm">{command.label}</Text>
      <Group gap={8} wrap="nowrap">
        {command.keys.map((keys) => (
          <Keys key={keys} combination={keys} />
        ))}
      </Group>
    </Group>
  );
}

/** Commands by group, in the order in which the groups first appear. */
export function groupCommands(commands: readonly Command[]): [string, Command[]][] {
  const groups = new Map<string, Command[]>();
  for (const command of commands) {
    groups.set(command.group, [...(groups.get(command.group) ?? []), command]);
  }
  return [...groups];
}
