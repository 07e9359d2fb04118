import { knownFacts, numberOf, positionOfText } from './fact-text.ts';
import type { MetadataReader } from './metadata-reader.ts';
import { timeOfText } from './timestamps.ts';

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
]);

/** The `guan` chunk: UTF-8 lines `Key: value` (GUANO specification 1.0). */
export const guanoReader: MetadataReader = {
  id: 'guano',
  label: 'GUANO',
  kinds: ['guan'],
  timeTrust: { withOffset: 1, without: 4 },
  read(source) {
    const [block] = source.blocks('guan');
    if (block === undefined) {
      return null;
    }
    const fields = parseGuano(block);
    const others = [...fields].filter(([key, value]) => value !== '' && !usedKeys.has(key));
    return {
      recordedAt: timeOfText(fields.get('Timestamp') ?? ''),
      facts: factsOf(fields),
      others: Object.fromEntries(others),
    };
  },
};

function factsOf(fields: ReadonlyMap<string, string>) {
  const volts = fields.get('OAD|Battery Voltage');
  const prefix = fields.get('WA|Song Meter|Prefix');
  return knownFacts({
    make: fields.get('Make'),
    model: fields.get('Model'),
    serial: fields.get('Serial'),
    recorder: fields.get('Serial') || prefix,
    firmware: fields.get('Firmware Version'),
    deployment: fields.get('OAD|Deployment ID'),
    gain: /\bGAIN (\d)/.exec(fields.get('OAD|Recording Settings') ?? '')?.[1],
    battery: volts === undefined || volts === '' ? undefined : `${volts} V`,
    temperatureCelsius: numberOf(fields.get('Temperature Ext')) ?? numberOf(fields.get('Temperature Int')),
    humidityPercent: numberOf(fields.get('Humidity')),
    position: positionOfText(fields.get('Loc Position')),
    elevationMetres: numberOf(fields.get('Loc Elevation')),
    timeExpansion: numberOf(fields.get('TE')),
    note: fields.get('Note'),
  });
}

const decoder = new TextDecoder();

/** Keys and values of a GUANO block; the first value of a key counts. */
export function parseGuano(block: Uint8Array): Map<string, string> {
  const fields = new Map<string, string>();
  for (const line of decoder.decode(block).replaceAll('\0', '').split(/\r?\n/)) {
    const colon = line.indexOf(':');
    const key = line.slice(0, Math.max(0, colon)).trim();
    if (key !== '' && !fields.has(key)) {
      fields.set(key, line.slice(colon + 1).trim());
    }
  }
  return fields;
}
