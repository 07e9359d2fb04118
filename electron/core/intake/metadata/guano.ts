import type { MetadataReader } from './metadata-reader.ts';
import { isoOffset, isoTime } from './timestamps.ts';

/** ISO 8601; Wildlife Acoustics writes a blank for the T and leaves the colon out of the offset. */
const timestamp =
  /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)[T ](?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d)(?:\.(?<fraction>\d{1,9}))?\s*(?<offset>Z|[+-]\d\d:?\d\d|)$/i;

/** The `guan` chunk: UTF-8 lines `Key: value` (GUANO specification 1.0). */
export const guanoReader: MetadataReader = {
  id: 'guano',
  label: 'GUANO',
  kinds: ['guan'],
  read(source) {
    const [block] = source.blocks('guan');
    if (block === undefined) {
      return null;
    }
    const fields = parseGuano(block);
    return { recordedAt: parseTimestamp(fields.get('Timestamp') ?? ''), recorder: fields.get('Serial') || null };
  },
};

/** Keys and values of a GUANO block; the first value of a key counts. */
export function parseGuano(block: Uint8Array): Map<string, string> {
  const fields = new Map<string, string>();
  for (const line of new TextDecoder().decode(block).replaceAll('\0', '').split(/\r?\n/)) {
    const colon = line.indexOf(':');
    const key = line.slice(0, Math.max(0, colon)).trim();
    if (key !== '' && !fields.has(key)) {
      fields.set(key, line.slice(colon + 1).trim());
    }
  }
  return fields;
}

function parseTimestamp(text: string): string | null {
  const groups = timestamp.exec(text)?.groups;
  const offset = isoOffset(groups?.['offset'] ?? '');
  if (groups === undefined || offset === null) {
    return null;
  }
  return isoTime({
    year: Number(groups['year']),
    month: Number(groups['month']),
    day: Number(groups['day']),
    hour: Number(groups['hour']),
    minute: Number(groups['minute']),
    second: Number(groups['second']),
    fraction: groups['fraction'] ?? '',
    offset,
  });
}
