import { Button } from '@mantine/core';
import type { ResultsImport } from '../../../electron/contract/results.ts';
import { useAction } from '../../api/use-action.ts';
import { countText, recordedText } from '../../components/format.ts';
import { PathText } from '../../components/small-parts.tsx';
import { importedText } from './result-words.ts';
import styles from './results.module.css';

const MOST_SHOWN = 200;

/** Where the results come from, and what of them could not be read as it stands. */
export function ImportPanel({ results }: { readonly results: ResultsImport }) {
  const remove = useAction('results/remove');
  const { duplicates, issues, otherColumns } = results;
  return (
    <div className={styles['import']}>
      <dl className={styles['facts']}>
        <dt>From</dt>
        <dd>
          <PathText path={results.origin} />
        </dd>
        <dt>Imported</dt>
        <dd>{recordedText(results.importedAt)}</dd>
        <dt>Holds</dt>
        <dd>{`${importedText(results)}; ${countText(results.columns)} columns`}</dd>
        {otherColumns.length > 0 && (
          <>
            <dt>Other columns</dt>
            <dd>{otherColumns.join(', ')}</dd>
          </>
        )}
      </dl>
      {duplicates.length + issues.length > 0 && <Remarks results={results} />}
      <div>
        <Button variant="default" loading={remove.busy} onClick={() => void remove.run({ importId: results.importId })}>
          Remove from the library
        </Button>
      </div>
    </div>
  );
}

function Remarks({ results: { duplicates, issues } }: { readonly results: ResultsImport }) {
  const rows = [
    ...issues.map(({ place, experiment, column, reason, kept }) => ({ place, experiment, column, reason, kept })),
    ...duplicates.map(({ experiment, droppedPlaces, keptTimestamp }) => ({
      place: droppedPlaces.join(', '),
      experiment,
      column: null,
      reason: `An older row of this experiment; the one of ${keptTimestamp ?? 'the file’s end'} counts.`,
      kept: false,
    })),
  ];
  return (
    <div className={styles['scroll']} tabIndex={0} role="region" aria-label="Remarks on the import">
      <table className={styles['table']}>
        <thead>
          <tr>
            <th>Where</th>
            <th>Experiment</th>
            <th>Remark</th>
            <th>Takes part</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, MOST_SHOWN).map(({ place, experiment, column, reason, kept }, index) => (
            <tr key={index}>
              <td>{place}</td>
              <td>{experiment ?? '–'}</td>
              <td className={styles['reason']}>{column === null ? reason : `${column}: ${reason}`}</td>
              <td>{kept ? 'yes' : 'no'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > MOST_SHOWN && <p className="dim">{`${countText(rows.length - MOST_SHOWN)} more.`}</p>}
    </div>
  );
}
