import { Loader, Select, Stack } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconTable } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { SweepPreset } from '../../../electron/contract/sweeps.ts';
import { useLastingQuery, useQuery } from '../../api/use-query.ts';
import { EmptyNotice, FaultNotice } from '../../components/notices.tsx';
import { useSettings } from '../../state/settings.ts';
import { PathPicker } from '../folders/path-picker.tsx';
import { SweepEditor } from './sweep-editor.tsx';
import { suggestedAudioRoot } from './sweep-values.ts';
import styles from './sweep.module.css';

/** The training experiments over the exported subsets. */
export function SweepScreen() {
  const summary = useQuery('library/summary', {}).data;
  const chosenRoot = useSettings((state) => state.exportRoot);
  const change = useSettings((state) => state.change);
  const exportRoot = chosenRoot ?? summary?.suggestedExportRoot ?? '';
  const presets = useLastingQuery('sweep/presets', exportRoot === '' ? {} : { exportRoot });
  const [presetId, setPresetId] = useState<string | null>(null);
  const preset = presets.data?.find(({ id }) => id === presetId) ?? presets.data?.[0];
  if (presets.fault !== null && presets.data === undefined) {
    return (
      <div className={styles['notice']}>
        <FaultNotice fault={presets.fault} />
      </div>
    );
  }
  if (presets.data === undefined) {
    return (
      <div className={styles['notice']}>
        <Loader size="sm" />
      </div>
    );
  }
  if (preset === undefined) {
    return <EmptyNotice icon={<IconTable size={36} stroke={1.3} />} title="No sweep to begin with" />;
  }
  const head = (
    <Stack gap="sm">
      <h1 className={styles['title']}>Sweep</h1>
      <Select
        label="Begin with"
        allowDeselect={false}
        data={presets.data.map(({ id, label }) => ({ value: id, label }))}
        value={preset.id}
        onChange={setPresetId}
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
  return <FromExports key={preset.id} preset={preset} exportRoot={exportRoot} head={head} />;
}

interface FromExportsProps {
  readonly preset: SweepPreset;
  readonly exportRoot: string;
  readonly head: ReactNode;
}

const SETTLING_MILLISECONDS = 800;

/** The preset with the folders just exported; as published where there are none. */
function FromExports({ preset, exportRoot, head }: FromExportsProps) {
  const exports = useQuery('export/list', {}).data;
  const own = (exports ?? []).some(({ root }) => root === exportRoot);
  const chosenRoot = useSettings((state) => state.audioRoot);
  // A path with AudioData in it says how the subsets are called; only another one has to be told.
  const [audioRoot] = useDebouncedValue(
    suggestedAudioRoot(exportRoot) === '' ? chosenRoot : null,
    SETTLING_MILLISECONDS,
  );
  const filled = useQuery(
    'sweep/from-exports',
    own ? { presetId: preset.id, exportRoot, ...(audioRoot === null ? {} : { audioRoot }) } : null,
  );
  if (exports === undefined || (own && filled.loading && filled.data === undefined)) {
    return (
      <div className={styles['notice']}>
        <Loader size="sm" />
      </div>
    );
  }
  const specification = filled.data?.specification ?? preset.specification;
  return (
    <SweepEditor
      key={JSON.stringify(specification)}
      head={head}
      specification={specification}
      fault={filled.fault}
      exported={filled.data ?? null}
      exportRoot={exportRoot}
    />
  );
}
