import { Skeleton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconFilterOff } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import type { Purpose } from '../../../electron/contract/identifiers.ts';
import { EmptyNotice, FaultNotice } from '../../components/notices.tsx';
import { conditionCount } from '../../state/view.ts';
import { useRecordingList } from '../../state/use-list.ts';
import { useView } from '../../state/use-view.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { RecordingRow } from './recording-row.tsx';
import { TableHead } from './table-head.tsx';
import styles from './table.module.css';
import { useSelectionIn } from './use-selection-in.ts';
import { useRows, type Rows } from './use-rows.ts';

const ROW_PIXELS = 30;
const OVERSCAN = 12;
const RANGE_STEP = 50;
const FLING_MILLISECONDS = 50;

/** The list: as many rows as the library has, as few elements as the window shows. */
export function RecordingTable() {
  const list = useRecordingList();
  const { purpose } = useView();
  const scroller = useRef<HTMLDivElement>(null);
  const [range, setRange] = useState({ first: 0, last: RANGE_STEP });
  const [total, setTotal] = useState(0);
  // A fling passes thousands of rows; only where it comes to rest is read.
  const [asked] = useDebouncedValue(range, FLING_MILLISECONDS);
  const rows = useRows(list, asked.first, asked.last);
  if (rows.total !== null && rows.total !== total) {
    setTotal(rows.total);
  }
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PIXELS,
    overscan: OVERSCAN,
  });
  const items = virtualizer.getVirtualItems();
  // Rounded, so that scrolling by a row asks for nothing new and draws nothing twice.
  const first = Math.max(0, Math.floor((items[0]?.index ?? 0) / RANGE_STEP - 1) * RANGE_STEP);
  const last = Math.ceil((items[items.length - 1]?.index ?? RANGE_STEP) / RANGE_STEP + 1) * RANGE_STEP;
  if (first !== range.first || last !== range.last) {
    setRange({ first, last });
  }
  const selectedIndex = useWorkspace((state) => state.selection?.index ?? null);
  useEffect(() => {
    if (selectedIndex !== null) {
      virtualizer.scrollToIndex(selectedIndex, { align: 'auto' });
    }
  }, [selectedIndex, virtualizer]);
  useSelectionIn(rows);
  const ranked = list.kind === 'ranking';
  return (
    <div className={styles['table']} data-ranked={ranked}>
      <div
        ref={scroller}
        className={styles['scroll']}
        role="grid"
        tabIndex={0}
        aria-label="Recordings"
        aria-rowcount={total + 1}
        aria-activedescendant={selectedIndex === null ? undefined : `row-${selectedIndex}`}
      >
        <TableHead ranked={ranked} />
        <Body rows={rows} />
        <div style={{ height: virtualizer.getTotalSize(), position: 'relative' }} role="rowgroup">
          {items.map((item) => (
            <RowAt key={item.index} index={item.index} top={item.start} rows={rows} ranked={ranked} purpose={purpose} />
          ))}
        </div>
      </div>
    </div>
  );
}

/** What is shown instead of rows. */
function Body({ rows }: { readonly rows: Rows }) {
  const filter = useWorkspace((state) => state.filter);
  if (rows.fault !== null && rows.total === null) {
    return (
      <div className={styles['instead']}>
        <FaultNotice fault={rows.fault} />
      </div>
    );
  }
  if (rows.total !== 0) {
    return null;
  }
  return (
    <div className={styles['instead']}>
      {conditionCount(filter) > 0 ? (
        <EmptyNotice
          icon={<IconFilterOff size={28} stroke={1.4} />}
          title="No recording fits the filter"
          text="Show everything again with the button in the filter bar."
        />
      ) : (
        <EmptyNotice title="No recordings yet" text="They appear here while the folder is being read." />
      )}
    </div>
  );
}

interface RowAtProps {
  readonly index: number;
  readonly top: number;
  readonly rows: Rows;
  readonly ranked: boolean;
  readonly purpose: Purpose;
}

function RowAt({ index, top, rows, ranked, purpose }: RowAtProps) {
  const selected = useWorkspace((state) => state.selection?.index === index);
  const row = rows.at(index);
  if (row === undefined) {
    return (
      <div className={styles['row']} style={{ transform: `translateY(${top}px)` }} role="row" aria-busy>
        <Skeleton height={8} width="70%" animate={false} style={{ gridColumn: '1 / -1' }} />
      </div>
    );
  }
  return <RecordingRow row={row} index={index} top={top} selected={selected} ranked={ranked} purpose={purpose} />;
}
