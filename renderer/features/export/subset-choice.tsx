import { Checkbox, Group, Stack, Text } from '@mantine/core';
import type { Subset } from '../../../electron/contract/subsets.ts';
import { countText } from '../../components/format.ts';
import { familiesOf, ruleText } from '../subsets/families.ts';

interface SubsetChoiceProps {
  readonly subsets: readonly Subset[];
  /** Subsets that are left out; a new subset takes part by itself. */
  readonly left: readonly number[];
  readonly onChange: (left: readonly number[]) => void;
}

export function SubsetChoice({ subsets, left, onChange }: SubsetChoiceProps) {
  return (
    <Stack gap="sm">
      {familiesOf(subsets).map(({ family, runName, members }) => (
        <div key={`${family} ${runName}`} role="group" aria-label={family}>
          <Text size="sm" fw={500} title={runName}>
            {family}
          </Text>
          {members.map((subset) => (
            <Group key={subset.id} justify="space-between" wrap="nowrap" py={3}>
              <Checkbox
                label={`${subset.name}, ${ruleText(subset.rule)}`}
                checked={!left.includes(subset.id)}
                onChange={(event) => {
                  onChange(event.currentTarget.checked ? left.filter((id) => id !== subset.id) : [...left, subset.id]);
                }}
              />
              <Text size="sm" className="numeric" style={{ whiteSpace: 'nowrap' }}>
                {countText(subset.counts.selected)}{' '}
                <span className="dim">of {countText(subset.counts.denominator)}</span>
              </Text>
            </Group>
          ))}
        </div>
      ))}
    </Stack>
  );
}
