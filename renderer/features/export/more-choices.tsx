import { Checkbox, NumberInput, Radio, Select, Stack, Text } from '@mantine/core';
import type { ExportOptions } from '../../../electron/contract/exports.ts';
import { WarningNotice } from '../../components/notices.tsx';
import type { ExportChoices } from './export-choices.ts';
import styles from './export.module.css';

interface MoreChoicesProps {
  readonly options: ExportOptions;
  readonly choices: ExportChoices;
  readonly onChange: (change: Partial<ExportChoices>) => void;
}

export function MoreChoices(props: MoreChoicesProps) {
  return (
    <details className={styles['more']}>
      <summary>More: sound, links, tables, rejects</summary>
      <Stack gap="md" mt="sm">
        <SoundChoices {...props} />
        <MethodChoice {...props} />
        <TableChoices {...props} />
        <ReviewChoices {...props} />
      </Stack>
    </details>
  );
}

const rates = ['16000', '22050', '24000', '32000', '44100', '48000', '96000'];

function SoundChoices({ choices, onChange }: MoreChoicesProps) {
  return (
    <Stack gap="xs">
      {choices.extent === 'clip' && choices.clipsPerRecording > 1 && (
        <NumberInput
          label="Confidence of a further clip, at least"
          min={0}
          max={1}
          step={0.05}
          value={choices.clipConfidence}
          onChange={(value) => {
            onChange({ clipConfidence: typeof value === 'number' ? Math.max(0, Math.min(1, value)) : 0.5 });
          }}
        />
      )}
      <Select
        label="Sample rate"
        value={choices.sampleRate === undefined ? 'keep' : String(choices.sampleRate)}
        allowDeselect={false}
        data={[
          { value: 'keep', label: 'As recorded' },
          ...rates.map((rate) => ({ value: rate, label: `${Number(rate).toLocaleString('en-US')} Hz` })),
        ]}
        onChange={(value) => {
          onChange({ sampleRate: value === null || value === 'keep' ? undefined : Number(value) });
        }}
      />
      <Checkbox
        label="Rewrite whole files as mono, 16 bits"
        description="Clips are so in any case."
        checked={choices.mono16}
        onChange={(event) => {
          onChange({ mono16: event.currentTarget.checked });
        }}
      />
      {choices.extent === 'clip' && (
        <Checkbox
          label="Fill shorter recordings with silence"
          description="Trainers do so themselves."
          checked={choices.padClips}
          onChange={(event) => {
            onChange({ padClips: event.currentTarget.checked });
          }}
        />
      )}
    </Stack>
  );
}

function MethodChoice({ options, choices, onChange }: MoreChoicesProps) {
  const chosen = options.methods.find(({ id }) => id === choices.method);
  return (
    <Stack gap="xs">
      <Radio.Group
        label="Whole, unchanged files"
        value={choices.method}
        onChange={(value) => {
          const method = options.methods.find(({ id }) => id === value)?.id ?? 'copy';
          onChange({ method });
        }}
      >
        <Stack gap={6} mt={4}>
          {options.methods.map(({ id, label, description }) => (
            <Radio key={id} value={id} label={label} description={description} />
          ))}
        </Stack>
      </Radio.Group>
      {chosen !== undefined && chosen.danger !== null && <WarningNotice>{chosen.danger}</WarningNotice>}
    </Stack>
  );
}

function TableChoices({ options, choices, onChange }: MoreChoicesProps) {
  const all = options.tables.map(({ id }) => id);
  const chosen = choices.tables ?? all;
  return (
    <div role="group" aria-label="Tables beside the audio">
      <Text size="sm" fw={500}>
        Tables beside the audio
      </Text>
      <Text size="xs" c="dimmed" mb={6}>
        manifest.csv and subset.json are always there.
      </Text>
      <Stack gap={6}>
        {options.tables.map(({ id, label, description }) => (
          <Checkbox
            key={id}
            label={label}
            description={description}
            checked={chosen.includes(id)}
            onChange={(event) => {
              const isWanted = event.currentTarget.checked;
              onChange({ tables: all.filter((each) => (each === id ? isWanted : chosen.includes(each))) });
            }}
          />
        ))}
      </Stack>
    </div>
  );
}

function ReviewChoices({ options, choices, onChange }: MoreChoicesProps) {
  const takesRejects = options.layouts.find(({ id }) => id === choices.layout)?.takesRejects ?? false;
  return (
    <Stack gap={6} role="group" aria-label="What reviewing found">
      <Text size="sm" fw={500}>
        What reviewing found
      </Text>
      <Checkbox
        label="Positives heard in negative subsets"
        description="Into positive_heard, where a trainer takes them for positives."
        checked={choices.heardPositives}
        onChange={(event) => {
          onChange({ heardPositives: event.currentTarget.checked });
        }}
      />
      <Checkbox
        label="Rejected files, for inspection"
        description={
          takesRejects
            ? 'Into not_for_training, which no sweep names.'
            : 'Not in this layout: the trainer would take the folder for a class.'
        }
        disabled={!takesRejects}
        checked={choices.rejects && takesRejects}
        onChange={(event) => {
          onChange({ rejects: event.currentTarget.checked });
        }}
      />
      <Checkbox
        label="Each sound once a folder"
        description="Of recordings with the same bytes only the best-ranked is written, where their hashes are known."
        checked={choices.dropCopies}
        onChange={(event) => {
          onChange({ dropCopies: event.currentTarget.checked });
        }}
      />
    </Stack>
  );
}
