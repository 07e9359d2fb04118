import { Button, Group, NumberInput, Popover } from '@mantine/core';
import { useSettings } from '../../state/settings.ts';
import { useWorkspace } from '../../state/workspace.ts';

/** Lowest and highest confidence shown. */
export function ConfidenceFilter() {
  const filter = useWorkspace((state) => state.filter);
  const changeFilter = useWorkspace((state) => state.changeFilter);
  const blind = useSettings((state) => state.blind);
  const { minimumConfidence: least, maximumConfidence: most } = filter;
  if (blind) {
    return null;
  }
  const set = least !== undefined || most !== undefined;
  return (
    <Popover trapFocus position="bottom-start">
      <Popover.Target>
        <Button variant={set ? 'light' : 'default'} px={10} style={{ flex: 'none' }}>
          {set ? `${least ?? 0} – ${most ?? 1}` : 'Confidence'}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Group gap={8} wrap="nowrap" align="flex-end">
          <ConfidenceInput
            label="From"
            value={least}
            onChange={(value) => {
              changeFilter({ minimumConfidence: value });
            }}
          />
          <ConfidenceInput
            label="To"
            value={most}
            onChange={(value) => {
              changeFilter({ maximumConfidence: value });
            }}
          />
          <Button
            variant="subtle"
            color="gray"
            onClick={() => {
              changeFilter({ minimumConfidence: undefined, maximumConfidence: undefined });
            }}
          >
            Any
          </Button>
        </Group>
      </Popover.Dropdown>
    </Popover>
  );
}

interface ConfidenceInputProps {
  readonly label: string;
  readonly value: number | undefined;
  readonly onChange: (value: number | undefined) => void;
}

function ConfidenceInput({ label, value, onChange }: ConfidenceInputProps) {
  return (
    <NumberInput
      label={label}
      w={92}
      min={0}
      max={1}
      step={0.05}
      decimalScale={4}
      value={value ?? ''}
      onChange={(entered) => {
        onChange(typeof entered === 'number' ? entered : undefined);
      }}
    />
  );
}
