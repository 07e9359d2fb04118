import type { EarmarkCall } from './earmark-call.ts';

/** What scoring has to reproduce, whatever happens on the way: path, state, error code and raw bits, in rank order. */
export interface FinalRow {
  readonly path: string;
  readonly state: string;
  readonly errorCode: string | null;
  /** The float32's bits in hexadecimal. */
  readonly rawBits: string | null;
}

/** The whole ranking of a run and label, in its order. */
export async function readFinalTable(call: EarmarkCall, runId: number, label: string): Promise<FinalRow[]> {
  const rows: FinalRow[] = [];
  for (;;) {
    const page = await call('ranking/page', { runId, label, offset: rows.length, limit: 1000 });
    rows.push(
      ...page.rows.map((row) => ({
        path: `${row.sourceName}/${row.relativePath}`,
        state: row.state,
        errorCode: row.fault?.code ?? null,
        rawBits: row.raw === null ? null : bitsOf(row.raw),
      })),
    );
    if (rows.length >= page.total) {
      return rows;
    }
  }
}

function bitsOf(value: number): string {
  return Buffer.from(Float32Array.of(value).buffer).toString('hex');
}
