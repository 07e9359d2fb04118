import { Spotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { commandRegistry, type Command } from '../../app/commands.ts';
import { Keys } from '../../components/small-parts.tsx';
import { groupCommands } from '../keys/keys-dialog.tsx';

/** Everything that can be done now, by name. */
export function Palette() {
  const [commands, setCommands] = useState<readonly Command[]>([]);
  return (
    <Spotlight
      shortcut={null}
      lockScroll={false}
      overlayProps={{ backgroundOpacity: 0.45, blur: 0 }}
      scrollable
      maxHeight={420}
      highlightQuery
      nothingFound="No such command"
      onSpotlightOpen={() => {
        setCommands(commandRegistry.all().filter(({ keyOnly }) => keyOnly !== true));
      }}
      searchProps={{ leftSection: <IconSearch size={18} stroke={1.6} />, placeholder: 'What do you want to do?' }}
      actions={groupCommands(commands).map(([group, members]) => ({
        group,
        actions: members.map((command) => ({
          id: command.id,
          label: command.label,
          rightSection: command.keys[0] === undefined ? null : <Keys combination={command.keys[0]} />,
          onClick: () => {
            command.run();
          },
        })),
      }))}
    />
  );
}
