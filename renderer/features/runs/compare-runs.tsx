import { Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { RankingKey } from '../../../electron/contract/ranking.ts';
import type { Run } from '../../../electron/contract/runs.ts';
import { useQuery } from '../../api/use-query.ts';
import { EmptyNotice, FaultNotice } from '../../components/notices.tsx';
import { useSettings } from '../../state/settings.ts';
import { useView } from '../../state/use-view.ts';
import { useTiers } from '../review/use-tiers.ts';
import { ComparisonTables } from './comparison-tables.tsx';
import { keyOfRanking, otherRankings, rankingChoices, type RankingChoice } from './ranking-choices.ts';
import styles from './runs.module.css';
import { Scatter } from './scatter.tsx';

/** Two rankings of the same recordings: how far they agree, and what moves. */
export function CompareRuns({ run }: { readonly run: Run }) {
  const blind = useSettings((state) => state.blind);
  const choices = rankingChoices(useQuery('run/list', {}).data ?? []);
  const view = useView();
  const first: RankingKey =
    view.ranking?.runId === run.id ? view.ranking : { runId: run.id, label: run.labels[0] ?? '' };
  const [left, setLeft] = useState(first);
  const [chosen, setRight] = useState<RankingKey | null>(null);
  const right = chosen ?? otherRankings(choices, left)[0]?.ranking ?? null;
  if (blind) {
    return <EmptyNotice title="Confidence is hidden" text="Blind mode is on; press B to show it again." />;
  }
  return (
    <Stack gap="md">
      <div className={styles['sides']}>
        <RankingSelect label="Left" choices={choices} value={left} onChange={setLeft} />
        <RankingSelect label="Right" choices={otherRankings(choices, left)} value={right} onChange={setRight} />
      </div>
      {right === null ? (
        <Text size="sm" c="dimmed">
          There is no other ranking yet. Score the same recordings with a second model.
        </Text>
      ) : (
        <Comparison left={left} right={right} />
      )}
    </Stack>
  );
}

interface RankingSelectProps {
  readonly label: string;
  readonly choices: readonly RankingChoice[];
  readonly value: RankingKey | null;
  readonly onChange: (ranking: RankingKey) => void;
}

function RankingSelect({ label, choices, value, onChange }: RankingSelectProps) {
  return (
    <Select
      label={label}
      allowDeselect={false}
      data={choices.map((choice) => ({ value: choice.key, label: choice.text }))}
      value={value === null ? null : keyOfRanking(value)}
      onChange={(key) => {
        const choice = choices.find((each) => each.key === key);
        if (choice !== undefined) {
          onChange(choice.ranking);
        }
      }}
    />
  );
}

function Comparison({ left, right }: { readonly left: RankingKey; readonly right: RankingKey }) {
  const { tiers } = useTiers(useView());
  const comparison = useQuery('run/compare', { left, right, tiers: tiers.map(({ rule }) => rule) });
  if (comparison.fault !== null) {
    return <FaultNotice fault={comparison.fault} />;
  }
  if (comparison.data === undefined) {
    return <Text size="sm">Comparing…</Text>;
  }
  if (comparison.data.shared === 0) {
    return <EmptyNotice title="They share no recording" text="Score the same sources with both models." />;
  }
  return (
    <div className={styles['comparison']}>
      <Scatter comparison={comparison.data} />
      <ComparisonTables comparison={comparison.data} right={right} />
    </div>
  );
}
