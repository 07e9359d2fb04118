import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import * as z from 'zod';

const flag = z.enum(['yes', 'no']).transform((value) => value === 'yes');
const seconds = z.union([z.literal('').transform(() => null), z.coerce.number()]);

const truthRowSchema = z.object({
  /** Path below the sample folder, with forward slashes, source folder included. */
  file: z.string().min(1),
  source: z.enum(['positive-low-quality', 'negative-field', 'unlabelled-night']),
  contains_call: flag,
  /** grunt, growl, both, or empty where there is no call. */
  call_type: z.enum(['grunt', 'growl', 'both', '']),
  /** Seconds between which the call lies, null without a call. */
  from: seconds,
  to: seconds,
  snr_db: seconds,
  /** A call in a recording of the negative source. */
  planted_mislabelled: flag,
  damaged: z.enum(['empty', 'header-only', 'not-audio', 'truncated', '']),
  /** What else is to be heard, joined by "+". */
  background: z.string(),
});

/** One line of truth.csv: what a sample recording really holds. */
export type TruthRow = z.infer<typeof truthRowSchema>;

const columns = truthRowSchema.keyof().options;

function cell(value: TruthRow[keyof TruthRow]): string {
  if (typeof value === 'boolean') {
    return value ? 'yes' : 'no';
  }
  return value === null ? '' : String(value);
}

/** The table as CSV with a header line. */
export function formatTruthTable(rows: readonly TruthRow[]): string {
  const records = rows.map((row) => columns.map((column) => cell(row[column])));
  return stringify([[...columns], ...records]);
}

/** Reads truth.csv back; throws a ZodError where a line is not one of ours. */
export function parseTruthTable(text: string): TruthRow[] {
  const records: unknown = parse(text, { columns: true, skip_empty_lines: true });
  return z.array(truthRowSchema).parse(records);
}
