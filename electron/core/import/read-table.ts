import type { ColumnMapping, ImportedTable } from '../../contract/import.ts';
import { numberOf, type Dialect, type DialectRow, type RowReader, type TableHead } from './dialect.ts';
import { dialects } from './dialects/index.ts';
import type { ScoreCollector } from './score-collector.ts';
import { splitRow } from './split-row.ts';
import { fileOfTable } from './table-place.ts';
import { delimiterOf } from './table-text.ts';

/** A table to read: its text in lines, a piece at a time. */
export interface TableInput {
  /** As it is shown. */
  readonly path: string;
  /** Below the folder that was searched; its name alone where it was chosen itself. */
  readonly relativePath: string;
  readonly lines: AsyncIterable<readonly string[]>;
}

export interface ReadOptions {
  readonly dialectId: string | null;
  readonly mapping: ColumnMapping | null;
}

export interface ReadTable extends ImportedTable {
  readonly isLogit: boolean;
  /** Its columns, for a mapping where no dialect knows it. */
  readonly columns: readonly string[];
}

/** So many rows are seen before the dialect is chosen. */
const sampleRows = 20;
/** A quoted cell may hold line ends; one that goes on for longer was not meant as a quote. */
const mostLinesOfRow = 20;

/** Reads one table row by row into `collector`; memory does not grow with its length. */
export async function readTable(
  input: TableInput,
  options: ReadOptions,
  collector: ScoreCollector,
): Promise<ReadTable> {
  const reading = new TableReading(input, options, collector);
  for await (const lines of input.lines) {
    for (const line of lines) {
      reading.line(line);
    }
    if (reading.isOver) {
      break;
    }
  }
  return reading.end();
}

interface Row {
  readonly cells: readonly string[];
  readonly line: number;
}

class TableReading {
  readonly #input: TableInput;
  readonly #options: ReadOptions;
  readonly #collector: ScoreCollector;
  readonly #ownFile: string | null;
  #line = 0;
  #delimiter: string | null = null;
  #header: readonly string[] = [];
  #waiting: Row[] = [];
  #open: string[] = [];
  #dialect: Dialect | null = null;
  #reader: RowReader | null = null;
  #isChosen = false;
  #isLogit = false;
  #rows = 0;
  #badRows = 0;

  constructor(input: TableInput, options: ReadOptions, collector: ScoreCollector) {
    this.#input = input;
    this.#options = options;
    this.#collector = collector;
    this.#ownFile = fileOfTable(input.relativePath);
  }

  /** Nothing more is to be learnt from it. */
  get isOver(): boolean {
    return this.#isChosen && this.#reader === null;
  }

  line(text: string): void {
    this.#line += 1;
    if (this.#open.length > 0) {
      this.#continueRow(text);
    } else if (text.trim() !== '') {
      this.#start(text);
    }
  }

  end(): ReadTable {
    this.#closeRow();
    if (!this.#isChosen) {
      this.#choose();
    }
    if (this.#reader !== null && this.#rows === 0 && this.#ownFile !== null) {
      this.#collector.cover(this.#ownFile, true);
    }
    return {
      path: this.#input.path,
      dialect: this.#reader === null ? null : (this.#dialect?.label ?? null),
      rows: this.#rows,
      badRows: this.#badRows,
      ignored: this.#ignored(),
      isLogit: this.#isLogit,
      columns: this.#header,
    };
  }

  #ignored(): string | null {
    if (this.#reader !== null) {
      return null;
    }
    if (this.#dialect !== null) {
      return `It is a table of another kind: ${this.#dialect.label}.`;
    }
    return this.#header.length < 2
      ? 'It is no table of scores.'
      : 'Its columns are not known. Say which holds the file and which the score.';
  }

  #start(text: string): void {
    if (this.#delimiter === null) {
      // Excel's own hint, before the header.
      if (/^sep=.$/iu.test(text)) {
        return;
      }
      this.#delimiter = delimiterOf(text);
      this.#header = (splitRow(text, this.#delimiter) ?? text.split(this.#delimiter)).map((cell) => cell.trim());
      return;
    }
    const cells = splitRow(text, this.#delimiter);
    if (cells === null) {
      this.#open = [text];
    } else {
      this.#row({ cells, line: this.#line });
    }
  }

  #continueRow(text: string): void {
    this.#open.push(text);
    const cells = splitRow(this.#open.join('\n'), this.#delimiter ?? ',');
    if (cells !== null) {
      const line = this.#line - this.#open.length + 1;
      this.#open = [];
      this.#row({ cells, line });
    } else if (this.#open.length >= mostLinesOfRow) {
      this.#closeRow();
    }
  }

  /** A quote that never closes stands for itself. */
  #closeRow(): void {
    const lines = this.#open;
    this.#open = [];
    const from = this.#line - lines.length + 1;
    lines.forEach((text, index) => {
      if (text.trim() !== '') {
        this.#row({ cells: text.split(this.#delimiter ?? ','), line: from + index });
      }
    });
  }

  #row(row: Row): void {
    if (this.#isChosen) {
      this.#read(row);
      return;
    }
    this.#waiting.push(row);
    if (this.#waiting.length >= sampleRows) {
      this.#choose();
    }
  }

  #choose(): void {
    this.#isChosen = true;
    const { dialectId, mapping } = this.#options;
    const names = this.#header.map((name) => name.toLowerCase());
    const head: TableHead = {
      fileName: this.#input.relativePath.split(/[\\/]/u).at(-1) ?? '',
      cells: this.#header,
      columns: new Map(names.map((name, place) => [name, place] as const).reverse()),
      samples: this.#waiting.map(({ cells }) => cells),
      mapping,
    };
    this.#dialect =
      dialects.find(
        (dialect) => (dialectId === null || [dialectId, 'parameters'].includes(dialect.id)) && dialect.recognises(head),
      ) ?? null;
    this.#reader = this.#dialect?.reader(head) ?? null;
    this.#isLogit = this.#dialect?.isLogit(head) ?? false;
    const waiting = this.#waiting;
    this.#waiting = [];
    waiting.forEach((row) => {
      this.#read(row);
    });
  }

  #read({ cells, line }: Row): void {
    if (this.#reader === null) {
      return;
    }
    this.#rows += 1;
    const reason = this.#take(this.#reader(cells));
    if (reason !== null) {
      this.#badRows += 1;
      this.#collector.complain({ table: this.#input.path, line, reason });
    }
  }

  /** Why a row cannot be used; null where it was. */
  #take(row: DialectRow): string | null {
    const stated = row.file?.trim() ?? '';
    const reference = stated === '' ? this.#ownFile : stated;
    if (reference === null) {
      return 'It names no file.';
    }
    const isStem = stated === '';
    if (row.score === null) {
      this.#collector.cover(reference, isStem);
      return null;
    }
    const score = numberOf(row.score);
    const { start, end, names, model } = row;
    if (!Number.isFinite(score)) {
      return `“${row.score}” is no score.`;
    }
    if (!this.#isLogit && (score < 0 || score > 1)) {
      return `${row.score} is no confidence: it must lie between 0 and 1.`;
    }
    this.#collector.take({ reference, isStem, names, score, scoreText: row.score, start, end, model });
    return null;
  }
}
