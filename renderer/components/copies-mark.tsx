import { IconCopy } from '@tabler/icons-react';
import type { CopyCounts } from '../../electron/contract/copies.ts';
import styles from './components.module.css';
import { countOf, countText } from './format.ts';

/** As far as copies are counted. */
const mostCounted = 100;

/** "2 copies, 1 missing". */
export function copiesText({ count, missing }: CopyCounts): string {
  const copies = count > mostCounted ? `more than ${countText(mostCounted)} copies` : countOf(count, 'copy', 'copies');
  return missing === 0 ? copies : `${copies}, ${countText(missing)} missing`;
}

/** A small sign beside a file name: so many other recordings are the same bytes; missing ones are told apart. */
export function CopiesMark({ copies }: { readonly copies: CopyCounts | null }) {
  if (copies === null || copies.count === 0) {
    return null;
  }
  const { count, missing } = copies;
  return (
    <span className={styles['copies']} title={`${copiesText(copies)}: other recordings with the same content`}>
      <IconCopy size={12} aria-hidden />
      {count > mostCounted ? `${countText(mostCounted)}+` : countText(count)}
      {missing > 0 && <span className={styles['flagRest']}>{` · ${countText(missing)} missing`}</span>}
    </span>
  );
}
