import { Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ImportPreview } from '../../../electron/contract/import.ts';
import { countOf, countText } from '../../components/format.ts';
import { WarningNotice } from '../../components/notices.tsx';
import { ImportLists } from './import-lists.tsx';
import { roundingText, scaleWords } from './import-words.ts';
import type { ImportList } from './list-csv.ts';
import type { MappingDraft } from './import-draft.ts';
import { SampleRows } from './sample-rows.tsx';
import styles from './import.module.css';

interface PreviewViewProps {
  readonly preview: ImportPreview;
  readonly mapping: MappingDraft | null;
  readonly isMissingLabel: boolean;
  readonly onSave: (list: ImportList) => void;
}

/** What the tables hold, which recordings their rows are about, and which they are not. */
export function PreviewView({ preview, mapping, isMissingLabel, onSave }: PreviewViewProps) {
  const { problem, warnings } = preview;
  return (
    <Stack gap={12}>
      <Counts preview={preview} />
      {problem !== null && <WarningNotice>{problem}</WarningNotice>}
      {problem === null && isMissingLabel && <WarningNotice>Choose at least one target label.</WarningNotice>}
      {preview.columns.length > 0 && preview.samples.length > 0 && <SampleRows preview={preview} mapping={mapping} />}
      <dl className={styles['facts']}>
        {factsOf(preview).map(([name, value]) => (
          <Fact key={name} name={name} value={value} />
        ))}
      </dl>
      {warnings.length > 0 && (
        <ul className={styles['warnings']}>
          {warnings.map((warning) => (
            <li key={warning}>{warning}</li>
          ))}
        </ul>
      )}
      <ImportLists preview={preview} onSave={onSave} />
    </Stack>
  );
}

/** The four numbers that tell whether these are the right tables. */
function Counts({ preview: { files } }: Pick<PreviewViewProps, 'preview'>) {
  const counts = [
    { name: 'Matched', count: files.matched, what: 'files' },
    { name: 'Ambiguous', count: files.ambiguous, what: 'files' },
    { name: 'Unmatched', count: files.unmatched, what: 'files' },
    { name: 'Without a row', count: files.withoutRow, what: 'recordings' },
  ];
  return (
    <div className={styles['counts']} role="group" aria-label="What became of the files">
      {counts.map(({ name, count, what }) => (
        <div
          key={name}
          className={styles['count']}
          data-none={count === 0}
          data-bad={name === 'Ambiguous' && count > 0}
        >
          <strong>{countText(count)}</strong>
          <span>{name}</span>
          <small>{what}</small>
        </div>
      ))}
    </div>
  );
}

function factsOf(preview: ImportPreview): (readonly [string, string])[] {
  const { tableCounts, dialects, rows, rounding, windowSeconds, targets, scale, files } = preview;
  return [
    [
      'Tables',
      dialects.length === 0 ? 'none that is known' : `${countText(tableCounts.used)} · ${dialects.join(', ')}`,
    ],
    ['Rows', `${countText(rows)} about ${countOf(files.named, 'file')}`],
    ['Scores', scale === null ? 'none' : `${scaleWords[scale]}, ${roundingText(rounding)}`],
    ['Window', windowSeconds === null ? 'not stated: scores are about whole files' : `${windowSeconds} s`],
    ...targets.map(
      ({ label, recordings, highest }) =>
        [label, `${countOf(recordings, 'recording')}${highest === null ? '' : `, highest ${highest}`}`] as const,
    ),
  ];
}

function Fact({ name, value }: { readonly name: string; readonly value: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}
