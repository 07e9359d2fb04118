import { Button, Group, Text } from '@mantine/core';
import type { ImportProgress } from '../../../electron/contract/import.ts';
import { countText } from '../../components/format.ts';
import { ThinProgress } from '../../components/small-parts.tsx';
import styles from './import.module.css';

const words: Readonly<Record<ImportProgress['stage'], { readonly doing: string; readonly what: string }>> = {
  reading: { doing: 'Reading tables', what: 'tables' },
  matching: { doing: 'Matching files with recordings', what: 'files' },
  storing: { doing: 'Storing the run', what: 'recordings' },
};

interface ImportProgressViewProps {
  /** Null before anything is known. */
  readonly progress: ImportProgress | null;
  readonly onCancel: () => void;
}

/** How far a look or an import is, and the way out of it. */
export function ImportProgressView({ progress, onCancel }: ImportProgressViewProps) {
  const { stage = 'reading', done = 0, total = 0 } = progress ?? {};
  const { doing, what } = words[stage];
  // The one table that is read has no number worth telling.
  const count = total > 1 ? ` · ${countText(Math.floor(done))} of ${countText(total)} ${what}` : '';
  return (
    <div className={styles['progress']}>
      <Group justify="space-between" wrap="nowrap" mb={6}>
        <Text size="sm" className="numeric">{`${doing}${count}`}</Text>
        <Button size="compact-sm" variant="default" onClick={onCancel}>
          Cancel
        </Button>
      </Group>
      <ThinProgress share={total === 0 ? 0 : done / total} label={doing} />
    </div>
  );
}
