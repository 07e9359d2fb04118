import { useState } from 'react';
import type { BaselineKind, ResultMetric, ResultsImport, ResultSplit } from '../../../electron/contract/results.ts';

/** What of an import is in view. */
export interface ResultChoices {
  readonly stages: readonly string[];
  readonly split: ResultSplit;
  readonly metric: ResultMetric;
  /** null: the one that serves most groups. */
  readonly baseline: BaselineKind | null;
  /** The one value of a column that takes part, by column. */
  readonly where: Readonly<Record<string, string>>;
  /** Columns of the table's groups; null: every setting that varies. */
  readonly axes: readonly string[] | null;
}

export type ChangeChoices = (change: Partial<ResultChoices>) => void;

export function useResultChoices(results: ResultsImport): readonly [ResultChoices, ChangeChoices] {
  const [choices, setChoices] = useState<ResultChoices>({
    stages: results.suggestedStage === null ? [] : [results.suggestedStage],
    split: 'ood',
    metric: 'f1',
    baseline: null,
    where: {},
    axes: null,
  });
  const change: ChangeChoices = (changed) => {
    setChoices((current) => ({ ...current, ...changed }));
  };
  return [choices, change];
}

/** The part of a request that says which experiments take part. */
export function selectionOf(importId: number, { stages, where }: ResultChoices) {
  return {
    importId,
    stages: [...stages],
    where: Object.fromEntries(Object.entries(where).map(([column, key]) => [column, [key]])),
  };
}

export function baselineOf({ baseline }: ResultChoices): { baseline?: BaselineKind } {
  return baseline === null ? {} : { baseline };
}
