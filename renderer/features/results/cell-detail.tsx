import type { PictureCell, ResultsPicture } from '../../../electron/contract/results.ts';
import { baselineWords, differenceText, meanText } from './result-words.ts';
import styles from './results.module.css';

interface CellDetailProps {
  readonly picture: ResultsPicture;
  readonly cell: PictureCell | null;
  readonly panel: string;
}

/** What stands behind the cell that is looked at; its place is kept, so that nothing moves under the pointer. */
export function CellDetail({ picture, cell, panel }: CellDetailProps) {
  return (
    <div className={styles['detail']} role="status" aria-label="Cell">
      {cell === null ? (
        <p className="dim">Point at a cell, or go to it with Tab, to see its experiments.</p>
      ) : (
        <CellFacts picture={picture} cell={cell} panel={panel} />
      )}
      <p className={styles['caveat']}>{picture.caveat}</p>
    </div>
  );
}

function CellFacts({ picture, cell, panel }: CellDetailProps & { readonly cell: PictureCell }) {
  const { summary, difference } = cell;
  const row = picture.rows[cell.row];
  const column = picture.columns[cell.column];
  const originals = [...(row?.originals ?? []), ...(column?.originals ?? [])];
  return (
    <>
      <p className={styles['detailTitle']}>
        {`${row?.label ?? ''} × ${column?.label ?? ''}`}
        <span className="dim">{` · ${panel}`}</span>
        {originals.length > 0 && <span className="dim">{` · also written ${originals.join(', ')}`}</span>}
      </p>
      <dl className={styles['facts']}>
        <dt>{picture.title}</dt>
        <dd>
          {summary === null
            ? 'not stated'
            : `${meanText(summary)}, from ${summary.min.toFixed(3)} to ${summary.max.toFixed(3)}, n = ${summary.n}`}
        </dd>
        {difference !== null && (
          <>
            <dt>Difference</dt>
            <dd>{`${differenceText(difference)} to: ${baselineWords[picture.baseline].toLowerCase()} (n = ${difference.baselineN})`}</dd>
          </>
        )}
        {cell.warnings.map((warning) => (
          <WarningFact key={warning} warning={warning} />
        ))}
        <dt>Experiments</dt>
        <dd>{cell.experiments.join(', ')}</dd>
      </dl>
    </>
  );
}

function WarningFact({ warning }: { readonly warning: string }) {
  return (
    <>
      <dt>Mind</dt>
      <dd className={styles['warn']}>{warning}</dd>
    </>
  );
}
