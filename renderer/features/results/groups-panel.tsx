import { Button, MultiSelect } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { MetricDifference, ResultGroup, ResultMetric, ResultsTable } from '../../../electron/contract/results.ts';
import { useAction } from '../../api/use-action.ts';
import { useLastingQuery } from '../../api/use-query.ts';
import { EmptyNotice, FaultNotice } from '../../components/notices.tsx';
import { IntervalMark, intervalRange } from './interval-mark.tsx';
import { differenceText, headingText, meanText, metricKey, metricWords } from './result-words.ts';
import { saveText } from '../../components/save-file.ts';
import { baselineOf, selectionOf, type ChangeChoices, type ResultChoices } from './use-result-choices.ts';
import styles from './results.module.css';

interface GroupsPanelProps {
  readonly importId: number;
  readonly choices: ResultChoices;
  readonly onChange: ChangeChoices;
}

/** Means by settings, with their differences to the baseline. */
export function GroupsPanel({ importId, choices, onChange }: GroupsPanelProps) {
  const request = {
    ...selectionOf(importId, choices),
    ...baselineOf(choices),
    ...(choices.axes === null ? {} : { axes: [...choices.axes] }),
  };
  const table = useLastingQuery('results/table', request);
  const save = useAction('results/export');
  if (table.data === undefined) {
    return table.fault === null ? null : <FaultNotice fault={table.fault} />;
  }
  const start = async (): Promise<void> => {
    const file = await save.run({ what: 'table', ...request });
    if (file !== null) {
      saveText(file);
    }
  };
  const { axes, groups, notes, caveat } = table.data;
  return (
    <div className={styles['tablePanel']}>
      <div className={styles['tableHead']}>
        <MultiSelect
          label="Group by"
          flex={1}
          data={axes.map(({ column, label }) => ({ value: column, label }))}
          value={axes.filter(({ chosen }) => chosen).map(({ column }) => column)}
          onChange={(columns) => {
            onChange({ axes: columns });
          }}
        />
        <Button
          variant="default"
          leftSection={<IconDownload size={15} />}
          loading={save.busy}
          onClick={() => void start()}
        >
          Save as CSV
        </Button>
      </div>
      <p className={styles['caveat']}>{[caveat, ...notes].join(' ')}</p>
      {groups.length === 0 ? (
        <EmptyNotice title="No experiments" text="Nothing has these settings: take a filter away." />
      ) : (
        <GroupsTable table={table.data} choices={choices} />
      )}
    </div>
  );
}

/** Besides the chosen metric: what people ask for next. */
function otherMetrics(metric: ResultMetric): ResultMetric[] {
  return (['f1', 'precision', 'recall'] as const).filter((other) => other !== metric);
}

function GroupsTable({ table, choices }: { readonly table: ResultsTable; readonly choices: ResultChoices }) {
  const key = metricKey(choices.split, choices.metric);
  const others = otherMetrics(choices.metric);
  const metricName = (metric: ResultMetric): string => `${choices.split.toUpperCase()} ${metricWords[metric]}`;
  const differences = table.groups.flatMap((group): MetricDifference[] => {
    const difference = group.differences[key];
    return difference === undefined ? [] : [difference];
  });
  const range = intervalRange(differences);
  return (
    <div className={styles['scroll']} tabIndex={0} role="region" aria-label="Means by settings">
      <table className={styles['table']}>
        <thead>
          <tr>
            {table.axes
              .filter(({ chosen }) => chosen)
              .map(({ column, label }) => (
                <th key={column} title={column}>
                  {headingText(label)}
                </th>
              ))}
            <th className={styles['number']}>n</th>
            <th className={styles['number']}>{metricName(choices.metric)}</th>
            <th className={styles['number']}>Difference [95 %]</th>
            <th aria-label="Interval" />
            {others.map((metric) => (
              <th key={metric} className={styles['number']}>
                {metricName(metric)}
              </th>
            ))}
            <th>Mind</th>
          </tr>
        </thead>
        <tbody>
          {table.groups.map((group) => (
            <GroupRow key={group.key} group={group} choices={choices} others={others} range={range} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface GroupRowProps {
  readonly group: ResultGroup;
  readonly choices: ResultChoices;
  readonly others: readonly ResultMetric[];
  /** Of all intervals in the table. */
  readonly range: number;
}

function GroupRow({ group, choices, others, range }: GroupRowProps) {
  const key = metricKey(choices.split, choices.metric);
  return (
    <tr data-baseline={group.isBaseline || undefined} title={group.experiments.join(', ')}>
      {group.values.map(({ label, originals }, index) => (
        <td key={index}>
          {label}
          {originals.length > 0 && <span className={styles['also']}>{` (${originals.join(', ')})`}</span>}
        </td>
      ))}
      <td className={styles['number']}>{group.experiments.length}</td>
      <td className={styles['number']}>{meanText(group.metrics[key])}</td>
      <td className={styles['number']}>{comparedText(group, group.differences[key])}</td>
      <td className={styles['mark']}>
        <IntervalMark difference={group.differences[key]} range={range} />
      </td>
      {others.map((metric) => (
        <td key={metric} className={styles['number']}>
          {meanText(group.metrics[metricKey(choices.split, metric)])}
        </td>
      ))}
      <td className={styles['warn']}>{group.warnings.join('; ')}</td>
    </tr>
  );
}

function comparedText({ isBaseline }: ResultGroup, difference: MetricDifference | undefined): string {
  if (isBaseline) {
    return 'baseline';
  }
  return difference === undefined ? '–' : differenceText(difference);
}
