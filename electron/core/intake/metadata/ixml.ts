import { knownFacts, positionOfText } from './fact-text.ts';
import type { MetadataReader } from './metadata-reader.ts';
import { timeOfText } from './timestamps.ts';

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The `iXML` chunk of field mixers and hand recorders: flat elements of a small XML document. */
export const ixmlReader: MetadataReader = {
  id: 'ixml',
  label: 'iXML',
  kinds: ['iXML'],
  timeTrust: { withOffset: 7, without: 7 },
  read(source) {
    const [block] = source.blocks('iXML');
    if (block === undefined) {
      return null;
    }
    const document = new TextDecoder().decode(block);
    const text = (name: string): string | undefined => elementText(document, name);
    const serial = text('AUDIO_RECORDER_SERIAL_NUMBER');
    return {
      recordedAt: timeOfText(`${text('BWF_ORIGINATION_DATE') ?? ''} ${text('BWF_ORIGINATION_TIME') ?? ''}`),
      facts: knownFacts({
        make: text('BWF_ORIGINATOR'),
        model: text('AUDIO_RECORDER_MODEL'),
        serial,
        recorder: serial,
        firmware: text('AUDIO_RECORDER_FIRMWARE'),
        position: positionOfText(text('LOCATION_GPS')),
        note: text('NOTE') ?? text('BWF_DESCRIPTION'),
      }),
    };
  },
};

/** The text of the first element of a name that holds text alone. */
function elementText(document: string, name: string): string | undefined {
  const [, inside = ''] = new RegExp(`<${name}>([^<]*)</${name}>`, 'i').exec(document) ?? [];
  const text = inside
    .replaceAll(/&(amp|lt|gt|quot|apos);/g, (whole, entity: string) => entities[entity] ?? whole)
    .trim();
  return text === '' ? undefined : text;
}
