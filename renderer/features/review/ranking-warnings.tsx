import { useLastingQuery } from '../../api/use-query.ts';
import type { RankingKey } from '../../../electron/contract/ranking.ts';
import { WarningNotice } from '../../components/notices.tsx';
import type { View } from '../../state/view.ts';
import styles from './review.module.css';

/** What looks wrong with the ranking as a whole, above its histogram; nothing where nothing does. */
export function RankingWarnings({ view, ranking }: { readonly view: View; readonly ranking: RankingKey }) {
  const warnings =
    useLastingQuery('ranking/counts', {
      ...ranking,
      sourceIds: view.sourcesInView.map(({ id }) => id),
      bins: 100,
    }).data?.warnings ?? [];
  return warnings.length === 0 ? null : (
    <div className={styles['warnings']} role="note" aria-label="About this ranking">
      {warnings.map((warning) => (
        <WarningNotice key={warning}>{warning}</WarningNotice>
      ))}
    </div>
  );
}
