import type { MetadataReader } from './metadata-reader.ts';
import { infoEntries } from './riff-info.ts';
import { isoOffset, isoTime } from './timestamps.ts';

const sentence =
  /Recorded at (?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d)(?:\.(?<fraction>\d{1,6}))? (?<day>\d\d)\/(?<month>\d\d)\/(?<year>\d{4}) \(UTC(?<offset>[+-]\d{1,2}(?::?\d\d)?)?\)/;
const serialInComment = /by AudioMoth ([0-9A-Z]{16})\b/i;
const serialInArtist = /^AudioMoth ([0-9A-Z]{16})\b/i;

/** The sentence that AudioMoth firmware writes into LIST INFO (ICMT), with the serial number there or in IART. */
export const audioMothCommentReader: MetadataReader = {
  id: 'audiomoth-comment',
  label: 'AudioMoth comment',
  kinds: ['LIST'],
  read(source) {
    const entries = infoEntries(source.blocks('LIST'));
    const comment = entries.get('ICMT') ?? '';
    const groups = sentence.exec(comment)?.groups;
    const serial = serialInComment.exec(comment)?.[1] ?? serialInArtist.exec(entries.get('IART') ?? '')?.[1];
    if (groups === undefined && serial === undefined) {
      return null;
    }
    return { recordedAt: groups === undefined ? null : timeOf(groups), recorder: serial?.toUpperCase() ?? null };
  },
};

/** A comment without an offset, `(UTC)`, is in UTC. */
function timeOf(groups: Record<string, string | undefined>): string | null {
  return isoTime({
    year: Number(groups['year']),
    month: Number(groups['month']),
    day: Number(groups['day']),
    hour: Number(groups['hour']),
    minute: Number(groups['minute']),
    second: Number(groups['second']),
    fraction: groups['fraction'] ?? '',
    offset: isoOffset(groups['offset'] ?? 'Z') ?? '',
  });
}
