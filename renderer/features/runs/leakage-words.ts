import type { LeakageImport, LeakageImported, LeakCounts } from '../../../electron/contract/leakage.ts';
import { countOf, countText } from '../../components/format.ts';

export function sharedCount({ exact, strong, weak }: LeakCounts): number {
  return exact + strong + weak;
}

/** "12 the same, 3 surely, 40 perhaps": how surely recordings are shared. */
export function gradesText({ exact, strong, weak }: LeakCounts): string {
  const parts = [
    exact > 0 ? `${countText(exact)} by content` : null,
    strong > 0 ? `${countText(strong)} by name, time or folder` : null,
    weak > 0 ? `${countText(weak)} by recorder and night` : null,
  ];
  return parts.filter((part) => part !== null).join(', ') || 'none';
}

/** What was taken in of a file or folder. */
export function importText({ rows, splits }: LeakageImport): string {
  const named = splits.map(({ split, rows: count }) => `${split} ${countText(count)}`).join(', ');
  return `${countOf(rows, 'row')}${named === '' ? '' : ` (${named})`}`;
}

export function importedText(imported: LeakageImported): string {
  const skipped = imported.skipped > 0 ? `; ${countText(imported.skipped)} left out` : '';
  return [`Took in ${importText(imported)}${skipped}.`, ...imported.warnings].join(' ');
}
