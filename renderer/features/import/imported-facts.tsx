import { Stack, Text } from '@mantine/core';
import type { ImportedScores } from '../../../electron/contract/import.ts';
import type { Run } from '../../../electron/contract/runs.ts';
import { WarningNotice } from '../../components/notices.tsx';
import { roundingText } from './import-words.ts';
import styles from './import.module.css';

/** Where a run's scores come from that no model of the library made, and what cannot be done with them. */
export function ImportedFacts({ run, imported }: { readonly run: Run; readonly imported: ImportedScores }) {
  const { dialects, tables, models, rounding, unlisted, hasTimes } = imported;
  const facts: readonly (readonly [string, string])[] = [
    ['Tables', tables.join('\n')],
    ['Kind', dialects.join(', ')],
    ...(models.length > 0 ? [['Models', models.join(', ')] as const] : []),
    ['Scores', roundingText(rounding)],
    ['Files without a row', unlisted === 'zero' ? 'count as zero' : 'left out of the run'],
    ['Times', hasTimes ? 'the best window of each file is known' : 'not stated: scores are about whole files'],
    ['Recordings', run.total.toLocaleString('en')],
  ];
  return (
    <Stack gap="md">
      <dl className={styles['facts']}>
        {facts.map(([name, value]) => (
          <Fact key={name} name={name} value={value} />
        ))}
      </dl>
      <WarningNotice>
        The sensitivity and activation of these scores cannot be changed, and no new files can be scored: the model is
        not here. Analyse the recordings again in the other program and import that table.
      </WarningNotice>
      <Text size="sm" c="dimmed">
        {rounding.decimals === 4 && !rounding.isHalfPrecision
          ? 'New tiers compare at 4 decimals, as the table does.'
          : 'What the model was trained on is not known unless you say so under “Training data…”.'}
      </Text>
    </Stack>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}
