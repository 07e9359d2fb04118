import type { Position } from '../../../contract/recording-facts.ts';
import { knownFacts, numberOf, positionOf } from './fact-text.ts';
import type { MetadataReader, RecordingMetadata } from './metadata-reader.ts';
import { isoOffset, isoTime, type TimeParts } from './timestamps.ts';

/**
 * YYYYMMDD and HHMMSS with `T`, `_`, `-`, `$` or nothing between; some firmware writes a blank for the zero of the day.
 * Song Meters may end the name with milliseconds or microseconds.
 */
const compactTime =
  /(?<!\d)(?<year>\d{4})(?<month>\d\d)(?<day>[ \d]\d)[T_$-]?(?<hour>\d\d)(?<minute>\d\d)(?<second>\d\d)(?!\d)(?:\.(?<fraction>\d{1,6})(?![0-9A-Z]))?(?:_(?<trailing>\d{3}|\d{6})$)?(?<offset>Z|[+-]\d{4}(?!\d)|[+-]\d{2}(?!\d)|)(?![+-]\d(?!\d))/;
const dashedTime =
  /(?<!\d)(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)[T _-](?<hour>\d\d)[-_.:h]?(?<minute>\d\d)[-_.:m]?(?<second>\d\d)(?!\d)(?:\.(?<fraction>\d{1,6}))?(?<offset>Z|[+-]\d{2}:?\d{2}|)/;
/** YYMMDDHHMMSS or YYMMDD_HHMM. */
const shortTime =
  /(?<!\d)(?<year>\d\d)(?<month>\d\d)(?<day>\d\d)(?:_(?<hour>\d\d)(?<minute>\d\d)|(?<hour2>\d\d)(?<minute2>\d\d)(?<second2>\d\d))(?!\d)/;
/** HHMM-DDMMYYYY. */
const dayFirstTime = /(?<!\d)(?<hour>\d\d)(?<minute>\d\d)-(?<day>\d\d)(?<month>\d\d)(?<year>\d{4})(?!\d)/;
/** Early AudioMoths name a file by the hexadecimal Unix time of its start. */
const hexadecimalTime = /^[0-9A-F]{8}$/i;
/** Autumn 2016, before the first of them, and early 2038. */
const firstHexadecimalTime = 0x58000000;
const lastHexadecimalTime = 0x7fffffff;
/** Other numbers in names are no years. */
const firstYear = 1970;
const lastYear = 2069;
const calendarDate = /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/;

const serialPrefix = /^([0-9A-F]{16})_\d{8}_/i;
const songMeterPrefix = /^([A-Z0-9][A-Z0-9-]*?)(?:_(?:0\+1|0|1))?_\d{8}[_$]\d{6}/i;

/** `[27.2819 90.1361]` and `_27.2819 90.1361_` of Frontier Labs, and ISO 6709 `_-18.2656+144.5564`. */
const bracketedPosition =
  /[[_ ](?<latitude>[+-]?\d{1,2}\.\d+)(?: (?=[+-]?\d)|(?=[+-]))(?<longitude>[+-]?\d{1,3}\.\d+)(?:[\]_]|$)/;
const signedPosition = /[[_](?<latitude>[+-]\d{1,2}(?:\.\d+)?)(?<longitude>[+-]\d{2,3}(?:\.\d+)?)(?![\d.]*\d)/;

/** The date that recorders put into file names, in the recorder's local time unless the name says otherwise. */
export const fileNameReader: MetadataReader = {
  id: 'file-name',
  label: 'file name',
  kinds: [],
  timeTrust: { withOffset: 8, without: 8 },
  read({ fileName }): RecordingMetadata | null {
    const recordedAt = timeOfFileName(fileName);
    const serial = serialPrefix.exec(fileName)?.[1]?.toUpperCase();
    const position = positionOfFileName(fileName);
    const facts = knownFacts({ serial, recorder: serial ?? songMeterPrefix.exec(fileName)?.[1], position });
    return recordedAt === null && Object.keys(facts).length === 0 ? null : { recordedAt, facts };
  },
};

/** The position in a file name; undefined where it holds none. */
export function positionOfFileName(fileName: string): Position | undefined {
  const stem = fileName.replace(/\.[A-Za-z]\w*$/, '');
  const groups = (bracketedPosition.exec(stem) ?? signedPosition.exec(stem))?.groups;
  return positionOf(numberOf(groups?.['latitude']), numberOf(groups?.['longitude']));
}

/** The start of the recording by its file name, ISO 8601, null where the name holds no date and time. */
export function timeOfFileName(fileName: string): string | null {
  const stem = fileName.replace(/\.[^.]*$/, '');
  if (hexadecimalTime.test(stem)) {
    return timeOfHexadecimal(stem, fileName.endsWith('.WAV'));
  }
  const groups = (compactTime.exec(stem) ?? dashedTime.exec(stem) ?? shortTime.exec(stem) ?? dayFirstTime.exec(stem))
    ?.groups;
  const offset = isoOffset(groups?.['offset'] ?? '');
  if (groups === undefined || offset === null) {
    return null;
  }
  const parts = partsOf(groups);
  return parts.year < firstYear || parts.year > lastYear ? null : isoTime({ ...parts, offset });
}

/** A number of eight digits is a Unix time only where an AudioMoth, which writes `.WAV`, may have made it. */
function timeOfHexadecimal(stem: string, isUpperCase: boolean): string | null {
  const seconds = parseInt(stem, 16);
  const isPlausible = seconds === 0 || (seconds >= firstHexadecimalTime && seconds <= lastHexadecimalTime);
  if (!isPlausible || calendarDate.test(stem) || (/^\d+$/.test(stem) && !isUpperCase)) {
    return null;
  }
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;
}

function partsOf(groups: Record<string, string | undefined>): TimeParts {
  const year = Number(groups['year']);
  return {
    year: year < 100 ? 2000 + year : year,
    month: Number(groups['month']),
    // Some firmware writes a blank for the zero (known problem FL008).
    day: Number(groups['day']),
    hour: Number(groups['hour'] ?? groups['hour2']),
    minute: Number(groups['minute'] ?? groups['minute2']),
    second: Number(groups['second'] ?? groups['second2'] ?? 0),
    fraction: groups['fraction'] ?? groups['trailing'] ?? '',
  };
}
