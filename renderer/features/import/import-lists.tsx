import { Button, Text } from '@mantine/core';
import type { ImportPreview } from '../../../electron/contract/import.ts';
import { countText } from '../../components/format.ts';
import { FormSection } from '../../components/form-section.tsx';
import type { ImportList } from './list-csv.ts';
import styles from './import.module.css';

interface ImportListsProps {
  readonly preview: ImportPreview;
  /** Saves all of a list, of which the first few are shown. */
  readonly onSave: (list: ImportList) => void;
}

/** Which files are which recordings, which are none, and what could not be read. */
export function ImportLists({ preview, onSave }: ImportListsProps) {
  const leftAside = preview.tables.filter(({ ignored }) => ignored !== null);
  return (
    <div>
      {listsOf(preview).map(({ list, lines, ...rest }) => (
        <Listing
          key={list}
          {...rest}
          lines={lines}
          onSave={() => {
            onSave(list);
          }}
        />
      ))}
      <Listing
        title="Tables left aside"
        count={preview.tableCounts.leftAside}
        lines={leftAside.map(({ path, ignored }) => ({ main: path, note: ignored ?? '' }))}
      />
    </div>
  );
}

interface ListedLine {
  readonly main: string;
  readonly note: string;
}

interface Listed {
  readonly title: string;
  readonly count: number;
  readonly lines: readonly ListedLine[];
  readonly summary?: string;
  readonly isOpen?: boolean;
}

/** What needs a look first. */
function listsOf(preview: ImportPreview): readonly (Listed & { readonly list: ImportList })[] {
  const { files, ambiguous, unmatched, matched, withoutRow, badRows, issues } = preview;
  const about = ({ reference, reason, candidates }: (typeof ambiguous)[number]): ListedLine => ({
    main: reference,
    note: [reason, candidates.join(', ')].join(' ').trim(),
  });
  return [
    { list: 'ambiguous', title: 'Ambiguous', count: files.ambiguous, isOpen: true, lines: ambiguous.map(about) },
    { list: 'unmatched', title: 'Unmatched', count: files.unmatched, lines: unmatched.map(about) },
    {
      list: 'issues',
      title: 'Rows that cannot be read',
      count: badRows,
      isOpen: true,
      lines: issues.map(({ table, line, reason }) => ({ main: `${table}, line ${line}`, note: reason })),
    },
    {
      list: 'matched',
      title: 'Matched',
      count: files.matched,
      summary: matchedText(preview.matchedBy),
      lines: matched.map(({ reference, recording }) => ({ main: reference, note: recording })),
    },
    {
      list: 'withoutRow',
      title: 'Without a row',
      count: files.withoutRow,
      lines: withoutRow.map((recording) => ({ main: recording, note: '' })),
    },
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

interface ListingProps extends Listed {
  readonly onSave?: () => void;
}

function Listing({ title, count, lines, summary, isOpen = false, onSave }: ListingProps) {
  if (count === 0) {
    return null;
  }
  return (
    <FormSection title={title} summary={summary ?? countText(count)} isOpen={isOpen}>
      <div className={styles['list']}>
        {lines.map(({ main, note }, index) => (
          <Line key={index} main={main} note={note} />
        ))}
      </div>
      {onSave !== undefined && (
        <div className={styles['listEnd']}>
          <Text size="xs" c="dimmed">
            {lines.length < count ? `The first ${countText(lines.length)} of ${countText(count)}` : ''}
          </Text>
          <Button size="compact-xs" variant="subtle" onClick={onSave} aria-label={`Save the list “${title}” as CSV`}>
            Save list as CSV
          </Button>
        </div>
      )}
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
