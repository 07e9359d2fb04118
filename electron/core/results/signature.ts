import { createHash } from 'node:crypto';
import { isSignatureColumn } from './columns.ts';

/**
 * The signature of the study's leaderboard: the first 8 hexadecimal digits of the SHA-1 over `column=value`, sorted and
 * joined by `|`, of every column but metrics, metadata, experiment and seed; values as the CSV writes them and `<NA>`
 * for nothing (BirdNET-CustomClassifierSuite, eval_toolkit/signature.py). It therefore tells spellings apart.
 */
export function settingsSignature(columns: readonly string[], cells: readonly string[]): string {
  const items = columns.flatMap((column, index) => {
    const cell = cells[index] ?? '';
    return isSignatureColumn(column) ? [`${column}=${cell === '' ? '<NA>' : cell}`] : [];
  });
  return createHash('sha1').update(items.sort(byCodePoints).join('|')).digest('hex').slice(0, 8);
}

/** Python's order of strings; differs from JavaScript's only above the basic plane, where no column name lies. */
function byCodePoints(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
