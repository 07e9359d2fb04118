import type {
  BaselineKind,
  MetricDifference,
  MetricSummary,
  ResultAxis,
  ResultGroup,
  ResultsTable,
} from '../../contract/results.ts';
import { mixesOf, valueIn, valuesOf, varyingAxes } from './axes.ts';
import { baselineFinder, baselineKinds, baselineLabel, type FindBaseline, type Keyed } from './baseline.ts';
import { columnLabel, metricColumns } from './columns.ts';
import type { Experiment } from './experiment.ts';
import { differenceCaveat, summaryNotes } from './result-notes.ts';
import { compareMeans, summarise } from './summarise.ts';

export interface GroupRequest {
  readonly columns: readonly string[];
  /** Those that take part. */
  readonly experiments: readonly Experiment[];
  /** Every setting that varies where undefined. */
  readonly axes?: readonly string[] | undefined;
  /** The one that serves most groups where undefined. */
  readonly baseline?: BaselineKind | undefined;
}

interface Group extends Keyed {
  readonly key: string;
}

/** Experiments by the values of the axes, summed up over seeds and compared with the baseline. */
export function groupExperiments(request: GroupRequest): ResultsTable {
  const { experiments } = request;
  const axes = chooseAxes(request);
  const chosen = axes.filter((axis) => axis.chosen);
  const groups = groupsBy(chosen, experiments);
  const finders = baselineKinds.map((kind) => ({ kind, find: baselineFinder(kind, chosen, experiments) }));
  const baselines = finders.map(({ kind, find }) => ({
    kind,
    label: baselineLabel(kind),
    groups: countCompared(groups, find),
  }));
  const most = Math.max(...baselines.map((each) => each.groups));
  const suggested = most === 0 ? undefined : baselines.find((each) => each.groups === most)?.kind;
  const baseline = request.baseline ?? suggested ?? 'none';
  const describe = groupDescriber({ axes, groups, find: baselineFinder(baseline, chosen, experiments) });
  const described = groups.map(describe);
  return {
    experiments: experiments.length,
    axes,
    groups: described,
    baseline,
    baselines,
    notes: summaryNotes(baseline),
    caveat: differenceCaveat(described),
  };
}

/** The axes that vary, and those that were asked for although they do not. */
function chooseAxes({ columns, experiments, axes: wanted }: GroupRequest): ResultAxis[] {
  const varying = varyingAxes(columns, experiments);
  if (wanted === undefined) {
    return varying;
  }
  const constant = wanted.filter((column) => !varying.some((axis) => axis.column === column));
  return [
    ...varying.map((axis) => ({ ...axis, chosen: wanted.includes(axis.column) })),
    ...constant.map((column) => ({
      column,
      label: columnLabel(column),
      chosen: true,
      values: valuesOf(column, experiments),
      together: [],
    })),
  ];
}

function groupsBy(axes: readonly ResultAxis[], experiments: readonly Experiment[]): Group[] {
  const groups = new Map<string, { keys: string[]; experiments: Experiment[] }>();
  for (const experiment of experiments) {
    const keys = axes.map(({ column }) => experiment.setting(column).key);
    const group = groups.get(groupKey(keys)) ?? { keys, experiments: [] };
    group.experiments.push(experiment);
    groups.set(groupKey(keys), group);
  }
  const place = ({ keys }: Keyed): number[] =>
    keys.map((key, index) => axes[index]?.values.findIndex((value) => value.key === key) ?? 0);
  return [...groups]
    .map(([key, group]) => ({ key, ...group }))
    .sort((left, right) => compareLists(place(left), place(right)));
}

function groupKey(keys: readonly string[]): string {
  return JSON.stringify(keys);
}

function compareLists(left: readonly number[], right: readonly number[]): number {
  const differing = left.findIndex((number, index) => number !== right[index]);
  return differing === -1 ? 0 : (left[differing] ?? 0) - (right[differing] ?? 0);
}

function countCompared(groups: readonly Group[], find: FindBaseline): number {
  const keys = new Set(groups.map(({ key }) => key));
  return groups.filter((group) => {
    const baseline = find(group);
    return baseline !== null && groupKey(baseline) !== group.key && keys.has(groupKey(baseline));
  }).length;
}

interface DescribeOptions {
  readonly axes: readonly ResultAxis[];
  readonly groups: readonly Group[];
  readonly find: FindBaseline;
}

function groupDescriber({ axes, groups, find }: DescribeOptions): (group: Group) => ResultGroup {
  const chosen = axes.filter((axis) => axis.chosen);
  const chosenColumns = chosen.map(({ column }) => column);
  const metrics = new Map(groups.map((group) => [group.key, summariesOf(group.experiments)]));
  return (group) => {
    const wanted = find(group);
    const wantedKey = wanted === null ? null : groupKey(wanted);
    const isBaseline = wantedKey === group.key;
    const reference = isBaseline || wantedKey === null ? undefined : metrics.get(wantedKey);
    const own = metrics.get(group.key) ?? {};
    const mixes = mixesOf(axes, chosenColumns, group.experiments);
    return {
      key: group.key,
      values: chosen.flatMap(({ column, values }) =>
        group.experiments.slice(0, 1).map((experiment) => valueIn(values, column, experiment)),
      ),
      experiments: group.experiments.map(({ name }) => name),
      seeds: group.experiments.map(({ seed }) => seed),
      signatures: [...new Set(group.experiments.map(({ signature }) => signature))].sort(),
      metrics: own,
      baselineKey: reference === undefined ? null : wantedKey,
      isBaseline,
      differences: reference === undefined ? {} : differencesOf(own, reference),
      mixes,
      warnings: groupWarnings(group.experiments, mixes),
    };
  };
}

function summariesOf(experiments: readonly Experiment[]): Record<string, MetricSummary> {
  return Object.fromEntries(
    [...metricColumns.keys()].flatMap((key) => {
      const summary = summarise(experiments.flatMap(({ metrics }) => metrics.get(key) ?? []));
      return summary === null ? [] : [[key, summary] as const];
    }),
  );
}

function differencesOf(
  own: Readonly<Record<string, MetricSummary>>,
  reference: Readonly<Record<string, MetricSummary>>,
): Record<string, MetricDifference> {
  return Object.fromEntries(
    Object.entries(own).flatMap(([key, summary]) => {
      const baseline = reference[key];
      return baseline === undefined ? [] : [[key, compareMeans(summary, baseline)] as const];
    }),
  );
}

const FEWEST_SEEDS = 3;

function groupWarnings(experiments: readonly Experiment[], mixes: ResultGroup['mixes']): string[] {
  const seeds = new Set(experiments.map(({ seed }) => seed));
  const count = experiments.length;
  return [
    ...(count < FEWEST_SEEDS ? [`n = ${count}: too few to tell a difference from chance`] : []),
    ...mixes.map(({ label, values }) => `mixes ${label} ${listed(values)}`),
    ...(mixes.length === 0 && seeds.size < count
      ? [`${count} runs of ${seeds.size} seeds: some settings were run again`]
      : []),
  ];
}

/** "0.25 and 0.5"; at most four are named. */
function listed(values: readonly string[]): string {
  const shown = values.length > 4 ? [...values.slice(0, 3), `${values.length - 3} more`] : values;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1) ?? ''}`;
}
