import { IconCopy } from '@tabler/icons-react';
import { countOf, countText } from './format.ts';
import styles from './components.module.css';

/** As far as a page of the list counts. */
const mostCounted = 100;

/** A small sign beside a file name: so many other recordings are the same bytes. */
export function CopiesMark({ copies }: { readonly copies: number | null }) {
  if (copies === null || copies === 0) {
    return null;
  }
  const count = copies >= mostCounted ? `${countText(mostCounted)}+` : countText(copies);
  return (
    <span className={styles['copies']} title={`${countOf(copies, 'other recording')} with the same content`}>
      <IconCopy size={12} aria-hidden />
      {count}
    </span>
  );
}
