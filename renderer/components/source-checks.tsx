import { Checkbox, Group, Text } from '@mantine/core';
import type { Source } from '../../electron/contract/sources.ts';
import { countText } from './format.ts';
import { RoleBadge } from './small-parts.tsx';

interface SourceChecksProps {
  readonly title: string;
  readonly sources: readonly Source[];
  readonly chosen: readonly number[];
  readonly onChange: (chosen: readonly number[]) => void;
}

/** Sources to take part, in source order. */
export function SourceChecks({ title, sources, chosen, onChange }: SourceChecksProps) {
  return (
    <div role="group" aria-label={title}>
      <Text size="sm" fw={500} mb={4}>
        {title}
      </Text>
      <div
        style={{
          maxHeight: 168,
          overflowY: 'auto',
          border: '1px solid var(--em-line)',
          borderRadius: 8,
          padding: '4px 10px',
        }}
      >
        {sources.map((source) => (
          <Group key={source.id} justify="space-between" wrap="nowrap" gap="md" py={4}>
            <Checkbox
              label={source.name}
              checked={chosen.includes(source.id)}
              onChange={(event) => {
                const checked = event.currentTarget.checked;
                onChange(
                  sources.map(({ id }) => id).filter((id) => (id === source.id ? checked : chosen.includes(id))),
                );
              }}
            />
            <Group gap="md" wrap="nowrap">
              <RoleBadge role={source.role} />
              <Text size="sm" c="dimmed" className="numeric" w={56} ta="right">
                {countText(source.recordingCount)}
              </Text>
            </Group>
          </Group>
        ))}
      </div>
    </div>
  );
}
