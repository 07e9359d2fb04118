import { celsiusOf, knownFacts, numberOf, positionOfText, textOfBytes } from './fact-text.ts';
import type { MetadataReader, MetadataSource } from './metadata-reader.ts';
import { timeOfText } from './timestamps.ts';
import { vorbisComments } from './vorbis-comments.ts';

/** Fields that become facts, or that say nothing about the recording; the others are kept by their own names. */
const usedKeys = new Set([
  'GUANO|Version',
  'Timestamp',
  'Make',
  'Model',
  'Serial',
  'Firmware Version',
  'Loc Position',
  'Loc Elevation',
  'Temperature Int',
  'Temperature Ext',
  'Humidity',
  'Note',
  'TE',
  'OAD|Battery Voltage',
  'OAD|Deployment ID',
  'Anabat|Battery voltage',
]);

/** The `guan` chunk: UTF-8 lines `Key: value` (GUANO specification 1.0); converters leave it in a comment of the FLAC file. */
export const guanoReader: MetadataReader = {
  id: 'guano',
  label: 'GUANO',
  kinds: ['guan', 'VORBIS_COMMENT'],
  timeTrust: { withOffset: 1, without: 4 },
  read(source) {
    const text = textOf(source);
    if (text === null) {
      return null;
    }
    const fields = parseGuano(text);
    const others = [...fields].filter(([key, value]) => value !== '' && !usedKeys.has(key));
    return {
      recordedAt: timeOfText(fields.get('Timestamp') ?? ''),
      facts: factsOf(fields),
      others: Object.fromEntries(others),
    };
  },
};

function textOf(source: MetadataSource): string | null {
  const [block] = source.blocks('guan');
  if (block !== undefined) {
    return textOfBytes(block);
  }
  const comment = vorbisComments(source.blocks('VORBIS_COMMENT')).get('COMMENT');
  return comment?.startsWith('GUANO|') === true ? comment : null;
}

function factsOf(fields: ReadonlyMap<string, string>) {
  const prefix = fields.get('WA|Song Meter|Prefix');
  return knownFacts({
    make: fields.get('Make'),
    model: fields.get('Model'),
    serial: fields.get('Serial'),
    recorder: fields.get('Serial') || prefix,
    firmware: fields.get('Firmware Version'),
    deployment: fields.get('OAD|Deployment ID'),
    gain: gainOf(fields),
    battery: batteryOf(fields),
    temperatureCelsius: celsiusOf(fields.get('Temperature Ext')) ?? celsiusOf(fields.get('Temperature Int')),
    humidityPercent: numberOf(fields.get('Humidity')),
    position: positionOfText(fields.get('Loc Position')),
    elevationMetres: numberOf(fields.get('Loc Elevation')),
    timeExpansion: numberOf(fields.get('TE')) || undefined,
    // The specification writes line breaks as a backslash and an n.
    note: fields.get('Note')?.replaceAll('\\n', '\n'),
  });
}

/** AudioMoths number their settings; Song Meters state each channel in dB, in JSON that went through a word processor. */
function gainOf(fields: ReadonlyMap<string, string>): string | undefined {
  const numbered = /\bGAIN (\d)/.exec(fields.get('OAD|Recording Settings') ?? '')?.[1] ?? fields.get('PET|Gain');
  const settings = fields.get('WA|Song Meter|Audio settings') ?? '';
  const channels = [
    ...settings.matchAll(/["\u201C\u201D]gain["\u201C\u201D]\s*:\s*["\u201C\u201D]?(-?\d+(?:\.\d+)?)/g),
  ];
  const gains = channels.map(([, gain]) => `${Number(gain)} dB`);
  return numbered ?? (gains.every((gain) => gain === gains[0]) ? gains[0] : gains.join(', '));
}

/** AudioMoth firmware writes the bounds of what it can measure as 2.4 and 5.0 V. */
const audioMothBounds: Readonly<Record<string, string>> = { '2.4': 'less than 2.5 V', '5.0': 'greater than 4.9 V' };

function batteryOf(fields: ReadonlyMap<string, string>): string | undefined {
  const volts = fields.get('OAD|Battery Voltage') ?? '';
  const others = fields.get('Anabat|Battery voltage') ?? '';
  return audioMothBounds[volts] ?? (volts !== '' ? `${volts} V` : others !== '' ? `${others} V` : undefined);
}

/** Keys and values of a GUANO text; the first value of a key that is not empty counts. */
function parseGuano(text: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const line of text.replaceAll('\0', '').split(/\r\n?|\n/)) {
    const colon = line.indexOf(':');
    const key = line.slice(0, Math.max(0, colon)).trim();
    if (key !== '' && !fields.get(key)) {
      fields.set(key, line.slice(colon + 1).trim());
    }
  }
  return fields;
}
