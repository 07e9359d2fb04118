import { Loader } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { ReactNode } from 'react';
import type { ExportedSweep, SweepPreset } from '../../../electron/contract/sweeps.ts';
import { useQuery } from '../../api/use-query.ts';
import { useSettings } from '../../state/settings.ts';
import { SweepEditor } from './sweep-editor.tsx';
import { suggestedAudioRoot } from './sweep-values.ts';
import styles from './sweep.module.css';

interface FromExportsProps {
  readonly preset: SweepPreset;
  readonly exportRoot: string;
  readonly head: ReactNode;
}

const SETTLING_MILLISECONDS = 800;
const NOTHING_EXPORTED = 'Nothing was exported under this folder yet: the subset axes are the published ones.';

/** The preset with the folders just exported; as published where there are none. */
export function FromExports({ preset, exportRoot, head }: FromExportsProps) {
  const exportList = useQuery('export/list', {}).data;
  const own = (exportList ?? []).some(({ root }) => root === exportRoot);
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
  if (exportList === undefined || (own && filled.loading && filled.data === undefined)) {
    return (
      <div className={styles['notice']}>
        <Loader size="sm" />
      </div>
    );
  }
  const { specification, exported, notice } = filledIn(preset, filled.data);
  return (
    <SweepEditor
      key={JSON.stringify(specification)}
      head={head}
      specification={specification}
      fault={filled.fault}
      exported={exported}
      notice={notice}
      exportRoot={exportRoot}
    />
  );
}

function filledIn(preset: SweepPreset, exported: ExportedSweep | undefined) {
  return exported === undefined
    ? { specification: preset.specification, exported: null, notice: NOTHING_EXPORTED }
    : { specification: exported.specification, exported, notice: exported.note };
}
