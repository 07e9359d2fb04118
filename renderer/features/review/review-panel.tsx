import { useView } from '../../state/use-view.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { FilterBar } from './filter-bar.tsx';
import { Histogram } from './histogram.tsx';
import { RecordingTable } from './recording-table.tsx';
import styles from './review.module.css';
import { RankingHead, SourceHead, UnreadableHead } from './review-head.tsx';
import { TierStrip } from './tier-strip.tsx';
import { RankingWarnings } from './ranking-warnings.tsx';
import { useReviewCommands } from './use-review-commands.ts';
import { useTiers } from './use-tiers.ts';

/** The middle: the ranking with its histogram, or the plain recordings before there is one. */
export function ReviewPanel() {
  const view = useView();
  const isUnreadable = useWorkspace(({ unreadableOf }) => unreadableOf !== null);
  useReviewCommands();
  return (
    <div className={styles['panel']}>
      {isUnreadable ? (
        <UnreadableHead view={view} />
      ) : view.ranking === null ? (
        <SourceHead view={view} />
      ) : (
        <RankingTop />
      )}
      <FilterBar />
      <RecordingTable />
    </div>
  );
}

function RankingTop() {
  const view = useView();
  const tiers = useTiers(view);
  if (view.ranking === null || view.run === null) {
    return null;
  }
  return (
    <div>
      <RankingHead view={view} run={view.run} label={view.ranking.label} />
      <RankingWarnings view={view} ranking={view.ranking} />
      <Histogram view={view} ranking={view.ranking} tiers={tiers} />
      <TierStrip tiers={tiers} />
    </div>
  );
}
