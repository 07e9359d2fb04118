import type { RankingKey } from '../../../electron/contract/ranking.ts';
import type { TierCounts } from '../../../electron/contract/subsets.ts';
import { useLastingQuery } from '../../api/use-query.ts';
import { confidenceText, countOf } from '../../components/format.ts';
import { useSettings } from '../../state/settings.ts';
import { handleConfidence } from '../review/histogram-data.ts';
import type { FamilyDraft } from './family-draft.ts';
import styles from './subsets.module.css';

interface FamilyHistogramProps {
  readonly draft: FamilyDraft;
  readonly ranking: RankingKey;
  readonly counts: readonly TierCounts[] | undefined;
}

const BINS = 100;
const HEIGHT = 44;

/** How many files lie at which confidence in the chosen sources, and where each tier ends. Counts are on a log scale. */
export function FamilyHistogram({ draft, ranking, counts }: FamilyHistogramProps) {
  const blind = useSettings((state) => state.blind);
  const histogram = useLastingQuery('ranking/counts', {
    ...ranking,
    sourceIds: [...draft.sourceIds],
    bins: BINS,
  }).data?.histogram;
  if (blind || histogram === undefined) {
    return null;
  }
  const highest = Math.log1p(Math.max(1, ...histogram));
  return (
    <figure className={styles['histogram']} aria-label="Where the tiers end">
      <svg viewBox={`0 0 ${BINS} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden>
        {histogram.map((count, bin) => {
          const height = (HEIGHT * Math.log1p(count)) / highest;
          return (
            <rect key={bin} x={bin + 0.08} y={HEIGHT - height} width={0.84} height={height} fill="var(--em-bar)">
              <title>{countOf(count, 'file')}</title>
            </rect>
          );
        })}
      </svg>
      {draft.tiers.map((tier, index) => {
        const confidence = handleConfidence(tier, counts?.[index]);
        return confidence === null ? null : (
          <span
            key={index}
            className={styles['cut']}
            style={{ left: `${confidence * 100}%` }}
            title={`${tier.name}: from ${confidenceText(confidence)}`}
          />
        );
      })}
    </figure>
  );
}
