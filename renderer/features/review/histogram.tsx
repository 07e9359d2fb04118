import { useComputedColorScheme } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useEffect, useMemo, useRef } from 'react';
import uPlot from 'uplot';
import type { RankingKey } from '../../../electron/contract/ranking.ts';
import { useLastingQuery } from '../../api/use-query.ts';
import { EmptyNotice, FaultNotice } from '../../components/notices.tsx';
import { useSettings } from '../../state/settings.ts';
import type { View } from '../../state/view.ts';
import { histogramOptions, PLOT_GUTTER } from './histogram-plot.ts';
import styles from './review.module.css';
import { TierHandles } from './tier-handles.tsx';
import type { Tiers } from './use-tiers.ts';

interface HistogramProps {
  readonly view: View;
  readonly ranking: RankingKey;
  readonly tiers: Tiers;
}

const BINS = 100;

/** How many recordings lie at which confidence, with the tiers' handles on it. */
export function Histogram({ view, ranking, tiers }: HistogramProps) {
  const blind = useSettings((state) => state.blind);
  const counts = useLastingQuery('ranking/counts', {
    ...ranking,
    sourceIds: view.sourcesInView.map(({ id }) => id),
    bins: BINS,
  });
  const { ref, width } = useElementSize();
  if (blind) {
    return (
      <div className={styles['histogram']}>
        <EmptyNotice title="Confidence is hidden" text="Blind mode is on; press B to show it again." />
      </div>
    );
  }
  const scored = (counts.data?.scored ?? 0) + (counts.data?.zero ?? 0);
  return (
    <div className={styles['histogram']}>
      {counts.fault !== null && <FaultNotice fault={counts.fault} />}
      <div className={styles['plot']} ref={ref}>
        {counts.data !== undefined && scored === 0 && (
          <EmptyNotice title="Nothing scored yet" text="The histogram grows as scores come in." />
        )}
        {counts.data !== undefined && scored > 0 && width > 0 && (
          <>
            <Plot histogram={counts.data.histogram} width={width} />
            <TierHandles
              tiers={tiers}
              histogram={counts.data.histogram}
              total={scored}
              width={width - 2 * PLOT_GUTTER}
            />
          </>
        )}
      </div>
    </div>
  );
}

const PLOT_HEIGHT = 128;

function Plot({ histogram, width }: { readonly histogram: readonly number[]; readonly width: number }) {
  const host = useRef<HTMLDivElement>(null);
  const scheme = useComputedColorScheme('dark');
  const logarithmic = useSettings((state) => state.logarithmicCounts);
  const data = useMemo<uPlot.AlignedData>(() => {
    const centres = histogram.map((_, index) => (index + 0.5) / histogram.length);
    // A logarithm knows no zero: empty bins are left out there.
    return [centres, histogram.map((count) => (count === 0 ? null : count))];
  }, [histogram]);
  useEffect(() => {
    if (host.current === null) {
      return undefined;
    }
    const style = getComputedStyle(document.documentElement);
    const options = histogramOptions({
      width,
      height: PLOT_HEIGHT,
      logarithmic,
      colour: (name) => style.getPropertyValue(name),
    });
    const plot = new uPlot(options, data, host.current);
    return () => {
      plot.destroy();
    };
  }, [data, width, scheme, logarithmic]);
  return <div ref={host} role="img" aria-label="Histogram of confidence" />;
}
