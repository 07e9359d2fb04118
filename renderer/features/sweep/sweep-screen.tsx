import { Loader, Stack } from '@mantine/core';
import { IconTable } from '@tabler/icons-react';
import { useState } from 'react';
import type { SweepPreset } from '../../../electron/contract/sweeps.ts';
import { useLastingQuery, useQuery } from '../../api/use-query.ts';
import { EmptyNotice, FaultNotice } from '../../components/notices.tsx';
import { useSettings } from '../../state/settings.ts';
import { PathPicker } from '../folders/path-picker.tsx';
import { BeginWith } from './begin-with.tsx';
import { FromExports } from './from-exports.tsx';
import { SweepEditor } from './sweep-editor.tsx';
import styles from './sweep.module.css';

/** The training experiments over the exported subsets. */
export function SweepScreen() {
  const summary = useQuery('library/summary', {}).data;
  const chosenRoot = useSettings((state) => state.exportRoot);
  const exportRoot = chosenRoot ?? summary?.suggestedExportRoot ?? '';
  const presets = useLastingQuery('sweep/presets', exportRoot === '' ? {} : { exportRoot });
  if (presets.data === undefined) {
    return (
      <div className={styles['notice']}>
        {presets.fault === null ? <Loader size="sm" /> : <FaultNotice fault={presets.fault} />}
      </div>
    );
  }
  const [first, ...others] = presets.data;
  if (first === undefined) {
    return <EmptyNotice icon={<IconTable size={36} stroke={1.3} />} title="No sweep to begin with" />;
  }
  return <ChosenSweep presets={[first, ...others]} exportRoot={exportRoot} />;
}

interface ChosenSweepProps {
  readonly presets: readonly [SweepPreset, ...SweepPreset[]];
  readonly exportRoot: string;
}

/** A published sweep over the exported subsets, or a file as it was written. */
function ChosenSweep({ presets, exportRoot }: ChosenSweepProps) {
  const change = useSettings((state) => state.change);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [file, setFile] = useState<SweepPreset | null>(null);
  const choices = file === null ? presets : [...presets, file];
  const chosen = choices.find(({ id }) => id === chosenId) ?? presets[0];
  const head = (
    <Stack gap="sm">
      <h1 className={styles['title']}>Sweep</h1>
      <BeginWith
        choices={choices}
        chosen={chosen.id}
        onChoose={setChosenId}
        onOpen={(opened) => {
          setFile(opened);
          setChosenId(opened.id);
        }}
      />
      <PathPicker
        label="Exported subsets are under"
        value={exportRoot}
        onChange={(root) => {
          change({ exportRoot: root });
        }}
      />
    </Stack>
  );
  if (chosen !== file) {
    return <FromExports key={chosen.id} preset={chosen} exportRoot={exportRoot} head={head} />;
  }
  return (
    <SweepEditor
      key={JSON.stringify(file.specification)}
      head={head}
      specification={file.specification}
      fault={null}
      exported={null}
      notice={null}
      exportRoot={exportRoot}
    />
  );
}
