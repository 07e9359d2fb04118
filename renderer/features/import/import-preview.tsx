import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ImportPreview } from '../../../electron/contract/import.ts';
import { countOf, countText } from '../../components/format.ts';
import { FormSection } from '../../components/form-section.tsx';
import { WarningNotice } from '../../components/notices.tsx';
import { roundingText } from './import-words.ts';
import styles from './import.module.css';

interface PreviewViewProps {
  readonly preview: ImportPreview;
  readonly isMissingLabel: boolean;
}

/** What the tables hold, which recordings their rows are about, and which they are not. */
export function PreviewView({ preview, isMissingLabel }: PreviewViewProps) {
  const { files, matchedBy, tables, problem } = preview;
  return (
    <Stack gap={10}>
      <dl className={styles['facts']}>
        {factsOf(preview).map(([name, value]) => (
          <Fact key={name} name={name} value={value} />
        ))}
      </dl>
      {problem !== null && <WarningNotice>{problem}</WarningNotice>}
      {problem === null && isMissingLabel && <WarningNotice>Choose at least one target label.</WarningNotice>}
      {preview.warnings.length > 0 && (
        <ul className={styles['warnings']}>
          {preview.warnings.map((warning) => (
            <li key={warning}>{warning}</li>
          ))}
        </ul>
      )}
      <Listing title="Matched" count={files.matched} summary={matchedText(matchedBy)}>
        {preview.matched.map(({ reference, recording }) => (
          <Line key={reference} main={reference} note={recording} />
        ))}
      </Listing>
      <Listing title="Ambiguous" count={files.ambiguous} summary={countText(files.ambiguous)} isOpen>
        {preview.ambiguous.map(({ reference, reason, candidates }) => (
          <Line key={reference} main={reference} note={`${reason} ${candidates.join(', ')}`} />
        ))}
      </Listing>
      <Listing title="Unmatched" count={files.unmatched} summary={countText(files.unmatched)}>
        {preview.unmatched.map(({ reference, reason }) => (
          <Line key={reference} main={reference} note={reason} />
        ))}
      </Listing>
      <Listing title="Without a row" count={files.withoutRow} summary={countText(files.withoutRow)}>
        {preview.withoutRow.map((recording) => (
          <Line key={recording} main={recording} note="" />
        ))}
      </Listing>
      <Listing title="Rows that cannot be read" count={preview.badRows} summary={countText(preview.badRows)} isOpen>
        {preview.issues.map(({ table, line, reason }) => (
          <Line key={`${table} ${line}`} main={`${table}, line ${line}`} note={reason} />
        ))}
      </Listing>
      <Listing
        title="Tables left aside"
        count={tables.filter(({ ignored }) => ignored !== null).length}
        summary={countText(tables.filter(({ ignored }) => ignored !== null).length)}
      >
        {tables.map(({ path, ignored }) => (ignored === null ? null : <Line key={path} main={path} note={ignored} />))}
      </Listing>
    </Stack>
  );
}

function factsOf(preview: ImportPreview): (readonly [string, string])[] {
  const { tables, rows, rounding, windowSeconds, targets, isLogit, files } = preview;
  const used = tables.filter(({ ignored }) => ignored === null);
  const kinds = [...new Set(used.flatMap(({ dialect }) => dialect ?? []))];
  return [
    ['Tables', kinds.length === 0 ? 'none that is known' : `${countText(used.length)} · ${kinds.join(', ')}`],
    ['Rows', `${countText(rows)} about ${countOf(files.named, 'file')}`],
    ['Scores', `${isLogit ? 'logits' : 'confidences'}, ${roundingText(rounding)}`],
    ['Window', windowSeconds === null ? 'not stated: scores are about whole files' : `${windowSeconds} s`],
    ...targets.map(
      ({ label, recordings, highest }) =>
        [label, `${countOf(recordings, 'recording')}${highest === null ? '' : `, highest ${highest}`}`] as const,
    ),
  ];
}

function matchedText({ path, relativePath, fileName }: ImportPreview['matchedBy']): string {
  const ways = [
    [path, 'by path'],
    [relativePath, 'by relative path'],
    [fileName, 'by name'],
  ] as const;
  return ways
    .filter(([count]) => count > 0)
    .map(([count, how]) => `${countText(count)} ${how}`)
    .join(', ');
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}

interface ListingProps {
  readonly title: string;
  readonly count: number;
  readonly summary: string;
  readonly isOpen?: boolean;
  readonly children: ReactNode;
}

function Listing({ title, count, summary, isOpen = false, children }: ListingProps) {
  return count === 0 ? null : (
    <FormSection title={title} summary={summary} isOpen={isOpen}>
      <div className={styles['list']}>{children}</div>
    </FormSection>
  );
}

function Line({ main, note }: { readonly main: string; readonly note: string }) {
  return (
    <div className={styles['entry']}>
      <Text size="xs" className={styles['path'] ?? ''}>
        {main}
      </Text>
      {note !== '' && (
        <Text size="xs" c="dimmed" className={styles['path'] ?? ''}>
          {note}
        </Text>
      )}
    </div>
  );
}
