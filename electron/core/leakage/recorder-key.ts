/** A recorder's id in the form in which two spellings of one recorder are equal: `02`, `2` and `Moth 02` are `2`. */
export type RecorderKey = string;

/** Serials of one recorder under the numbers that people gave it, as the library knows both. */
export type RecorderAliases = ReadonlyMap<RecorderKey, readonly RecorderKey[]>;

export const noAliases: RecorderAliases = new Map();

const serial = /^[0-9A-F]{16}$/i;
/** Words that people put before a recorder's number. */
const numberedRecorder = /^(?:recorder|rec|unit|device|logger|audiomoth|moth|am)(\d+)$/;
/** What the study's packager writes where a recorder should be. */
const noRecorder = new Set(['', 'subset', 'curated', 'unknown', 'none', 'nan', 'null', 'na', 'n/a']);

/** A library has few recorders and many recordings. */
const mostRemembered = 10_000;
const rememberedKeys = new Map<string, RecorderKey | null>();

/** null where the text names no recorder. AudioMoth serials keep their digits; other ids lose case, blanks and leading zeros. */
export function recorderKey(text: string | null): RecorderKey | null {
  if (text === null) {
    return null;
  }
  const known = rememberedKeys.get(text);
  if (known !== undefined) {
    return known;
  }
  const key = readKey(text);
  if (rememberedKeys.size >= mostRemembered) {
    rememberedKeys.clear();
  }
  rememberedKeys.set(text, key);
  return key;
}

function readKey(text: string): RecorderKey | null {
  const plain = text.normalize('NFC').trim();
  if (serial.test(plain)) {
    return plain.toUpperCase();
  }
  const joined = plain.toLowerCase().replaceAll(/[\s_-]+/g, '');
  if (noRecorder.has(joined)) {
    return null;
  }
  const number = numberedRecorder.exec(joined)?.[1] ?? joined;
  // A spreadsheet makes 2.0 of 02 as soon as one cell of the column is empty.
  return number.replace(/^(\d+)\.0$/, '$1').replaceAll(/(?<!\d)0+(?=\d)/g, '');
}

export type RecorderShape = 'serial' | 'number' | 'code' | 'word';

/** Ids of one shape are names of one kind: only those can contradict each other. */
export function recorderShape(key: RecorderKey): RecorderShape {
  if (serial.test(key)) {
    return 'serial';
  }
  if (/^\d{1,4}$/.test(key)) {
    return 'number';
  }
  return /\d/.test(key) ? 'code' : 'word';
}

/**
 * All keys of one recorder from what is said of it, the most trusted first: a second id of the same shape is a weaker
 * opinion and is left out. A serial brings the numbers with it that the library knows it by.
 */
export function recorderKeys(texts: readonly (string | null)[], aliases: RecorderAliases): RecorderKey[] {
  const keys: RecorderKey[] = [];
  for (const text of texts) {
    addKey(keys, recorderKey(text));
  }
  if (aliases.size > 0) {
    keys
      .flatMap((key) => aliases.get(key) ?? [])
      .forEach((alias) => {
        addKey(keys, alias);
      });
  }
  return keys;
}

function addKey(keys: RecorderKey[], key: RecorderKey | null): void {
  if (key !== null && !keys.some((other) => other === key || recorderShape(other) === recorderShape(key))) {
    keys.push(key);
  }
}

/** True where both sides name their recorder in the same way and yet none of the names agree. */
export function areOtherRecorders(one: readonly RecorderKey[], other: readonly RecorderKey[]): boolean {
  if (one.some((key) => other.includes(key))) {
    return false;
  }
  const shapes = new Set(one.map(recorderShape));
  return other.some((key) => shapes.has(recorderShape(key)));
}

/** A prefix of a file name that can only be a recorder's: a serial or a number. */
export function isCertainRecorder(text: string): boolean {
  const key = recorderKey(text);
  return key !== null && ['serial', 'number'].includes(recorderShape(key));
}

/** Which serial belongs to which number, from recordings where header and source each name one. */
export function recorderAliases(
  pairs: Iterable<{ readonly recorder: string | null; readonly sourceRecorder: string | null }>,
): RecorderAliases {
  const aliases = new Map<RecorderKey, RecorderKey[]>();
  for (const { recorder, sourceRecorder } of pairs) {
    const [precise, given] = [recorderKey(recorder), recorderKey(sourceRecorder)];
    if (
      precise !== null &&
      given !== null &&
      recorderShape(precise) === 'serial' &&
      recorderShape(given) !== 'serial'
    ) {
      aliases.set(precise, [...new Set([...(aliases.get(precise) ?? []), given])]);
    }
  }
  return aliases;
}
