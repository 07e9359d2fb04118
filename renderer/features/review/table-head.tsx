import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { RankingSort } from '../../../electron/contract/ranking.ts';
import { useWorkspace } from '../../state/workspace.ts';
import styles from './table.module.css';

interface Column {
  readonly label: string;
  readonly by: RankingSort['by'] | null;
  readonly className: string;
}

const confidenceColumn: Column = { label: 'Confidence', by: 'confidence', className: 'confidence' };
const columns: readonly Column[] = [
  { label: 'File', by: 'path', className: 'file' },
  { label: 'Recorder', by: null, className: 'recorder' },
  { label: 'Recorded', by: 'time', className: 'time' },
  { label: 'Length', by: 'duration', className: 'duration' },
];
const decisionColumn: Column = { label: 'Decision', by: null, className: 'decision' };

export function TableHead({ ranked }: { readonly ranked: boolean }) {
  const shown = ranked ? [confidenceColumn, ...columns, decisionColumn] : columns;
  return (
    <div className={styles['head']} role="row">
      {shown.map((column) => (
        <HeadCell key={column.label} column={column} sortable={ranked} />
      ))}
    </div>
  );
}

function HeadCell({ column, sortable }: { readonly column: Column; readonly sortable: boolean }) {
  const sort = useWorkspace((state) => state.sort);
  const sortBy = useWorkspace((state) => state.sortBy);
  const { by } = column;
  const className = styles[column.className];
  if (by === null || !sortable) {
    return (
      <span role="columnheader" className={className}>
        {column.label}
      </span>
    );
  }
  const current = sort.by === by;
  const Arrow = sort.descending ? IconArrowDown : IconArrowUp;
  return (
    <span
      role="columnheader"
      className={className}
      aria-sort={current ? (sort.descending ? 'descending' : 'ascending') : 'none'}
    >
      <button
        type="button"
        className={styles['sort']}
        onClick={() => {
          sortBy(by);
        }}
      >
        {column.label}
        {current && <Arrow size={12} stroke={2} aria-hidden />}
      </button>
    </span>
  );
}
