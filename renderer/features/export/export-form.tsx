import { NumberInput, SegmentedControl, Select, Stack, Text, TextInput } from '@mantine/core';
import type { ExportOptions } from '../../../electron/contract/exports.ts';
import type { Subset } from '../../../electron/contract/subsets.ts';
import { PathPicker } from '../folders/path-picker.tsx';
import type { ExportChoices } from './export-choices.ts';
import { MoreChoices } from './more-choices.tsx';
import { SubsetChoice } from './subset-choice.tsx';
import styles from './export.module.css';

interface ExportFormProps {
  readonly options: ExportOptions;
  readonly choices: ExportChoices;
  readonly onChange: (change: Partial<ExportChoices>) => void;
  readonly root: string;
  readonly onRoot: (root: string) => void;
  readonly subsets: readonly Subset[];
  readonly left: readonly number[];
  readonly onLeft: (left: readonly number[]) => void;
}

/** What is exported, where to and as what; what few people need lies behind “More”. */
export function ExportForm({ options, choices, onChange, root, onRoot, subsets, left, onLeft }: ExportFormProps) {
  const layout = options.layouts.find(({ id }) => id === choices.layout);
  return (
    <Stack gap="md" className={styles['choices'] ?? ''}>
      <h1 className={styles['title']}>Export subsets</h1>
      <PathPicker label="Export under" value={root} onChange={onRoot} />
      <Select
        label="Layout"
        description={layout?.description}
        inputWrapperOrder={['label', 'input', 'description']}
        value={choices.layout}
        allowDeselect={false}
        data={options.layouts.map(({ id, label }) => ({ value: id, label }))}
        onChange={(id) => {
          onChange({ layout: id ?? 'study' });
        }}
      />
      {layout?.hasClassFolders === true && (
        <TextInput
          label="Folder of the negatives"
          value={choices.negativeClass}
          onChange={(event) => {
            onChange({ negativeClass: event.currentTarget.value });
          }}
        />
      )}
      <ExtentChoice choices={choices} onChange={onChange} />
      <SubsetChoice subsets={subsets} left={left} onChange={onLeft} />
      <MoreChoices options={options} choices={choices} onChange={onChange} />
    </Stack>
  );
}

function ExtentChoice({ choices, onChange }: Pick<ExportFormProps, 'choices' | 'onChange'>) {
  const isClip = choices.extent === 'clip';
  return (
    <div>
      <Text size="sm" fw={500} mb={4}>
        Recordings longer than the model’s window
      </Text>
      <SegmentedControl
        fullWidth
        aria-label="Recordings longer than the model’s window"
        value={choices.extent}
        data={[
          { value: 'clip', label: 'Clip around the best window' },
          { value: 'whole', label: 'Whole file' },
        ]}
        onChange={(value) => {
          onChange({ extent: value === 'whole' ? 'whole' : 'clip' });
        }}
      />
      <Text size="xs" c="dimmed" mt={4}>
        {isClip
          ? 'Trainers crop the middle of a long file: the clip makes sure that the call is in it.'
          : 'The call may lie outside of what a trainer takes from the middle of a long file.'}
      </Text>
      {isClip && (
        <div className={styles['pair']}>
          <NumberInput
            label="Clip length, seconds"
            placeholder="Window, at least 3"
            min={0.1}
            max={600}
            value={choices.clipSeconds ?? ''}
            onChange={(value) => {
              onChange({ clipSeconds: typeof value === 'number' && value > 0 ? value : undefined });
            }}
          />
          <NumberInput
            label="Clips a recording"
            min={1}
            max={100}
            allowDecimal={false}
            value={choices.clipsPerRecording}
            onChange={(value) => {
              onChange({ clipsPerRecording: typeof value === 'number' && value >= 1 ? Math.min(100, value) : 1 });
            }}
          />
        </div>
      )}
    </div>
  );
}
