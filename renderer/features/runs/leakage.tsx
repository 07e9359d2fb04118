import { ActionIcon, Stack, Text, Tooltip } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { LeakageCheck, LeakageImport, LeakExample } from '../../../electron/contract/leakage.ts';
import type { Run } from '../../../electron/contract/runs.ts';
import { useAction } from '../../api/use-action.ts';
import { useQuery } from '../../api/use-query.ts';
import { countText } from '../../components/format.ts';
import { FaultNotice } from '../../components/notices.tsx';
import { FileName, PathText } from '../../components/small-parts.tsx';
import { importText, gradesText, sharedCount } from './leakage-words.ts';
import { ImportSplits, ImportTraining } from './leakage-import.tsx';
import { jumpTo } from './jump-to.ts';
import styles from './runs.module.css';

/** What the run's model was trained on, what of it is in the run, and how to tell Earmark more. */
export function Leakage({ run }: { readonly run: Run }) {
  const check = useQuery('leakage/check-run', { runId: run.id });
  const provenance = useQuery('leakage/provenance', { modelId: run.modelId }).data;
  const splits = useQuery('leakage/splits', {}).data ?? [];
  if (check.fault !== null) {
    return <FaultNotice fault={check.fault} />;
  }
  if (check.data === undefined) {
    return <Text size="sm">Comparing…</Text>;
  }
  const { heldOut } = check.data;
  return (
    <Stack gap="lg">
      <section aria-label="Training data">
        <h3 className={styles['title']}>{`What ${check.data.modelName} was trained on`}</h3>
        <TrainingState check={check.data} />
        <Imports imports={provenance?.imports ?? []} />
        <ImportTraining modelId={run.modelId} />
        <Examples run={run} examples={check.data.examples} title="Recordings it touches" />
      </section>
      <section aria-label="Held-out splits">
        <h3 className={styles['title']}>Held-out splits of this library</h3>
        <Text size="sm" c="dimmed">
          {heldOut.state === 'not-known'
            ? 'Not known. Take in the manifest.csv of your train, validation and test splits, and what must stay unseen by training is flagged.'
            : heldOut.splits.map(({ split, counts }) => `${split}: ${gradesText(counts)}`).join(' · ')}
        </Text>
        <Imports imports={splits} />
        <ImportSplits />
        <Examples run={run} examples={heldOut.examples} title="Recordings that touch them" />
      </section>
    </Stack>
  );
}

function TrainingState({ check }: { readonly check: LeakageCheck }) {
  const shared = sharedCount(check.counts);
  return (
    <>
      <p className={styles['state']} data-found={shared > 0}>
        {check.provenance === 'not-known'
          ? 'Training data not known: nothing can be said about what it has heard before.'
          : shared === 0
            ? `None of ${countText(check.total)} recordings found in its training data.`
            : `${countText(shared)} of ${countText(check.total)} recordings shared: ${gradesText(check.counts)}.`}
      </p>
      {check.note !== '' && (
        <Text size="sm" c="dimmed">
          {check.note}
        </Text>
      )}
      {check.withoutRecorderOrTime > 0 && (
        <Text size="sm" c="dimmed">
          {`${countText(check.withoutRecorderOrTime)} recordings have no known recorder or date; they were compared by name and content only.`}
        </Text>
      )}
    </>
  );
}

function Imports({ imports }: { readonly imports: readonly LeakageImport[] }) {
  const remove = useAction('leakage/remove');
  return imports.map((each) => (
    <div key={each.importId} className={styles['import']}>
      <span>
        <PathText path={each.path} /> <span className="dim">{importText(each)}</span>
      </span>
      <Tooltip label="Forget it; the file stays">
        <ActionIcon
          size="sm"
          aria-label={`Forget ${each.path}`}
          onClick={() => void remove.run({ importId: each.importId })}
        >
          <IconTrash size={14} />
        </ActionIcon>
      </Tooltip>
    </div>
  ));
}

interface ExamplesProps {
  readonly run: Run;
  readonly title: string;
  readonly examples: readonly LeakExample[];
}

function Examples({ run, title, examples }: ExamplesProps) {
  if (examples.length === 0) {
    return null;
  }
  return (
    <div className={styles['scroll']}>
      <table className={styles['table']} aria-label={title}>
        <thead>
          <tr>
            <th>{title}</th>
            <th>Why</th>
          </tr>
        </thead>
        <tbody>
          {examples.map((example) => (
            <tr key={`${example.recordingId} ${example.split ?? ''}`}>
              <td>
                <button
                  type="button"
                  className={styles['jump']}
                  onClick={() => {
                    jumpTo({ runId: run.id, label: run.labels[0] ?? '' }, example.relativePath);
                  }}
                >
                  <FileName name={example.relativePath} title={`${example.sourceName}/${example.relativePath}`} />
                </button>
              </td>
              <td>{example.split === null ? example.why : `${example.split}: ${example.why}`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
