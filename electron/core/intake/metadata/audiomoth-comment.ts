import type { FactValues } from '../../../contract/recording-facts.ts';
import { beginningOf, knownFacts, numberOf } from './fact-text.ts';
import { id3Frames } from './id3-frames.ts';
import { id3Kinds } from './id3.ts';
import type { MetadataReader, MetadataSource } from './metadata-reader.ts';
import { infoEntries } from './riff-info.ts';
import { isoOffset, isoTime, partsOfGroups } from './timestamps.ts';
import { vorbisComments } from './vorbis-comments.ts';

const sentence =
  /Recorded at (?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d)(?:\.(?<fraction>\d{1,6}))? (?<day>\d\d)\/(?<month>\d\d)\/(?<year>\d{4})(?: \((?<zone>UTC(?<offset>[+-]\d{1,2}(?::? ?\d{1,2})?)?[^)]*)\))?/;
/** The firmware's own buffer for it has 384 bytes. */
const mostCommentLength = 2048;
const serialInComment = /by AudioMoth ([0-9A-Z]{16})\b/i;
const serialInArtist = /^AudioMoth ([0-9A-Z]{16})\b/i;

/** The sentence that AudioMoth firmware writes as a comment, also where a converter moved it to another format's tags. */
export const audioMothCommentReader: MetadataReader = {
  id: 'audiomoth-comment',
  label: 'AudioMoth comment',
  kinds: ['LIST', 'VORBIS_COMMENT', ...id3Kinds],
  timeTrust: { withOffset: 3, without: 5 },
  read(source) {
    const { comment, artist } = textsOf(source);
    const serial = (serialInComment.exec(comment)?.[1] ?? serialInArtist.exec(artist)?.[1])?.toUpperCase();
    const device = { make: 'Open Acoustic Devices', model: 'AudioMoth', serial, recorder: serial };
    const groups = sentence.exec(comment)?.groups;
    if (groups === undefined) {
      return serial === undefined ? null : { recordedAt: null, facts: knownFacts(device) };
    }
    const firmware = firmwareAge(comment, groups['zone']);
    return {
      recordedAt: timeOf(groups),
      facts: { ...knownFacts({ ...device, firmware }), ...stateOf(comment) },
      isTimeDoubtful: firmware === fractionalZoneFirmware && /:\s?\d*[1-9]/.test(groups['offset'] ?? ''),
    };
  },
};

function textsOf(source: MetadataSource): { readonly comment: string; readonly artist: string } {
  const info = infoEntries(source.blocks('LIST'));
  const comments = vorbisComments(source.blocks('VORBIS_COMMENT'));
  const frames = id3Frames(id3Kinds.flatMap((kind) => source.blocks(kind)));
  const first = (...texts: readonly (string | undefined)[]): string =>
    beginningOf(
      texts.find((text) => text !== undefined),
      mostCommentLength,
    );
  return {
    comment: first(info.get('ICMT'), comments.get('COMMENT'), comments.get('DESCRIPTION'), frames.get('COMM')),
    artist: first(info.get('IART'), comments.get('ARTIST'), frames.get('TPE1')),
  };
}

/** `(UTC)` means UTC; the first firmware stated no zone at all. */
function timeOf(groups: Record<string, string | undefined>): string | null {
  // Firmware 1.2.2 pads minutes with a blank.
  const stated = groups['offset']?.replaceAll(' ', '0');
  const offset = groups['zone'] === 'UTC' ? 'Z' : (stated ?? '');
  return isoTime({ ...partsOfGroups(groups), offset: isoOffset(offset) ?? '' });
}

/** Its clock may be up to an hour off where the zone has minutes (known problem OAD004). */
const fractionalZoneFirmware = '1.2.2 to 1.3.0, by its wording';

/** Firmware before GUANO does not name itself, but its wording changed from version to version. */
function firmwareAge(comment: string, zone: string | undefined): string | undefined {
  if (/gain setting \d/.test(comment)) {
    if (zone === undefined) {
      return '1.0, by its wording';
    }
    if (zone.includes(':')) {
      return fractionalZoneFirmware;
    }
    return /V\./.test(comment) ? '1.2.0 to 1.3.0, by its wording' : '1.0.1 to 1.1.0, by its wording';
  }
  if (/gain setting while/.test(comment)) {
    const isNewer = /during deployment|external microphone|microphone change/.test(comment);
    return isNewer ? '1.5.0, by its wording' : '1.4.0 to 1.5.0, by its wording';
  }
  return / gain while/.test(comment) ? '1.6.0 or later, by its wording' : undefined;
}

function stateOf(comment: string): FactValues {
  const group = (pattern: RegExp): string | undefined => pattern.exec(comment)?.[1];
  const deployment = group(/during deployment ([0-9A-Z]{16})\b/i);
  return knownFacts({
    deployment: deployment?.toUpperCase(),
    microphone: comment.includes('external microphone') ? 'external' : undefined,
    gain: group(/at gain setting (\d)/) ?? group(/at ([a-z]+(?:-[a-z]+)?) gain/),
    battery: batteryText(group(/battery (?:state )?was ((?:less than |greater than |< |> )?\d+(?:\.\d+)?)V/)),
    temperatureCelsius: numberOf(group(/temperature was (-?\d+(?:\.\d+)?)C/)),
    trigger: group(/((?:Amplitude threshold was|Frequency trigger) .+?)\.(?:\s|$)/),
    filter: group(/((?:Low|Band|High)-pass filter .+?)\.(?:\s|$)/),
    stopReason: group(/Recording (?:stopped|cancelled before completion) (?:due to|by) ([^.]+)/),
  });
}

function batteryText(text: string | undefined): string | undefined {
  return text === undefined ? undefined : `${text.replace('< ', 'less than ').replace('> ', 'greater than ')} V`;
}
