import type {
  BaselineKind,
  MetricKey,
  PictureCell,
  ResultMetric,
  ResultsPicture,
  ResultSplit,
  ResultsTable,
  ResultValue,
} from '../../contract/results.ts';
import { valuesOf } from './axes.ts';
import { colourAt, scaleColours } from './colour-scale.ts';
import { balanceColumn, negativeColumn, positiveColumn } from './columns.ts';
import type { Experiment } from './experiment.ts';
import { groupExperiments } from './group-experiments.ts';

export interface PictureRequest {
  readonly columns: readonly string[];
  readonly experiments: readonly Experiment[];
  readonly split: ResultSplit;
  readonly metric: ResultMetric;
  readonly baseline?: BaselineKind | undefined;
}

const metricWords: Readonly<Record<ResultMetric, string>> = {
  f1: 'F1',
  precision: 'Precision',
  recall: 'Recall',
  accuracy: 'Accuracy',
  auroc: 'AUROC',
  auprc: 'AUPRC',
  threshold: 'Threshold',
};

/** A metric of a split as people say it: "OOD F1". */
export function metricLabel(split: ResultSplit, metric: ResultMetric): string {
  return `${split.toUpperCase()} ${metricWords[metric]}`;
}

/** Positive subsets down, negative subsets across, one panel for each value of balance. */
export function drawPicture(request: PictureRequest): ResultsPicture {
  const { columns, experiments, split, metric, baseline } = request;
  const table = groupExperiments({
    columns,
    experiments,
    axes: [balanceColumn, positiveColumn, negativeColumn],
    baseline,
  });
  const rows = valuesOf(positiveColumn, experiments);
  const across = valuesOf(negativeColumn, experiments);
  const balances = valuesOf(balanceColumn, experiments);
  const placed = placeGroups(table, { rows, across, metric: `${split}.${metric}` });
  const scale = scaleOf(placed);
  return {
    title: metricLabel(split, metric),
    experiments: experiments.length,
    rows: rows.map(bareValue),
    columns: across.map(bareValue),
    panels: balances.map((value) => ({
      label: balanceLabel(value),
      cells: placed
        .filter(({ balance }) => balance === value.key)
        .map(({ cell }) => ({ ...cell, ...colourAt(shareOf(cell, scale)) })),
    })),
    scale: scale === null ? null : { ...scale, colours: [...scaleColours] },
    baseline: table.baseline,
    warnings: pictureWarnings(placed.map(({ cell }) => cell)),
    caveat: table.caveat,
  };
}

function bareValue({ key, label, originals }: ResultValue): ResultValue {
  return { key, label, originals };
}

interface Placed {
  readonly balance: string;
  readonly cell: Omit<PictureCell, 'colour' | 'ink'>;
}

interface PlaceOptions {
  readonly rows: readonly ResultValue[];
  readonly across: readonly ResultValue[];
  readonly metric: MetricKey;
}

function placeGroups({ axes, groups }: ResultsTable, { rows, across, metric }: PlaceOptions): Placed[] {
  const chosen = axes.filter((axis) => axis.chosen).map(({ column }) => column);
  return groups.map((group) => {
    const keyOn = (column: string): string => group.values[chosen.indexOf(column)]?.key ?? '';
    return {
      balance: keyOn(balanceColumn),
      cell: {
        row: rows.findIndex(({ key }) => key === keyOn(positiveColumn)),
        column: across.findIndex(({ key }) => key === keyOn(negativeColumn)),
        summary: group.metrics[metric] ?? null,
        difference: group.differences[metric] ?? null,
        isBaseline: group.isBaseline,
        experiments: group.experiments,
        mixes: group.mixes,
        warnings: group.warnings,
      },
    };
  });
}

type Scale = { readonly low: number; readonly high: number } | null;

/** From the lowest to the highest mean of all panels, so that one colour means one value. */
function scaleOf(placed: readonly Placed[]): Scale {
  const means = placed.flatMap(({ cell }) => (cell.summary === null ? [] : [cell.summary.mean]));
  return means.length === 0 ? null : { low: Math.min(...means), high: Math.max(...means) };
}

function shareOf({ summary }: Placed['cell'], scale: Scale): number | null {
  if (summary === null || scale === null) {
    return null;
  }
  return scale.high === scale.low ? 0.5 : (summary.mean - scale.low) / (scale.high - scale.low);
}

function balanceLabel({ key, label }: ResultValue): string {
  return key === 'True' ? 'Balanced classes' : key === 'False' ? 'Not balanced' : `Balance ${label}`;
}

/** What is wrong with how many cells, the most frequent first. */
function pictureWarnings(cells: readonly Placed['cell'][]): string[] {
  const counts = new Map<string, number>();
  for (const warning of cells.flatMap(({ warnings }) => warnings)) {
    counts.set(warning, (counts.get(warning) ?? 0) + 1);
  }
  return [...counts]
    .sort(([, left], [, right]) => right - left)
    .map(
      ([warning, count]) =>
        `${count === cells.length ? 'Every cell' : `${count} of ${cells.length} cells`}: ${warning}`,
    );
}
