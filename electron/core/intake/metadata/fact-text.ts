import type { FactValues, Position } from '../../../contract/recording-facts.ts';

/** A number at the start of a text (`13.1`, `13.1C`, `-4 dB`); undefined where there is none. */
export function numberOf(text: string | undefined): number | undefined {
  const [digits] = /^\s*[+-]?\d+(?:\.\d+)?/.exec(text ?? '') ?? [];
  return digits === undefined ? undefined : Number(digits);
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

const twoNumbers = /^\s*\[?\s*([+-]?\d{1,2}(?:\.\d+)?)(?:[\s,;]+|(?=[+-]))([+-]?\d{1,3}(?:\.\d+)?)/;

/** `50.1 -5.2`, `50.1, -5.2` and `+50.1-005.2`. */
export function positionOfText(text: string | undefined): Position | undefined {
  const [, latitude, longitude] = twoNumbers.exec(text ?? '') ?? [];
  return positionOf(numberOf(latitude), numberOf(longitude));
}

/** A comment that a person may have written: not the sentences and documents that other readers take apart. */
export function noteOfText(text: string | undefined): string | undefined {
  return text === undefined || /^(?:Recorded at \d\d:\d\d|opso_metadata)/.test(text) ? undefined : text;
}

/** The facts that are known, without those that are undefined or empty. */
export function knownFacts(facts: { readonly [Name in keyof FactValues]: FactValues[Name] | undefined }): FactValues {
  const isKnown = ([, value]: [string, unknown]): boolean => value !== undefined && value !== '';
  return Object.fromEntries(Object.entries(facts).filter(isKnown));
}
