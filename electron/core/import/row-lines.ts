import { splitRow } from './split-row.ts';
import { delimiterOf } from './table-text.ts';

export interface Row {
  readonly cells: readonly string[];
  /** Where it begins. */
  readonly line: number;
}

/** A quoted cell may hold line ends; one that goes on for longer was not meant as a quote. */
const mostLinesOfRow = 20;

/** Makes rows of the lines of a table; the first row that comes out is the header, or a row where there is none. */
export class RowLines {
  /** Lines that are not empty. */
  count = 0;
  #line = 0;
  #delimiter: string | null = null;
  #open: string[] = [];

  take(text: string): readonly Row[] {
    this.#line += 1;
    if (this.#open.length > 0) {
      return this.#goOn(text);
    }
    // Excel's own hint, before the header.
    if (text.trim() === '' || (this.#delimiter === null && /^sep=.$/iu.test(text))) {
      return [];
    }
    this.count += 1;
    const isFirst = this.#delimiter === null;
    this.#delimiter ??= delimiterOf(text);
    const cells = splitRow(text, this.#delimiter) ?? (isFirst ? text.split(this.#delimiter) : null);
    if (cells === null) {
      this.#open = [text];
      return [];
    }
    return [{ cells, line: this.#line }];
  }

  /** A quote that never closes stands for itself. */
  close(): readonly Row[] {
    const lines = this.#open;
    this.#open = [];
    const from = this.#line - lines.length + 1;
    return lines.flatMap((text, index) =>
      text.trim() === '' ? [] : [{ cells: text.split(this.#delimiter ?? ','), line: from + index }],
    );
  }

  #goOn(text: string): readonly Row[] {
    this.#open.push(text);
    const cells = splitRow(this.#open.join('\n'), this.#delimiter ?? ',');
    if (cells !== null) {
      const line = this.#line - this.#open.length + 1;
      this.#open = [];
      return [{ cells, line }];
    }
    return this.#open.length >= mostLinesOfRow ? this.close() : [];
  }
}
