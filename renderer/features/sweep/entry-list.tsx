import { ActionIcon, Group, Text, Textarea, TextInput, Tooltip } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { EditedEntry } from './sweep-values.ts';
import styles from './sweep.module.css';

interface EntryListProps {
  readonly title: string;
  readonly hint: string;
  readonly entries: readonly EditedEntry[];
  /** Several values an entry, one a line. */
  readonly several?: boolean;
  readonly onChange: (entries: readonly EditedEntry[]) => void;
}

export function EntryList({ title, hint, entries, several = false, onChange }: EntryListProps) {
  return (
    <div role="group" aria-label={title}>
      <Group justify="space-between">
        <Text size="sm" fw={500}>
          {title}
        </Text>
        <Tooltip label="One more">
          <ActionIcon
            size="sm"
            aria-label={`Add to ${title}`}
            onClick={() => {
              onChange([...entries, { name: '', text: '' }]);
            }}
          >
            <IconPlus size={14} />
          </ActionIcon>
        </Tooltip>
      </Group>
      <Text size="xs" c="dimmed" mb={6}>
        {hint}
      </Text>
      {entries.map((entry, index) => (
        <EntryLine
          // Names are typed here, so the place is the only thing that stays.
          key={index}
          entry={entry}
          several={several}
          onChange={(changed) => {
            onChange(entries.map((other, place) => (place === index ? changed : other)));
          }}
          onRemove={() => {
            onChange(entries.filter((_, place) => place !== index));
          }}
        />
      ))}
    </div>
  );
}

interface EntryLineProps {
  readonly entry: EditedEntry;
  readonly several: boolean;
  readonly onChange: (entry: EditedEntry) => void;
  readonly onRemove: () => void;
}

function EntryLine({ entry, several, onChange, onRemove }: EntryLineProps) {
  const setText = (text: string): void => {
    onChange({ ...entry, text });
  };
  const mono = { input: styles['mono'] ?? '' };
  return (
    <div className={styles['entry']} data-several={several || undefined}>
      <TextInput
        aria-label="Name"
        classNames={mono}
        title={entry.name}
        value={entry.name}
        onChange={(event) => {
          onChange({ ...entry, name: event.currentTarget.value });
        }}
      />
      {several ? (
        <Textarea
          aria-label={`Values of ${entry.name}`}
          classNames={mono}
          rows={Math.max(1, entry.text.split('\n').length)}
          wrap="off"
          spellCheck={false}
          value={entry.text}
          onChange={(event) => {
            setText(event.currentTarget.value);
          }}
        />
      ) : (
        <TextInput
          aria-label={`Value of ${entry.name}`}
          classNames={mono}
          spellCheck={false}
          value={entry.text}
          onChange={(event) => {
            setText(event.currentTarget.value);
          }}
        />
      )}
      <ActionIcon size="sm" aria-label={`Remove ${entry.name}`} onClick={onRemove}>
        <IconTrash size={14} />
      </ActionIcon>
    </div>
  );
}
