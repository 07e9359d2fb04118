/** What `repr` of plain Python data can say. Sets and dictionaries are not read. */
export type PythonValue = null | boolean | number | string | readonly PythonValue[];

const simpleEscapes: Readonly<Record<string, string>> = {
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\n': '',
};
const words: Readonly<Record<string, PythonValue>> = { None: null, True: true, False: false };
const escapePattern = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{1,3})|([\s\S]))/gu;
const numberPattern = /[-+]?(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][-+]?\d+)?/uy;
const wordPattern = /[A-Za-z_]+/uy;
const stringPattern = /[rRuU]?(?:'((?:[^'\\]|\\[\s\S])*)'|"((?:[^"\\]|\\[\s\S])*)")/uy;

/**
 * Reads a Python literal as `ast.literal_eval` does: None, True, False, numbers, strings with their escapes, lists and
 * tuples of these.
 * @returns undefined where the text is something else
 */
export function readPythonLiteral(text: string): PythonValue | undefined {
  const reader = new LiteralReader(text);
  const value = reader.value();
  return value !== undefined && reader.isAtEnd() ? value : undefined;
}

/** Lists within lists; a cell that nests deeper than this was not written by a trainer. */
const MOST_NESTED = 50;

class LiteralReader {
  private readonly text: string;
  private at = 0;
  private depth = 0;

  constructor(text: string) {
    this.text = text;
  }

  isAtEnd(): boolean {
    this.skipSpace();
    return this.at === this.text.length;
  }

  value(): PythonValue | undefined {
    this.skipSpace();
    const first = this.text[this.at];
    if (first === '[' || first === '(') {
      return this.list(first === '[' ? ']' : ')');
    }
    return this.string() ?? this.number() ?? this.word();
  }

  private list(end: string): readonly PythonValue[] | undefined {
    if (this.depth >= MOST_NESTED) {
      return undefined;
    }
    this.depth += 1;
    this.at += 1;
    const members: PythonValue[] = [];
    while (!this.take(end)) {
      const member = this.value();
      if (member === undefined) {
        return undefined;
      }
      members.push(member);
      if (!this.take(',') && this.peek() !== end) {
        return undefined;
      }
    }
    this.depth -= 1;
    return members;
  }

  private string(): string | undefined {
    const match = this.match(stringPattern);
    if (match === null) {
      return undefined;
    }
    const body = match[1] ?? match[2] ?? '';
    return /^r/iu.test(match[0]) ? body : body.replace(escapePattern, readEscape);
  }

  private number(): number | undefined {
    const digits = this.match(numberPattern)?.[0];
    return digits === undefined ? undefined : Number(digits.replaceAll('_', ''));
  }

  private word(): PythonValue | undefined {
    const word = this.match(wordPattern)?.[0];
    return word === undefined || !Object.hasOwn(words, word) ? undefined : words[word];
  }

  private match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text);
    this.at += match?.[0].length ?? 0;
    return match;
  }

  private peek(): string | undefined {
    this.skipSpace();
    return this.text[this.at];
  }

  private take(character: string): boolean {
    const isNext = this.peek() === character;
    this.at += isNext ? 1 : 0;
    return isNext;
  }

  private skipSpace(): void {
    while (/\s/u.test(this.text[this.at] ?? '')) {
      this.at += 1;
    }
  }
}

/** An escape that Python does not know keeps its backslash. */
function readEscape(whole: string, ...groups: (string | undefined)[]): string {
  const [hex2, hex4, hex8, octal, other] = groups;
  const hex = hex2 ?? hex4 ?? hex8;
  if (hex !== undefined) {
    const code = Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  }
  return octal === undefined ? (simpleEscapes[other ?? ''] ?? whole) : String.fromCodePoint(Number.parseInt(octal, 8));
}

/** The same value as Python's `repr` writes it, so that summaries in JSON read like a row of the table. */
export function writePythonLiteral(value: PythonValue): string {
  if (value === null) {
    return 'None';
  }
  if (typeof value === 'boolean') {
    return value ? 'True' : 'False';
  }
  if (typeof value === 'number') {
    return String(value);
  }
  return typeof value === 'string' ? writeString(value) : `[${value.map(writePythonLiteral).join(', ')}]`;
}

function writeString(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll(quote, `\\${quote}`)
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t');
  return `${quote}${escaped}${quote}`;
}
