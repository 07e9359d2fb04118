import type { ColumnMapping, ScoreScale } from '../../../electron/contract/import.ts';
import { readTable, type ReadTable } from '../../../electron/core/import/read-table.ts';
import { ScoreCollector } from '../../../electron/core/import/score-collector.ts';
import { decodePieces, linesOf } from '../../../electron/core/import/table-text.ts';

export interface Read {
  readonly table: ReadTable;
  readonly collector: ScoreCollector;
  /** File → score and start of the first target. */
  readonly best: Record<string, readonly [number, number | null] | null>;
}

export interface Given {
  readonly name?: string;
  readonly labels?: readonly string[];
  readonly mapping?: ColumnMapping;
  readonly models?: readonly string[];
  readonly scale?: ScoreScale;
  readonly run?: string;
}

/** Reads a table as it lies on the disk, in pieces that cut lines, characters and line ends. */
export async function readContent(content: string | Uint8Array, given: Given = {}): Promise<Read> {
  const { name = 'table.csv', labels = ['RADR'], mapping = null, models = null, scale = null, run = '' } = given;
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += 4096) {
      yield await Promise.resolve(bytes.subarray(at, at + 4096));
    }
  }
  const collector = new ScoreCollector({ labels, models });
  const input = { path: name, relativePath: name, run, open: () => linesOf(decodePieces(pieces())) };
  const { signal } = new AbortController();
  const table = await readTable(input, { dialectId: null, mapping, scale, signal }, collector);
  const best = Object.fromEntries(
    Array.from({ length: collector.size }, (_, place) => {
      const first = collector.bestAt(place, 0);
      return [collector.fileAt(place).reference, first === null ? null : ([first.score, first.start] as const)];
    }),
  );
  return { table, collector, best };
}
