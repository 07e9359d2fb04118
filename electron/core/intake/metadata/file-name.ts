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
const calendarDate = /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/;

const serialPrefix = /^([0-9A-F]{16})_\d{8}_/i;
const songMeterPrefix = /^([A-Z0-9][A-Z0-9-]*?)(?:_(?:0\+1|0|1))?_\d{8}[_$]\d{6}/i;

/** The date that recorders put into file names, in the recorder's local time unless the name says otherwise. */
export const fileNameReader: MetadataReader = {
  id: 'file-name',
  label: 'File name',
  kinds: [],
  read({ fileName }): RecordingMetadata | null {
    const recordedAt = timeOfFileName(fileName);
    const recorder = serialPrefix.exec(fileName)?.[1]?.toUpperCase() ?? songMeterPrefix.exec(fileName)?.[1] ?? null;
    return recordedAt === null && recorder === null ? null : { recordedAt, recorder };
  },
};

/** The start of the recording by its file name, ISO 8601, null where the name holds no date and time. */
export function timeOfFileName(fileName: string): string | null {
  const stem = fileName.replace(/\.[^.]*$/, '');
  if (hexadecimalTime.test(stem)) {
    return calendarDate.test(stem) ? null : `${new Date(parseInt(stem, 16) * 1000).toISOString().slice(0, 19)}Z`;
  }
  const groups = (compactTime.exec(stem) ?? dashedTime.exec(stem) ?? shortTime.exec(stem) ?? dayFirstTime.exec(stem))
    ?.groups;
  if (groups === undefined) {
    return null;
  }
  const offset = isoOffset(groups['offset'] ?? '');
  return offset === null ? null : isoTime({ ...partsOf(groups), offset });
}

function partsOf(groups: Record<string, string | undefined>): TimeParts {
  const year = Number(groups['year']);
  return {
    year: year < 100 ? 2000 + year : year,
    month: Number(groups['month']),
    day: Number(groups['day']),
    hour: Number(groups['hour'] ?? groups['hour2']),
    minute: Number(groups['minute'] ?? groups['minute2']),
    second: Number(groups['second'] ?? groups['second2'] ?? 0),
    fraction: groups['fraction'] ?? groups['trailing'] ?? '',
  };
}
