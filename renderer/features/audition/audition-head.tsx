import type { RankedRecording } from '../../../electron/contract/ranking.ts';
import { copiesText } from '../../components/copies-mark.tsx';
import { confidenceText, countText, durationText } from '../../components/format.ts';
import { FileName } from '../../components/small-parts.tsx';
import { useSettings } from '../../state/settings.ts';
import styles from './audition.module.css';

export function AuditionHead({ row }: { readonly row: RankedRecording }) {
  const blind = useSettings((state) => state.blind);
  return (
    <div className={styles['head']}>
      <div className={styles['headName']}>
        <FileName name={row.fileName} title={row.relativePath} />
      </div>
      <div className={styles['headFacts']}>
        <span>{row.sourceName}</span>
        {row.durationSeconds !== null && <span>{durationText(row.durationSeconds)}</span>}
        {!blind && row.confidence !== null && <span>Confidence {confidenceText(row.confidence)}</span>}
        {!blind && row.rank > 0 && row.confidence !== null && <span>Rank {countText(row.rank)}</span>}
        {row.copies !== null && row.copies.count > 0 && <span>{copiesText(row.copies)}</span>}
      </div>
    </div>
  );
}
