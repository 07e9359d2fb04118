import type { ColumnMapping, ScoreScale } from '../../contract/import.ts';

/** What a dialect sees of a table before it reads its rows. */
export interface TableHead {
  readonly fileName: string;
  /** The first line as written, in order: names of columns, or a row where the dialect has no header. */
  readonly cells: readonly string[];
  /** Place of a column by its name in lower case. */
  readonly columns: ReadonlyMap<string, number>;
  /** The first rows, for dialects that differ in their values only. */
  readonly samples: readonly (readonly string[])[];
  readonly mapping: ColumnMapping | null;
  /** Whether a person looks for a sound of these names; of a table with a column for each of thousands, only those are read. */
  isWanted(names: readonly string[]): boolean;
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
  /** A call is marked and no score stated: it counts as certain. */
  readonly isMark?: boolean;
}

/** What a line says: a row, one for each column of a wide table, or nothing. */
export type RowReader = (cells: readonly string[]) => DialectRow | readonly DialectRow[] | null;

/** How another program writes scores. */
export interface Dialect {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  recognises(head: TableHead): boolean;
  /** null: such a table holds no scores and is left aside. */
  reader(head: TableHead): RowReader | null;
  /** What its scores are; null: their values show it. */
  scale(head: TableHead): ScoreScale | null;
  /** Labels of columns that the reader passes over, so that a person sees them. */
  otherLabels?(head: TableHead): readonly string[];
  /** The first line is a row already. */
  readonly hasNoHeader?: boolean;
  /** Each table is about one recording, so that one without a row says that nothing was found in it. */
  readonly isPerFile?: boolean;
  /** Why a table without a reader is left aside. */
  readonly reason?: string;
}

/** A number as tables write it, with a decimal point or a decimal comma; NaN where it is none. */
export function numberOf(text: string | undefined): number {
  const trimmed = text?.trim() ?? '';
  return trimmed === ''
    ? Number.NaN
    : Number(/^[-+]?\d*,\d+(e[-+]?\d+)?$/iu.test(trimmed) ? trimmed.replace(',', '.') : trimmed);
}

/** Seconds of a cell; null where it holds none. */
export function secondsOf(text: string | undefined): number | null {
  const seconds = numberOf(text);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : null;
}

/** The first of these columns that the table has. */
export function firstColumn({ columns }: TableHead, names: readonly string[]): number | undefined {
  return names.map((name) => columns.get(name)).find((place) => place !== undefined);
}
