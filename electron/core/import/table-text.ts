/** Encoding of a table by its first bytes: a byte order mark, Excel's UTF-16 without one, UTF-8, or an old Windows table. */
export function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) {
    return 'utf-16le';
  }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    return 'utf-16be';
  }
  // Latin letters in UTF-16 are every other byte zero.
  if (bytes.length >= 4 && bytes[1] === 0 && bytes[3] === 0) {
    return 'utf-16le';
  }
  if (bytes.length >= 4 && bytes[0] === 0 && bytes[2] === 0) {
    return 'utf-16be';
  }
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252';
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    // `stream`: the last character may go on in the next piece.
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** The text of a table in pieces, without a byte order mark. */
export async function* decodePieces(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: InstanceType<typeof TextDecoder> | null = null;
  for await (const piece of pieces) {
    decoder ??= new TextDecoder(encodingOf(piece), { fatal: true });
    const text = tryDecode(decoder, piece);
    if (text === null) {
      // The first accent of an old Windows table may come late; UTF-16 that is damaged is read as far as it goes.
      decoder = new TextDecoder(decoder.encoding === 'utf-8' ? 'windows-1252' : decoder.encoding);
    }
    yield text ?? decoder.decode(piece, { stream: true });
  }
  yield decoder === null ? '' : (tryDecode(decoder) ?? '\uFFFD');
}

function tryDecode(decoder: InstanceType<typeof TextDecoder>, piece?: Uint8Array): string | null {
  try {
    return decoder.decode(piece, { stream: piece !== undefined });
  } catch {
    return null;
  }
}

/** No row of a table is as long; a sound or a picture under a table's name may go on for gigabytes without an end of line. */
const longestLine = 4_000_000;

/** What is read is no text in lines. */
export class EndlessLineError extends Error {
  constructor() {
    super('a line does not end');
    this.name = 'EndlessLineError';
  }
}

/**
 * Lines of a text that comes in pieces, whether they end as on Unix, Windows or an old Mac; a piece's at a time.
 * Throws an EndlessLineError where they do not end.
 */
export async function* linesOf(texts: AsyncIterable<string>): AsyncGenerator<string[]> {
  let rest = '';
  for await (const text of texts) {
    const whole = rest + text;
    // A carriage return at the very end may be half of a line's end.
    const held = whole.endsWith('\r') ? 1 : 0;
    const lines = whole.slice(0, whole.length - held).split(/\r\n|\n|\r/u);
    rest = (lines.pop() ?? '') + whole.slice(whole.length - held);
    if (rest.length > longestLine) {
      throw new EndlessLineError();
    }
    yield lines;
  }
  yield rest.split(/\r\n|\n|\r/u).filter((line, index) => line !== '' || index === 0);
}

/** The delimiter of a header line: whichever of tab, semicolon and comma it has most of. */
export function delimiterOf(header: string): string {
  const counts = ['\t', ';', ','].map((delimiter) => ({ delimiter, count: header.split(delimiter).length }));
  return counts.sort((left, right) => right.count - left.count)[0]?.delimiter ?? ',';
}
