import { Text } from '@mantine/core';
import type { SweepComposition } from '../../../electron/contract/sweep-composition.ts';
import { countOf, countText } from '../../components/format.ts';
import { useSettings } from '../../state/settings.ts';
import { PathPicker } from '../folders/path-picker.tsx';
import type { SweepPlaces } from './use-sweep-answers.ts';
import styles from './sweep.module.css';

interface TrainingDataProps {
  readonly places: SweepPlaces;
  readonly summary: SweepComposition['base'];
}

/** Where the trainer's files lie: without them nobody knows what a subset adds to. */
export function TrainingData({ places, summary }: TrainingDataProps) {
  const change = useSettings((state) => state.change);
  return (
    <div className={styles['trainingData']} role="group" aria-label="Training data">
      <PathPicker
        label="Audio root"
        description="What the trainer calls AudioData; the subset folders are looked for in it."
        value={places.audioRoot}
        onChange={(path) => {
          change({ audioRoot: path === '' ? null : path });
        }}
      />
      <PathPicker
        label="Training data"
        description="manifest.csv, or a folder with class folders: shows what balancing leaves of each subset."
        value={places.basePath}
        onChange={(sweepBase) => {
          change({ sweepBase });
        }}
      />
      {summary !== null && (
        <Text size="xs" c="dimmed">
          {`${countText(summary.positives)} positives and ${countText(summary.negatives)} negatives before any filter` +
            (summary.missing === 0 ? '.' : `; ${countOf(summary.missing, 'row')} without a file.`)}
        </Text>
      )}
    </div>
  );
}
