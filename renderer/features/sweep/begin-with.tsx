import { Group, Select } from '@mantine/core';
import type { SweepPreset } from '../../../electron/contract/sweeps.ts';
import { useAction } from '../../api/use-action.ts';
import { folderOf, nameOf } from '../folders/folder-of.ts';
import { PickButton } from '../folders/pick-button.tsx';
import { useSettings } from '../../state/settings.ts';

interface BeginWithProps {
  readonly choices: readonly SweepPreset[];
  readonly chosen: string;
  readonly onChoose: (presetId: string | null) => void;
  readonly onOpen: (file: SweepPreset) => void;
}

/** A published sweep, or a specification from a file. */
export function BeginWith({ choices, chosen, onChoose, onOpen }: BeginWithProps) {
  const read = useAction('sweep/open');
  const exportRoot = useSettings((state) => state.exportRoot);
  const open = async (path: string): Promise<void> => {
    const specification = await read.run({ path });
    if (specification !== null) {
      // No preset has a path as its id, so a file never takes the place of one.
      onOpen({ id: path, label: nameOf(path), specification });
    }
  };
  return (
    <Group gap={6} wrap="nowrap" align="flex-end">
      <Select
        flex={1}
        label="Begin with"
        allowDeselect={false}
        data={choices.map(({ id, label }) => ({ value: id, label }))}
        value={chosen}
        onChange={onChoose}
      />
      <PickButton
        wanted="sweep"
        title="Open a sweep specification"
        near={folderOf(choices.find(({ id }) => id === chosen)?.id ?? '') ?? exportRoot}
        onChoose={(path) => void open(path)}
      >
        Open…
      </PickButton>
    </Group>
  );
}
