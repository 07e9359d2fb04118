import { Select } from '@mantine/core';
import { useQuery } from '../../api/use-query.ts';
import type { View } from '../../state/view.ts';
import { useWorkspace } from '../../state/workspace.ts';
import styles from './review.module.css';

/** The source in view, as in the left part, for narrow looks and the keyboard. */
export function SourceFilter({ view }: { readonly view: View }) {
  const sourceId = useWorkspace((state) => state.sourceId);
  const showSource = useWorkspace((state) => state.showSource);
  const sources = (useQuery('source/list', {}).data ?? []).filter(
    ({ id }) => view.run?.sourceIds.includes(id) ?? false,
  );
  if (sources.length < 2) {
    return null;
  }
  return (
    <Select
      aria-label="Source"
      className={styles['sourceFilter'] ?? ''}
      w={132}
      allowDeselect={false}
      value={sourceId === null ? 'all' : String(sourceId)}
      data={[
        { value: 'all', label: 'All sources' },
        ...sources.map(({ id, name }) => ({ value: String(id), label: name })),
      ]}
      onChange={(value) => {
        showSource(value === null || value === 'all' ? null : Number(value));
      }}
    />
  );
}
