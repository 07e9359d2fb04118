import { Text } from '@mantine/core';
import type { OverlapCell, Subset, SubsetOverlap as Overlap } from '../../../electron/contract/subsets.ts';
import { useLastingQuery } from '../../api/use-query.ts';
import { countOf, countText } from '../../components/format.ts';
import { FaultNotice } from '../../components/notices.tsx';
import styles from './subsets.module.css';

/** What the subsets of the library share, each with each. */
export function SubsetOverlap({ subsets }: { readonly subsets: readonly Subset[] }) {
  const overlap = useLastingQuery('subset/overlap', { subsetIds: subsets.map(({ id }) => id) });
  if (overlap.fault !== null) {
    return <FaultNotice fault={overlap.fault} />;
  }
  return overlap.data === undefined ? <Text size="sm">Comparing…</Text> : <OverlapTable overlap={overlap.data} />;
}

function OverlapTable({ overlap: { subsets, cells } }: { readonly overlap: Overlap }) {
  const withoutHash = Math.max(0, ...subsets.map((subset) => subset.withoutHash));
  const withoutTime = Math.max(0, ...subsets.map((subset) => subset.withoutTime));
  return (
    <>
      <Text size="sm" c="dimmed" mb={8}>
        How many recordings of the row are also in the column; small below it, how many more share content (=) or
        recorder and night (☾) with one there.
      </Text>
      <div className={styles['tableBox']}>
        <table className={`${styles['table'] ?? ''} ${styles['matrix'] ?? ''}`} aria-label="What the subsets share">
          <thead>
            <tr>
              <th />
              {subsets.map(({ subsetId, name }) => (
                <th key={subsetId} scope="col" className={styles['number']}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {subsets.map(({ subsetId, name, purpose }, row) => (
              <tr key={subsetId}>
                <th scope="row">
                  {name} <span className="dim">{purpose}</span>
                </th>
                {(cells[row] ?? []).map((cell, column) => (
                  <Cell
                    key={subsets[column]?.subsetId ?? column}
                    cell={cell}
                    own={row === column}
                    across={purpose !== subsets[column]?.purpose}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {withoutHash + withoutTime > 0 && (
        <Text size="sm" c="dimmed" mt={8}>
          {`Up to ${countOf(withoutHash, 'file')} of a subset without a hash and ${countOf(withoutTime, 'file')} without a recording time cannot be compared by it.`}
        </Text>
      )}
    </>
  );
}

interface CellProps {
  readonly cell: OverlapCell;
  readonly own: boolean;
  /** Subsets of both sides: what they share is a mistake in most studies. */
  readonly across: boolean;
}

function Cell({ cell: { recordings, copies, sameNight }, own, across }: CellProps) {
  const shares = recordings + copies + sameNight > 0;
  const kind = own ? 'own' : across && shares ? 'conflict' : '';
  return (
    <td className={`${styles['number'] ?? ''} ${styles[kind] ?? ''}`}>
      {recordings === 0 && !own ? '·' : countText(recordings)}
      <small title={`${countOf(copies, 'copy', 'copies')}, ${countOf(sameNight, 'recording')} of the same night`}>
        {[copies > 0 ? `= ${countText(copies)}` : '', sameNight > 0 ? `☾ ${countText(sameNight)}` : '']
          .filter((part) => part !== '')
          .join(' ')}
      </small>
    </td>
  );
}
