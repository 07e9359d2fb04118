import type { ColumnMapping, ImportedTable, ScoreScale } from '../../contract/import.ts';
import type { Dialect, DialectRow, RowReader, TableHead } from './dialect.ts';
import { dialects } from './dialects/index.ts';
import { Pace } from './pace.ts';
import { RowLines, type Row } from './row-lines.ts';
import type { Reference, ScoreCollector } from './score-collector.ts';
import { readScore } from './score-text.ts';
import { fileOfTable, namesakeOfTable } from './table-place.ts';
import { EndlessLineError } from './table-text.ts';

/** A table to read: its text in lines, a piece at a time. */
export interface TableInput {
  /** As it is shown. */
  readonly path: string;
  /** Below the folder that was searched; its name alone where it was chosen itself. */
  readonly relativePath: string;
  /** Which of several analyses wrote it, as its place tells; '' where there is only one. */
  readonly run: string;
  open(onRead: (fraction: number) => void): AsyncIterable<readonly string[]>;
}

export interface ReadOptions {
  readonly dialectId: string | null;
  readonly mapping: ColumnMapping | null;
  /** What the scores are, as a person says; null: as the dialect or the values say. */
  readonly scale: ScoreScale | null;
  readonly signal: AbortSignal;
  /** Told how much of the table is read, from 0 to 1. */
  readonly onRead?: (fraction: number) => void;
}

export interface ReadTable extends ImportedTable {
  /** Of the scores that it holds; null where it holds none. */
  readonly scale: ScoreScale | null;
  /** What a person must say of its scores before they can be used. */
  readonly doubt: string | null;
  /** A dialect knows it, be it to leave it aside. */
  readonly isKnown: boolean;
  /** Its columns, for a mapping where no dialect knows it. */
  readonly columns: readonly string[];
  readonly samples: readonly (readonly string[])[];
}

/** So many rows are seen before the dialect is chosen. */
const sampleRows = 20;
/** A year: no recording is longer, but dates are written as numbers that large. */
const mostSeconds = 366 * 86_400;
/** A percentage is at most this. */
const mostPercent = 100;

/** Reads one table row by row into `collector`; memory does not grow with its length. Others have their turn meanwhile. */
export async function readTable(
  input: TableInput,
  options: ReadOptions,
  collector: ScoreCollector,
): Promise<ReadTable> {
  const reading = new TableReading(input, options, collector);
  const pace = new Pace(options.signal);
  try {
    for await (const lines of input.open(options.onRead ?? (() => undefined))) {
      for (const line of lines) {
        reading.line(line);
        if (pace.isDue) {
          await pace.rest();
        }
      }
      if (reading.isOver) {
        break;
      }
    }
  } catch (error) {
    if (!(error instanceof EndlessLineError)) {
      throw error;
    }
    return reading.giveUp('It is no table: its lines do not end.');
  }
  return reading.end();
}

class TableReading {
  readonly #input: TableInput;
  readonly #options: ReadOptions;
  readonly #collector: ScoreCollector;
  readonly #lines = new RowLines();
  #first: Row | null = null;
  #header: readonly string[] = [];
  #waiting: Row[] = [];
  #samples: readonly (readonly string[])[] = [];
  #dialect: Dialect | null = null;
  #head: TableHead | null = null;
  #reader: RowReader | null = null;
  #isChosen = false;
  #scale: ScoreScale | null = null;
  #rows = 0;
  #badRows = 0;
  #lowest = Number.POSITIVE_INFINITY;
  #highest = Number.NEGATIVE_INFINITY;

  constructor(input: TableInput, options: ReadOptions, collector: ScoreCollector) {
    this.#input = input;
    this.#options = options;
    this.#collector = collector;
  }

  /** Nothing more is to be learnt from it. */
  get isOver(): boolean {
    return this.#isChosen && this.#reader === null;
  }

  line(text: string): void {
    this.#rowsOf(this.#lines.take(text));
  }

  end(): ReadTable {
    this.#rowsOf(this.#lines.close());
    if (!this.#isChosen) {
      this.#choose();
    }
    if (this.#reader !== null && this.#rows === 0) {
      this.#coverItsOwn();
    }
    this.#countOtherLabels();
    return this.#result(this.#ignored());
  }

  /** What was read before counts already, so that a table of rows is kept as far as it goes. */
  giveUp(reason: string): ReadTable {
    if (!this.#isChosen) {
      this.#choose();
    }
    if (this.#rows === this.#badRows) {
      this.#reader = null;
      return this.#result(reason);
    }
    this.#rows += 1;
    this.#badRows += 1;
    const line = this.#lines.count + 1;
    const rest = 'It does not end: the table is damaged here, and nothing after it is read.';
    this.#collector.complain({ table: this.#input.path, line, reason: rest });
    return this.end();
  }

  #result(ignored: string | null): ReadTable {
    const isRead = ignored === null;
    return {
      path: this.#input.path,
      dialect: isRead ? (this.#dialect?.label ?? null) : null,
      rows: this.#rows,
      badRows: this.#badRows,
      ignored,
      ...(isRead ? this.#scaleOfValues() : { scale: null, doubt: null }),
      isKnown: this.#dialect !== null,
      columns: this.#header,
      samples: this.#samples,
    };
  }

  #ignored(): string | null {
    if (this.#reader !== null) {
      return null;
    }
    if (this.#dialect !== null) {
      return this.#dialect.reason ?? `It is a table of another kind: ${this.#dialect.label}.`;
    }
    if (this.#lines.count === 0) {
      return 'It is empty.';
    }
    return this.#header.length < 2
      ? 'It is no table of scores.'
      : 'Its columns are not known. Say which holds the file and which the score.';
  }

