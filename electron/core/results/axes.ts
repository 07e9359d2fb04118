import type { ResultAxis, ResultMix, ResultValue } from '../../contract/results.ts';
import { columnLabel, isOtherColumn, isSettingColumn, subsetColumns } from './columns.ts';
import type { Experiment } from './experiment.ts';
import { compareSubsetNames } from './subset-path.ts';

const collator = new Intl.Collator('en', { numeric: true });

/** By number where both are numbers: a collator would put 0.5 before 0.25. */
function comparePlain(left: string, right: string): number {
  const difference = Number(left) - Number(right);
  return left === '' || right === '' || Number.isNaN(difference) ? collator.compare(left, right) : difference;
}

/** The values of a column among experiments, in the order in which people read them. */
export function valuesOf(column: string, experiments: readonly Experiment[]): ResultAxis['values'] {
  const found = new Map<string, { label: string; written: Set<string>; experiments: number }>();
  for (const experiment of experiments) {
    const { key, label, written } = experiment.setting(column);
    const value = found.get(key) ?? { label, written: new Set<string>(), experiments: 0 };
    value.experiments += 1;
    if (written !== label) {
      value.written.add(written);
    }
    found.set(key, value);
  }
  const compare = subsetColumns.has(column) ? compareSubsetNames : comparePlain;
  return unambiguous([...found].map(([key, value]) => ({ key, ...value })))
    .sort((left, right) => compare(left.label, right.label))
    .map(({ key, label, written, experiments: count }) => ({
      key,
      label,
      originals: [...written].sort(),
      experiments: count,
    }));
}

/** Two folders of one name in different places are told apart by their whole path. */
function unambiguous<Value extends { readonly key: string; readonly label: string }>(
  values: readonly Value[],
): Value[] {
  const times = (label: string): number => values.filter((other) => other.label === label).length;
  return values.map((value) => (times(value.label) > 1 && value.key !== '' ? { ...value, label: value.key } : value));
}

/** The value of an experiment as `valuesOf` names it. */
export function valueIn(values: readonly ResultValue[], column: string, experiment: Experiment): ResultValue {
  const { key, label } = experiment.setting(column);
  const known = values.find((value) => value.key === key);
  return known === undefined
    ? { key, label, originals: [] }
    : { key: known.key, label: known.label, originals: known.originals };
}

/** Subsets first, then the other settings as the table has them, then what Earmark does not know. */
function inReadingOrder(columns: readonly string[]): string[] {
  const first = [...subsetColumns].filter((column) => columns.includes(column));
  const settings = columns.filter((column) => isSettingColumn(column) && !first.includes(column));
  return [...first, ...settings, ...columns.filter(isOtherColumn)];
}

/**
 * Columns with more than one value among the experiments. Those that change exactly when an earlier one does are named
 * beside it: grouping by both would say nothing more.
 */
export function varyingAxes(columns: readonly string[], experiments: readonly Experiment[]): ResultAxis[] {
  const axes: (ResultAxis & { readonly partition: string; readonly together: string[] })[] = [];
  for (const column of inReadingOrder(columns)) {
    const partition = partitionBy(column, experiments);
    const same = axes.find((axis) => axis.partition === partition);
    if (partition === '') {
      continue;
    }
    if (same === undefined) {
      const values = valuesOf(column, experiments);
      axes.push({
        column,
        label: columnLabel(column),
        chosen: isSettingColumn(column),
        values,
        together: [],
        partition,
      });
    } else {
      same.together.push(column);
    }
  }
  return axes.map(({ column, label, chosen, values, together }) => ({ column, label, chosen, values, together }));
}

/** Which experiments share a value, as a text equal for equal partitions; empty where all do. */
function partitionBy(column: string, experiments: readonly Experiment[]): string {
  const numbers = new Map<string, number>();
  const places = experiments.map((experiment) => {
    const { key } = experiment.setting(column);
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number;
  });
  return numbers.size > 1 ? places.join() : '';
}

/** Settings that are not the same throughout some experiments although nobody groups by them. */
export function mixesOf(
  axes: readonly ResultAxis[],
  chosen: readonly string[],
  experiments: readonly Experiment[],
): ResultMix[] {
  return axes
    .filter(({ column }) => isSettingColumn(column) && !chosen.includes(column))
    .flatMap(({ column, label, values }) => {
      const keys = new Set(experiments.map((experiment) => experiment.setting(column).key));
      const labels = values.filter(({ key }) => keys.has(key)).map((value) => value.label);
      return labels.length > 1 ? [{ column, label, values: labels }] : [];
    });
}
