import type { FactValues, Position } from '../../../contract/recording-facts.ts';

/** A number at the start of a text (`13.1`, `13,1`, `-4 dB`); undefined where there is none. */
export function numberOf(text: string | undefined): number | undefined {
  const [digits] = /^\s*[+-]?(?:\d+(?:[.,]\d+)?|\.\d+)/.exec(text ?? '') ?? [];
  return digits === undefined ? undefined : Number(digits.replace(',', '.'));
}

/** No number, temperature or position is written longer; a damaged header may hold 256 kB of blanks. */
const mostFactLength = 128;

/** The beginning of a text, for patterns that would take minutes over a long one. */
export function beginningOf(text: string | undefined, length: number = mostFactLength): string {
  return (text ?? '').slice(0, length);
}

const celsius = /^\s*([+-]?(?:\d+(?:[.,]\d+)?|\.\d+))\s*(?:°?\s*C(?:elsius)?)?\s*$/i;
/** Beyond these no recorder works; sensors that are missing say -273 or 127. */
const coldest = -70;
const hottest = 100;

/** A temperature in degrees Celsius (`13.1`, `13.1C`); undefined for other units and where it cannot be one. */
export function celsiusOf(text: string | undefined): number | undefined {
  const value = numberOf(celsius.exec(beginningOf(text))?.[1]);
  return value === undefined || value < coldest || value > hottest ? undefined : value;
}

/** A position that lies on the earth; undefined otherwise. Recorders without a fix write 0, 0. */
export function positionOf(latitude: number | undefined, longitude: number | undefined): Position | undefined {
  const isReal =
    latitude !== undefined &&
    longitude !== undefined &&
    Math.abs(latitude) <= 90 &&
    Math.abs(longitude) <= 180 &&
    !(latitude === 0 && longitude === 0);
  return isReal ? { latitude, longitude } : undefined;
}

const pointNumbers =
  /^\s*[[(]?\s*([+-]?\d{1,2}(?:\.\d+)?)(\s*[,;]\s*|\s+|(?=[+-]))([+-]?\d{1,3}(?:\.\d+)?)(?![\d.]|,\d)/;
const commaNumbers = /^\s*[[(]?\s*([+-]?\d{1,2},\d+)[\s;]+([+-]?\d{1,3},\d+)(?![\d.,])/;
/** Degrees, minutes and seconds, or a side of the equator: read as plain numbers they would be another place. */
const otherNotation = /[NSEW°'"]/i;

/** Decimal degrees: `50.1 -5.2`, `50.1, -5.2`, `50,1 -5,2` and `+50.1-005.2`. */
export function positionOfText(text: string | undefined): Position | undefined {
  const written = beginningOf(text).replace(/CRS[\w/]*$/i, '');
  if (otherNotation.test(written)) {
    return undefined;
  }
  const [, commaLatitude, commaLongitude] = commaNumbers.exec(written) ?? [];
  if (commaLatitude !== undefined) {
    return positionOf(numberOf(commaLatitude), numberOf(commaLongitude));
  }
  const [found, latitude, between, longitude] = pointNumbers.exec(written) ?? [];
  // Two whole numbers may be degrees and minutes, or the halves of one number with a decimal comma.
  const isClear = found?.includes('.') === true || between === '';
  return isClear ? positionOf(numberOf(latitude), numberOf(longitude)) : undefined;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });
const windows = new TextDecoder('windows-1252');

/** Text as UTF-8, or as Windows wrote it before: some programs do not care what a specification says. */
export function textOfBytes(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return windows.decode(bytes);
  }
}

/** A comment that a person may have written: not the sentences and documents that other readers take apart. */
export function noteOfText(text: string | undefined): string | undefined {
  return text === undefined || /^(?:Recorded at \d\d:\d\d|opso_metadata|GUANO\|)/.test(text) ? undefined : text;
}

/** The facts that are known, without those that are undefined or empty. */
export function knownFacts(facts: { readonly [Name in keyof FactValues]: FactValues[Name] | undefined }): FactValues {
  const isKnown = ([, value]: [string, unknown]): boolean => value !== undefined && value !== '';
  return Object.fromEntries(Object.entries(facts).filter(isKnown));
}
