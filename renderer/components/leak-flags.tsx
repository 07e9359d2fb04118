import type { LeakGrade } from '../../electron/contract/leakage.ts';
import type { RankedRecording } from '../../electron/contract/ranking.ts';
import styles from './components.module.css';

/** How surely, in words. */
export const gradeWords: Readonly<Record<LeakGrade, string>> = {
  exact: 'the same content',
  strong: 'the same name, recorder and time, or folder',
  weak: 'the same recorder in the same night',
};

type Flagged = Pick<RankedRecording, 'leak' | 'heldOut'>;

/** Small words beside a file name: its model was trained on it, or it is held out from training. */
export function LeakFlags({ row }: { readonly row: Flagged }) {
  const leak = row.leak ?? null;
  const heldOut = row.heldOut ?? null;
  return (
    <>
      {leak !== null && (
        <span className={styles['flag']} title={`Touches the model’s training data: ${gradeWords[leak]}.`}>
          {leak === 'weak' ? 'Near training' : 'Training'}
          {leak !== 'weak' && <span className={styles['flagRest']}> data</span>}
        </span>
      )}
      {heldOut !== null && (
        <span className={styles['flag']} title={`Touches a held-out split of the library: ${gradeWords[heldOut]}.`}>
          {heldOut === 'weak' ? 'Near held-out' : 'Held-out'}
        </span>
      )}
    </>
  );
}
