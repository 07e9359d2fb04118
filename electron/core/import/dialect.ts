import type { ColumnMapping } from '../../contract/import.ts';

/** What a dialect sees of a table before it reads its rows. */
export interface TableHead {
  readonly fileName: string;
  /** As written, in order. */
  readonly cells: readonly string[];
  /** Place of a column by its name in lower case. */
  readonly columns: ReadonlyMap<string, number>;
  /** The first rows, for dialects that differ in their values only. */
  readonly samples: readonly (readonly string[])[];
  readonly mapping: ColumnMapping | null;
}

/** One row of a table in the same words for every dialect. */
export interface DialectRow {
  /** Path or name of the file as written; null: the table's own name is all that tells. */
  readonly file: string | null;
  /** Seconds from the beginning of the file; null where the row does not say. */
  readonly start: number | null;
  readonly end: number | null;
  /** Scientific name, common name, code: whatever a target may be called. Empty: about the target, whatever its name. */
  readonly names: readonly string[];
  /** As written, because its decimals tell how it was rounded; null: the file was scored and nothing was found. */
  readonly score: string | null;
  /** What made the score, as the row says; '' where it does not. */
  readonly model: string;
}

export type RowReader = (cells: readonly string[]) => DialectRow;

/** How another program writes scores. */
export interface Dialect {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  recognises(head: TableHead): boolean;
  /** null: such a table holds no scores and is left aside. */
  reader(head: TableHead): RowReader | null;
  /** Whether its scores are logits. */
  isLogit(head: TableHead): boolean;
}

/** A number as tables write it, with a decimal point or a decimal comma; NaN where it is none. */
export function numberOf(text: string | undefined): number {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? Number.NaN : Number(/^[-+]?\d*,\d+$/u.test(trimmed) ? trimmed.replace(',', '.') : trimmed);
}

/** Seconds of a cell; null where it holds none. */
export function secondsOf(text: string | undefined): number | null {
  const seconds = numberOf(text);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : null;
}