  /** Only its header, or nothing at all: the recording was analysed and nothing was found. */
  #coverItsOwn(): void {
    const named = fileOfTable(this.#input.relativePath);
    const file = this.#dialect?.isPerFile === true ? namesakeOfTable(this.#input.relativePath) : named;
    if (file !== null) {
      this.#collector.cover(file);
    }
  }

  #countOtherLabels(): void {
    if (this.#reader !== null && this.#head !== null) {
      this.#dialect?.otherLabels?.(this.#head).forEach((label) => {
        this.#collector.labels.add([label], this.#rows);
      });
    }
  }

  #rowsOf(rows: readonly Row[]): void {
    for (const row of rows) {
      if (this.#isChosen) {
        this.#read(row);
      } else if (this.#first === null) {
        this.#first = row;
        this.#header = withoutEmptyEnd(row.cells.map((cell) => cell.trim()));
      } else {
        this.#waiting.push(row);
        if (this.#waiting.length >= sampleRows) {
          this.#choose();
        }
      }
    }
  }

  #choose(): void {
    this.#isChosen = true;
    const { dialectId, mapping } = this.#options;
    const names = this.#header.map((name) => name.toLowerCase());
    this.#samples = this.#waiting.map(({ cells }) => cells);
    const head: TableHead = {
      fileName: this.#input.relativePath.split(/[\\/]/u).at(-1) ?? '',
      cells: this.#header,
      columns: new Map(names.map((name, place) => [name, place] as const).reverse()),
      samples: this.#samples,
      mapping,
      isWanted: (labels) => this.#collector.isWanted(labels),
    };
    this.#head = head;
    this.#dialect =
      dialects.find(
        (dialect) => (dialectId === null || [dialectId, 'parameters'].includes(dialect.id)) && dialect.recognises(head),
      ) ?? null;
    this.#reader = this.#dialect?.reader(head) ?? null;
    this.#scale = this.#options.scale ?? this.#dialect?.scale(head) ?? null;
    const waiting = this.#waiting;
    this.#waiting = [];
    const first = this.#dialect?.hasNoHeader === true && this.#first !== null ? [this.#first] : [];
    for (const row of [...first, ...waiting]) {
      this.#read(row);
    }
  }

  #read({ cells, line }: Row): void {
    const read = this.#reader?.(cells) ?? null;
    if (read === null) {
      return;
    }
    this.#rows += 1;
    const reason = Array.isArray(read) ? this.#takeAll(read as readonly DialectRow[]) : this.#take(read as DialectRow);
    if (reason !== null) {
      this.#badRows += 1;
      this.#collector.complain({ table: this.#input.path, line, reason });
    }
  }

  #takeAll(rows: readonly DialectRow[]): string | null {
    return rows.reduce<string | null>((reason, row) => this.#take(row) ?? reason, null);
  }

  /** Why a row cannot be used; null where it was. */
  #take(row: DialectRow): string | null {
    const file = this.#fileOf(row);
    if (file === null) {
      return 'It names no file.';
    }
    if (row.score === null) {
      this.#collector.cover(file);
      return null;
    }
    const read = readScore(row.score, this.#scale);
    if (read.kind === 'bad') {
      return read.reason;
    }
    if (read.kind === 'missing') {
      this.#collector.miss(file);
      return null;
    }
    const { score, text } = read;
    const { start, end, names } = row;
    const impossible = [start, end].find((seconds) => seconds !== null && seconds > mostSeconds);
    if (impossible !== undefined) {
      return `${impossible} is no place in a recording: start and end are seconds from its beginning.`;
    }
    this.#lowest = Math.min(this.#lowest, score);
    this.#highest = Math.max(this.#highest, score);
    this.#collector.marks += row.isMark === true ? 1 : 0;
    const isModelStated = row.model !== '';
    const model = isModelStated ? row.model : this.#input.run;
    this.#collector.take({ ...file, names, score, scoreText: text, start, end, model, isModelStated });
    return null;
  }

  #fileOf({ file }: DialectRow): Reference | null {
    if (file === null) {
      return namesakeOfTable(this.#input.relativePath);
    }
    const stated = file.trim();
    return stated === '' ? fileOfTable(this.#input.relativePath) : { reference: stated, isStem: false };
  }

  /** Where nobody says what the scores are: what lies outside 0 and 1 is no confidence. */
  #scaleOfValues(): Pick<ReadTable, 'scale' | 'doubt'> {
    const [lowest, highest] = [this.#lowest, this.#highest];
    if (highest < lowest) {
      return { scale: null, doubt: null };
    }
    if (this.#scale !== null) {
      return { scale: this.#scale, doubt: null };
    }
    if (lowest >= 0 && highest <= 1) {
      return { scale: 'confidence', doubt: null };
    }
    const mayBePercent = lowest >= 0 && highest <= mostPercent;
    const doubt = `Scores lie between ${lowest} and ${highest}. Say whether they are percentages or logits.`;
    return { scale: 'logit', doubt: mayBePercent ? doubt : null };
  }
}

/** Spreadsheets write delimiters for columns that were emptied. */
function withoutEmptyEnd(cells: readonly string[]): readonly string[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1);
}
