import { ActionIcon, Autocomplete, Group, Text, Textarea, TextInput, Tooltip } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import type { SweepKey, SweepWarning } from '../../../electron/contract/sweeps.ts';
import { entryHelp, moved, type EditedEntry } from './sweep-values.ts';
import styles from './sweep.module.css';

interface EntryListProps {
  readonly title: string;
  readonly hint: string;
  readonly place: 'axes' | 'base_params';
  readonly entries: readonly EditedEntry[];
  readonly keys: readonly SweepKey[];
  readonly warnings: readonly SweepWarning[];
  readonly onChange: (entries: readonly EditedEntry[]) => void;
}

/** Settings by name: several values an axis, one value a base parameter; each with its help and its traps. */
export function EntryList({ title, hint, place, entries, keys, warnings, onChange }: EntryListProps) {
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
      <Text size="xs" c="dimmed" mb={8}>
        {hint}
      </Text>
      {entries.map((entry, index) => (
        <EntryLine
          // Names are typed here, so the place is the only thing that stays.
          key={index}
          entry={entry}
          place={place}
          isFirst={index === 0}
          isLast={index === entries.length - 1}
          unused={keys.filter(({ key }) => !entries.some(({ name }) => name === key)).map(({ key }) => key)}
          known={keys.find(({ key }) => key === entry.name.trim())}
          warnings={warnings.filter((warning) => warning.place === place && warning.key === entry.name.trim())}
          onChange={(changed) => {
            onChange(entries.map((other, position) => (position === index ? changed : other)));
          }}
          onMove={(by) => {
            onChange(moved(entries, index, by));
          }}
          onRemove={() => {
            onChange(entries.filter((_, position) => position !== index));
          }}
        />
      ))}
    </div>
  );
}

interface EntryLineProps {
  readonly entry: EditedEntry;
  readonly place: 'axes' | 'base_params';
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly unused: readonly string[];
  readonly known: SweepKey | undefined;
  readonly warnings: readonly SweepWarning[];
  readonly onChange: (entry: EditedEntry) => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}

function EntryLine({ entry, place, unused, known, warnings, onChange, ...line }: EntryLineProps) {
  const mono = { input: styles['mono'] ?? '' };
  const several = place === 'axes';
  const help = entryHelp(known, place);
  return (
    <div className={styles['entry']} data-several={several || undefined}>
      <Autocomplete
        size="xs"
        aria-label="Name"
        classNames={mono}
        title={entry.name}
        data={[...unused]}
        value={entry.name}
        onChange={(name) => {
          onChange({ ...entry, name });
        }}
      />
      <EntryValue entry={entry} several={several} onChange={onChange} />
      <EntryButtons name={entry.name} several={several} {...line} />
      {(help !== null || warnings.length > 0) && (
        <div className={styles['entryNotes']}>
          {help !== null && <div>{help}</div>}
          {warnings.map(({ message }) => (
            <div key={message} className={styles['entryWarning']}>
              {message}
            </div>
          ))}
        </div>
      )}
    </div>
  );
}

interface EntryValueProps {
  readonly entry: EditedEntry;
  readonly several: boolean;
  readonly onChange: (entry: EditedEntry) => void;
}

function EntryValue({ entry, several, onChange }: EntryValueProps) {
  const mono = { input: styles['mono'] ?? '' };
  return several ? (
    <Textarea
      aria-label={`Values of ${entry.name}`}
      classNames={mono}
      rows={Math.max(1, entry.text.split('\n').length)}
      wrap="off"
      spellCheck={false}
      value={entry.text}
      onChange={(event) => {
        onChange({ ...entry, text: event.currentTarget.value });
      }}
    />
  ) : (
    <TextInput
      aria-label={`Value of ${entry.name}`}
      classNames={mono}
      spellCheck={false}
      value={entry.text}
      onChange={(event) => {
        onChange({ ...entry, text: event.currentTarget.value });
      }}
    />
  );
}

interface EntryButtonsProps {
  readonly name: string;
  readonly several: boolean;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}

/** The order of axes numbers the experiments, so axes can be moved. */
function EntryButtons({ name, several, isFirst, isLast, onMove, onRemove }: EntryButtonsProps) {
  return (
    <div className={styles['entryButtons']}>
      {several && (
        <>
          <ActionIcon
            size="sm"
            aria-label={`Move ${name} up`}
            disabled={isFirst}
            onClick={() => {
              onMove(-1);
            }}
          >
            <IconArrowUp size={14} />
          </ActionIcon>
          <ActionIcon
            size="sm"
            aria-label={`Move ${name} down`}
            disabled={isLast}
            onClick={() => {
              onMove(1);
            }}
          >
            <IconArrowDown size={14} />
          </ActionIcon>
        </>
      )}
      <ActionIcon size="sm" aria-label={`Remove ${name}`} onClick={onRemove}>
        <IconTrash size={14} />
      </ActionIcon>
    </div>
  );
}
