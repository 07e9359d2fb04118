import { useState } from 'react';
import type { LeaderboardEntry, ResultAxis, ResultMetric } from '../../../electron/contract/results.ts';
import { useLastingQuery } from '../../api/use-query.ts';
import { EmptyNotice, FaultNotice } from '../../components/notices.tsx';
import { nextOrder, sortEntries, type LeaderboardOrder } from './leaderboard-order.ts';
import { meanText, metricKey, metricWords } from './result-words.ts';
import { selectionOf, type ResultChoices } from './use-result-choices.ts';
import styles from './results.module.css';

interface LeaderboardPanelProps {
  readonly importId: number;
  readonly choices: ResultChoices;
}

/** Settings by mean − 0.2 · sd, as on the study's leaderboard; any column sorts. */
export function LeaderboardPanel({ importId, choices }: LeaderboardPanelProps) {
  const { split, metric } = choices;
  const board = useLastingQuery('results/leaderboard', { ...selectionOf(importId, choices), split, metric });
  const [order, setOrder] = useState<LeaderboardOrder>({ by: 'score', descending: true });
  if (board.data === undefined) {
    return board.fault === null ? null : <FaultNotice fault={board.fault} />;
  }
  const { entries, notes, axes } = board.data;
  if (entries.length === 0) {
    return <EmptyNotice title="No experiments" text="Nothing has these settings: take a filter away." />;
  }
  const metrics = [...new Set<ResultMetric>([metric, 'f1', 'precision', 'recall', 'auroc'])];
  const sorting = {
    order,
    onSort: (by: string) => {
      setOrder(nextOrder(order, by));
    },
  };
  return (
    <div className={styles['tablePanel']}>
      <p className={styles['caveat']}>{notes.join(' ')}</p>
      <div className={styles['scroll']} tabIndex={0} role="region" aria-label="Leaderboard">
        <table className={styles['table']}>
          <thead>
            <tr>
              <th className={styles['number']}>#</th>
              <SortHeading by="score" label={`${metricWords[metric]} − 0.2 sd`} {...sorting} />
              <th>Settings</th>
              {metrics.map((each) => (
                <SortHeading key={each} by={metricKey(split, each)} label={metricWords[each]} {...sorting} />
              ))}
              <SortHeading by="n" label="n" {...sorting} />
              <th>Signature</th>
              <th>Experiments</th>
            </tr>
          </thead>
          <tbody>
            {sortEntries(entries, order).map((entry) => (
              <EntryRow
                key={entry.group.key}
                entry={entry}
                axes={axes}
                keys={metrics.map((each) => metricKey(split, each))}
              />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

interface SortHeadingProps {
  readonly by: string;
  readonly label: string;
  readonly order: LeaderboardOrder;
  readonly onSort: (by: string) => void;
}

function SortHeading({ by, label, order, onSort }: SortHeadingProps) {
  const direction = order.descending ? 'descending' : 'ascending';
  return (
    <th className={styles['number']} aria-sort={order.by === by ? direction : undefined}>
      <button
        type="button"
        className={styles['sort']}
        onClick={() => {
          onSort(by);
        }}
      >
        {label}
        {order.by === by && (order.descending ? ' ↓' : ' ↑')}
      </button>
    </th>
  );
}

interface EntryRowProps {
  readonly entry: LeaderboardEntry;
  readonly axes: readonly ResultAxis[];
  readonly keys: readonly string[];
}

function EntryRow({ entry: { rank, score, group }, axes, keys }: EntryRowProps) {
  const chosen = axes.filter((axis) => axis.chosen);
  return (
    <tr>
      <td className={styles['number']}>{rank}</td>
      <td className={styles['number']}>{score === null ? '–' : score.toFixed(4)}</td>
      <td className={styles['settings']}>
        {group.values.map(({ label }, index) => (
          <span key={index} title={chosen[index]?.column}>
            <span className="dim">{chosen[index]?.label}</span> {label}
          </span>
        ))}
      </td>
      {keys.map((key) => (
        <td key={key} className={styles['number']}>
          {meanText(group.metrics[key])}
        </td>
      ))}
      <td className={styles['number']} data-few={group.experiments.length < 3 || undefined}>
        {group.experiments.length}
      </td>
      <td className={styles['code']}>{group.signatures.join(' ')}</td>
      <td className={styles['code']}>{group.experiments.join(', ')}</td>
    </tr>
  );
}
