import uPlot from 'uplot';
import { countText } from '../../components/format.ts';

interface HistogramPlot {
  readonly width: number;
  readonly height: number;
  readonly logarithmic: boolean;
  /** Value of a CSS custom property. */
  readonly colour: (name: string) => string;
}

/** Free space left and right of the bars; the count axis is drawn inside the left one. */
export const PLOT_GUTTER = 34;

export function histogramOptions({ width, height, logarithmic, colour }: HistogramPlot): uPlot.Options {
  const dim = colour('--em-dim');
  const line = colour('--em-line-soft');
  const font = '11px system-ui, sans-serif';
  const bars = uPlot.paths.bars?.({ size: [0.86, 100, 1], align: 0 });
  return {
    width,
    height,
    padding: [16, PLOT_GUTTER, 0, 0],
    legend: { show: false },
    cursor: { show: false },
    scales: {
      x: { time: false, range: [0, 1] },
      y: logarithmic
        ? { distr: 3, range: (_plot, _least, most) => [0.5, Math.max(10, most * 1.3)] }
        : { range: (_plot, _least, most) => [0, Math.max(1, most * 1.06)] },
    },
    axes: [
      {
        stroke: dim,
        font,
        size: 22,
        gap: 3,
        grid: { show: false },
        ticks: { stroke: line, size: 3 },
        splits: () => [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1],
        values: (_plot, splits) => splits.map((split) => split.toFixed(1)),
      },
      {
        stroke: dim,
        font,
        size: PLOT_GUTTER,
        gap: 3,
        space: 26,
        grid: { stroke: line, width: 1 },
        ticks: { show: false },
        ...(logarithmic ? { splits: (_plot, _axis, least, most) => decades(least, most) } : {}),
        values: (_plot, splits) => splits.map((split) => countAxisText(split)),
      },
    ],
    series: [
      {},
      {
        stroke: 'transparent',
        fill: colour('--em-bar'),
        points: { show: false },
        ...(bars === undefined ? {} : { paths: bars }),
      },
    ],
  };
}

function countAxisText(value: number): string {
  if (value < 1 || !Number.isInteger(value)) {
    return value === 0 ? '0' : '';
  }
  return value >= 10_000 ? `${Number((value / 1000).toFixed(1))}k` : countText(value);
}

/** Powers of ten within a range of counts. */
function decades(least: number, most: number): number[] {
  const values: number[] = [];
  for (let value = 1; value <= most; value *= 10) {
    if (value >= least) {
      values.push(value);
    }
  }
  return values;
}
