import type { Position } from '../../../contract/recording-facts.ts';
import { uint16At, uint32At } from '../../audio/formats/riff-chunks.ts';
import { beginningOf, celsiusOf, knownFacts, numberOf, positionOf } from './fact-text.ts';
import type { MetadataReader } from './metadata-reader.ts';
import { timeOfText } from './timestamps.ts';

const mostEntries = 256;
const entryHeaderBytes = 6;

const ids = {
  model: 0x01,
  serial: 0x02,
  firmware: 0x03,
  name: 0x04,
  start: 0x05,
  position: 0x06,
  software: 0x08,
  note: 0x0a,
  automaticId: 0x0b,
  manualId: 0x0c,
  timeExpansion: 0x0f,
  microphone: 0x12,
  lastPosition: 0x14,
  insideTemperature: 0x15,
  outsideTemperature: 0x16,
  humidity: 0x17,
} as const;

/** The `wamd` chunk of Song Meters and Echo Meters: entries of id (u16), length (u32) and text, without padding. */
export const wildlifeAcousticsReader: MetadataReader = {
  id: 'wamd',
  label: 'Wildlife Acoustics header',
  kinds: ['wamd'],
  timeTrust: { withOffset: 2, without: 5 },
  read(source) {
    const [block] = source.blocks('wamd');
    if (block === undefined) {
      return null;
    }
    const entries = parseWamd(block);
    const text = (id: number): string | undefined => textOf(entries.get(id));
    const expansion = entries.get(ids.timeExpansion);
    return {
      recordedAt: timeOfText(text(ids.start) ?? ''),
      facts: knownFacts({
        make: 'Wildlife Acoustics',
        model: text(ids.model),
        serial: text(ids.serial),
        recorder: text(ids.serial) ?? text(ids.name),
        firmware: text(ids.firmware),
        software: text(ids.software),
        microphone: text(ids.microphone),
        position: wamdPosition(text(ids.position)) ?? wamdPosition(text(ids.lastPosition)),
        elevationMetres: elevationOf(text(ids.position)),
        temperatureCelsius: celsiusOf(text(ids.outsideTemperature)) ?? celsiusOf(text(ids.insideTemperature)),
        humidityPercent: numberOf(text(ids.humidity)),
        timeExpansion: expansion?.length === 2 ? uint16At(expansion, 0) || undefined : undefined,
        note: text(ids.note),
      }),
      others: namedTexts({
        Name: text(ids.name),
        'Species Auto ID': text(ids.automaticId),
        'Species Manual ID': text(ids.manualId),
      }),
    };
  },
};

/** Entries by id; one that claims more than the chunk holds ends the walk. */
export function parseWamd(block: Uint8Array): Map<number, Uint8Array> {
  const entries = new Map<number, Uint8Array>();
  let offset = 0;
  for (let count = 0; count < mostEntries && offset + entryHeaderBytes <= block.length; count += 1) {
    const start = offset + entryHeaderBytes;
    const end = start + uint32At(block, offset + 2);
    if (end > block.length) {
      break;
    }
    const id = uint16At(block, offset);
    if (!entries.has(id)) {
      entries.set(id, block.subarray(start, end));
    }
    offset = end;
  }
  return entries;
}

function textOf(bytes: Uint8Array | undefined): string | undefined {
  const text = bytes === undefined ? '' : new TextDecoder().decode(bytes).replaceAll('\0', '').trim();
  return text === '' ? undefined : text;
}

const degrees = /^[^,]*,\s*([+-]?[\d.]+)\s*,?\s*([NS]?)\s*,\s*([+-]?[\d.]+)\s*(?:,\s*([EW]))?/i;

/** `WGS84,nn.nnnnn,N,mmm.mmmmm,W[,altitude]`; telephones leave the letters out. */
function wamdPosition(text: string | undefined): Position | undefined {
  const [, latitude, northOrSouth, longitude, eastOrWest] = degrees.exec(beginningOf(text)) ?? [];
  const signed = (value: string | undefined, isNegative: boolean): number | undefined => {
    const number = numberOf(value);
    return number === undefined || !isNegative ? number : -Math.abs(number);
  };
  return positionOf(
    signed(latitude, northOrSouth?.toUpperCase() === 'S'),
    signed(longitude, eastOrWest?.toUpperCase() === 'W'),
  );
}

function elevationOf(text: string | undefined): number | undefined {
  const numbers = (text ?? '')
    .split(',')
    .slice(1)
    .map(numberOf)
    .filter((number) => number !== undefined);
  return numbers[2];
}

function namedTexts(texts: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const known: Record<string, string> = {};
  for (const [name, text] of Object.entries(texts)) {
    if (text !== undefined) {
      known[name] = text;
    }
  }
  return known;
}
