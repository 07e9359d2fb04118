import type { FactValues } from '../../../contract/recording-facts.ts';
import { knownFacts, noteOfText, positionOfText } from './fact-text.ts';
import type { MetadataReader } from './metadata-reader.ts';
import { timeOfText, timeOrDayOfText } from './timestamps.ts';
import { vorbisComments } from './vorbis-comments.ts';

const unknown = /^(?:unknown|none|n\/a)$/i;
/** Read into facts, or of no interest to a biologist. */
const usedKeys =
  /^(?:RECORDINGSTART|SENSOR(?:UID|LOCATION|FIRMWAREVERSION)|LOCATION|BATTERYLEVEL|MICROPHONETYPE\d*|CHANNELGAIN\d*|ENCODER|DATE|COMMENT|DESCRIPTION)$/;

/** Comments in the header of FLAC and Ogg files; Frontier Labs' recorders tell all that they know there. */
export const flacCommentsReader: MetadataReader = {
  id: 'vorbis-comment',
  label: 'header comments',
  kinds: ['VORBIS_COMMENT'],
  timeTrust: { withOffset: 3, without: 5 },
  read(source) {
    const comments = vorbisComments(source.blocks('VORBIS_COMMENT'));
    if (comments.size === 0) {
      return null;
    }
    const others = [...comments].filter(([key, value]) => !usedKeys.test(key) && !unknown.test(value));
    const start = timeOfText(comments.get('RECORDINGSTART') ?? '');
    return {
      recordedAt: start ?? timeOrDayOfText(comments.get('DATE') ?? ''),
      // DATE is whatever the last program thought of.
      isTimeDoubtful: start === null,
      facts: factsOf(comments),
      others: Object.fromEntries(others),
    };
  },
};

function factsOf(comments: ReadonlyMap<string, string>): FactValues {
  const text = (...keys: readonly string[]): string | undefined =>
    keys.map((key) => comments.get(key)).find((value) => value !== undefined && !unknown.test(value));
  const serial = text('SENSORUID');
  return knownFacts({
    make: comments.has('SENSORUID') || comments.has('SENSORFIRMWAREVERSION') ? 'Frontier Labs' : undefined,
    serial,
    recorder: serial,
    firmware: firmwareOf(text('SENSORFIRMWAREVERSION')),
    position: positionOfText(text('SENSORLOCATION', 'LOCATION')),
    battery: text('BATTERYLEVEL'),
    microphone: text('MICROPHONETYPE', 'MICROPHONETYPE1'),
    gain: text('CHANNELGAIN', 'CHANNELGAIN1'),
    software: text('ENCODER'),
    note: noteOfText(text('COMMENT', 'DESCRIPTION')),
  });
}

/** `V3.14`, and `Firmware: V3.08   ` as version 3.08 wrote it. */
function firmwareOf(text: string | undefined): string | undefined {
  return text
    ?.replace(/^Firmware:\s*/i, '')
    .split(/\s+/)[0]
    ?.replace(/^V(?=\d)/i, '');
}
