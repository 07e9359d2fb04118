import { memo } from 'react';
import type { Purpose } from '../../../electron/contract/identifiers.ts';
import type { RankedRecording } from '../../../electron/contract/ranking.ts';
import { CopiesMark } from '../../components/copies-mark.tsx';
import { DecisionChip } from '../../components/decision-chip.tsx';
import { durationText, recordedText } from '../../components/format.ts';
import { LeakFlags } from '../../components/leak-flags.tsx';
import { ConfidenceBar, FileName } from '../../components/small-parts.tsx';
import { useSettings } from '../../state/settings.ts';
import { useWorkspace } from '../../state/workspace.ts';
import styles from './table.module.css';

interface RecordingRowProps {
  readonly row: RankedRecording;
  readonly index: number;
  readonly top: number;
  readonly selected: boolean;
  readonly ranked: boolean;
  readonly purpose: Purpose;
}

export const RecordingRow = memo(function RecordingRow({
  row,
  index,
  top,
  selected,
  ranked,
  purpose,
}: RecordingRowProps) {
  return (
    <div
      id={`row-${index}`}
      className={styles['row']}
      style={{ transform: `translateY(${top}px)` }}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-failed={row.state === 'failed'}
      onClick={() => {
        useWorkspace.getState().select({ row, index });
      }}
    >
      {ranked && (
        <span role="gridcell" className={styles['confidence']}>
          <ConfidenceCell row={row} />
        </span>
      )}
      <span role="gridcell" className={styles['file']}>
        <FileName name={row.fileName} title={`${row.sourceName}/${row.relativePath}`} />
        <CopiesMark copies={row.copies} />
        <LeakFlags row={row} />
        {row.fault !== null && (
          <span className={styles['reason']} title={row.fault.message}>
            {row.fault.message}
          </span>
        )}
      </span>
      {row.fault === null && <FactCells row={row} />}
      {ranked && row.fault === null && (
        <span role="gridcell" className={styles['decision']}>
          {row.verdict !== null && <DecisionChip verdict={row.verdict} purpose={purpose} />}
        </span>
      )}
    </div>
  );
});

function FactCells({ row }: { readonly row: RankedRecording }) {
  return (
    <>
      <span role="gridcell" className={styles['recorder']} title={row.recorder ?? row.sourceName}>
        {row.recorder ?? '–'}
      </span>
      <span role="gridcell" className={styles['time']}>
        {row.recordedAt === null ? '–' : recordedText(row.recordedAt)}
      </span>
      <span role="gridcell" className={styles['duration']}>
        {row.durationSeconds === null ? '–' : durationText(row.durationSeconds)}
      </span>
    </>
  );
}

function ConfidenceCell({ row }: { readonly row: RankedRecording }) {
  const blind = useSettings((state) => state.blind);
  if (row.state === 'failed') {
    return <span className={styles['failed']}>Failed</span>;
  }
  if (row.state === 'pending') {
    return <span className="dim">To come</span>;
  }
  return blind ? <span className="dim">Hidden</span> : <ConfidenceBar confidence={row.confidence ?? 0} />;
}
