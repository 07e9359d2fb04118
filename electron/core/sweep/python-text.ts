import { isReadAsOther } from './python-scalars.ts';

/** Column after which PyYAML breaks a line at a blank. */
const width = 80;

const escapes: ReadonlyMap<string, string> = new Map([
  ['\0', '0'],
  ['\u0007', 'a'],
  ['\b', 'b'],
  ['\t', 't'],
  ['\n', 'n'],
  ['\u000b', 'v'],
  ['\f', 'f'],
  ['\r', 'r'],
  ['\u001b', 'e'],
  ['"', '"'],
  ['\\', '\\'],
  ['\u0085', 'N'],
  ['\u00a0', '_'],
  ['\u2028', 'L'],
  ['\u2029', 'P'],
]);

/** Where a text is written: its first column, the indent of its further lines, and whether it may have any. */
export interface TextPlace {
  readonly column: number;
  readonly indent: number;
  /** False for the keys of a map. */
  readonly folds: boolean;
}

type Quoting = 'plain' | 'single' | 'double';

/** PyYAML's choice (its `analyze_scalar` and `choose_scalar_style` with ASCII output and no style asked for). */
function quotingOf(text: string): Quoting {
  // Outside ASCII everything is escaped: the study's scripts open files in the system's own encoding.
  if (/[^\n\u0020-\u007e]/u.test(text) || / \n/u.test(text) || /\n /u.test(text)) {
    return 'double';
  }
  const isPlain =
    !/^\s|\s$|\n/u.test(text) &&
    !/^(?:---|\.\.\.)/u.test(text) &&
    !/^[#,[\]{}&*!|>'"%@`]/u.test(text) &&
    !/^[?:-](?:\s|$)/u.test(text) &&
    !/:(?:\s|$)/u.test(text) &&
    !/\s#/u.test(text);
  return isPlain && !isReadAsOther(text) ? 'plain' : 'single';
}

/** Collects what is written and knows the column it stands in. */
class Line {
  private text = '';
  private column: number;
  private readonly place: TextPlace;

  constructor(place: TextPlace) {
    this.place = place;
    this.column = place.column;
  }

  write(part: string): void {
    this.text += part;
    this.column += part.length;
  }

  breakLine(breaks = 1): void {
    this.text += '\n'.repeat(breaks) + ' '.repeat(this.place.indent);
    this.column = this.place.indent;
  }

  /** Whether `more` characters from here would pass the width. */
  isFull(more = 0): boolean {
    return this.place.folds && this.column + more > width;
  }

  toString(): string {
    return this.text;
  }
}

function plainText(text: string, place: TextPlace): string {
  const line = new Line(place);
  for (const part of text.match(/ +|[^ ]+/gu) ?? []) {
    if (part === ' ' && line.isFull()) {
      line.breakLine();
    } else {
      line.write(part);
    }
  }
  return line.toString();
}

function singleQuoted(text: string, place: TextPlace): string {
  const line = new Line(place);
  line.write("'");
  let start = 0;
  for (const part of text.match(/ +|\n+|'|[^ \n']+/gu) ?? []) {
    const end = start + part.length;
    if (part.startsWith('\n')) {
      line.breakLine(part.length + 1);
    } else if (part === ' ' && line.isFull() && start !== 0 && end !== text.length) {
      line.breakLine();
    } else {
      line.write(part === "'" ? "''" : part);
    }
    start = end;
  }
  line.write("'");
  return line.toString();
}

function escaped(character: string): string {
  const known = escapes.get(character);
  if (known !== undefined) {
    return `\\${known}`;
  }
  const code = character.codePointAt(0) ?? 0;
  const hexadecimal = code.toString(16).toUpperCase();
  return code <= 0xff
    ? `\\x${hexadecimal.padStart(2, '0')}`
    : code <= 0xffff
      ? `\\u${hexadecimal.padStart(4, '0')}`
      : `\\U${hexadecimal.padStart(8, '0')}`;
}

function isEscaped(character: string): boolean {
  return character === '"' || character === '\\' || !/^[\u0020-\u007e]$/u.test(character);
}

/**
 * Follows PyYAML's loop step by step, because where it breaks a line depends on what it has not written yet: `start` is
 * the first character that is still to be written, `end` the one it looks at.
 */
function doubleQuoted(text: string, place: TextPlace): string {
  const characters = Array.from(text);
  const line = new Line(place);
  line.write('"');
  let start = 0;
  for (let end = 0; end <= characters.length; end += 1) {
    const character = characters[end];
    if (character === undefined || isEscaped(character)) {
      line.write(characters.slice(start, Math.max(start, end)).join(''));
      start = Math.max(start, end);
      if (character !== undefined) {
        line.write(escaped(character));
        start = end + 1;
      }
    }
    const mayBreak = end > 0 && end < characters.length - 1 && (character === ' ' || start >= end);
    if (mayBreak && line.isFull(end - start)) {
      line.write(`${characters.slice(start, Math.max(start, end)).join('')}\\`);
      start = Math.max(start, end);
      line.breakLine();
      if (characters[start] === ' ') {
        line.write('\\');
      }
    }
  }
  line.write('"');
  return line.toString();
}

/** A text as PyYAML's `safe_dump` writes it: quoted where it must be, folded at column 80, in ASCII. */
export function pythonText(text: string, place: TextPlace): string {
  switch (quotingOf(text)) {
    case 'plain':
      return plainText(text, place);
    case 'single':
      return singleQuoted(text, place);
    case 'double':
      return doubleQuoted(text, place);
  }
}
