import { describe, expect, it } from 'vitest';
import { metadataReaders } from '../../../../electron/core/intake/metadata/index.ts';
import { bextBlock, infoBlock, vorbisBlock, wamdBlock } from './blocks.ts';

/** As much of a block as is read of a file. */
const mostBytes = 1 << 18;

const fill = (piece: string): string => piece.repeat(Math.floor((mostBytes - 500) / piece.length));
const blanks = fill(' ');

/** What a pattern may try again and again from another place. */
const hostileTexts: readonly (readonly [string, string])[] = [
  ['CRS', `50.1, -5.2 ${fill('CRS')}!`],
  ['blanks behind a number', `1${blanks}x`],
  ['blanks around signs', `WGS84,1${blanks},${blanks.slice(0, 9)}x`],
  ['blanks behind a comma', `1.5,${blanks}x`],
  ['digits', fill('1')],
  ['digits and points', `1.${fill('1')}x`],
  ['commas', fill(',')],
  ['AudioMoth sentences', `Recorded at 10:00:00 01/01/2020 ${fill('(UTC')}`],
  ['recorded at', fill('Recorded at 10:00:00 01/01/2020 (UTC ')],
  ['triggers', fill('Frequency trigger ')],
  ['filters', fill('Low-pass filter ')],
  ['stops', fill('Recording stopped due to ')],
  ['gains', fill('at low-')],
  ['letters', `at ${fill('a')}-${'a'.repeat(100)}`],
  ['batteries', fill('battery state was less than 1')],
  ['Song Meter gains', fill('"gain" : ')],
  ['a gain far away', `"gain"${blanks}`],
  ['a time far away', `2024-01-01 ${blanks}x`],
  ['decimals of a second', `2024-01-01 10:10:10.1${blanks}Zx`],
  ['open elements', fill('<NOTE>')],
  ['entities', fill('&amp')],
  ['Firmware:', `Firmware:${blanks}x`],
  ['line breaks', fill('\r')],
  ['keys', fill('a:b\n')],
  ['nothing', fill('\0')],
  ['brackets', fill('[')],
];

const guanoKeys = ['Timestamp', 'Loc Position', 'Temperature Int', 'Humidity', 'WA|Song Meter|Audio settings', 'Note'];
const commentKeys = ['COMMENT', 'SENSORLOCATION', 'SENSORFIRMWAREVERSION', 'RECORDINGSTART', 'DATE', 'BATTERYLEVEL'];
const ixmlNames = ['LOCATION_GPS', 'NOTE', 'BWF_ORIGINATION_DATE', 'AUDIO_RECORDER_MODEL'];

function id3(name: string, text: string): Buffer {
  const content = Buffer.from(`\0eng\0${text}`, 'latin1');
  const bytes = (length: number): number[] => [21, 14, 7, 0].map((shift) => (length >> shift) & 127);
  const frame = [...Buffer.from(name), ...bytes(content.length), 0, 0];
  return Buffer.concat([Buffer.from([0x49, 0x44, 0x33, 4, 0, 0, ...bytes(content.length + 10), ...frame]), content]);
}

/** Every place where a reader looks for a text. */
function blocksWith(text: string): readonly (readonly [string, Buffer])[] {
  return [
    ['guan', Buffer.from(text)],
    ...guanoKeys.map((key) => ['guan', Buffer.from(`GUANO|Version: 1.0\n${key}: ${text}`)] as const),
    ['VORBIS_COMMENT', vorbisBlock(commentKeys.map((key) => `${key}=${text}`))],
    ['VORBIS_COMMENT', vorbisBlock([text, `COMMENT=GUANO|${text}`])],
    ['LIST', infoBlock({ ICMT: text, IART: text, ICRD: text, ISFT: text })],
    ['LIST', infoBlock({ ICMT: `opso_metadata${text}` })],
    ['iXML', Buffer.from(ixmlNames.map((name) => `<${name}>${text}</${name}>`).join(''))],
    ['iXML', Buffer.from(text)],
    ['bext', bextBlock({ description: text })],
    ['wamd', wamdBlock(Array.from({ length: 0x18 }, (_, id) => [id, text] as const))],
    ['ID3', id3('COMM', text)],
    ['ID3', id3('TDRC', text)],
  ];
}

describe('texts that are made to cost time', () => {
  it.each(hostileTexts)('%s: no place takes long over them', (_, text) => {
    for (const [kind, block] of blocksWith(text)) {
      for (const reader of metadataReaders) {
        const before = process.cpuUsage();
        reader.read({ fileName: 'x.wav', blocks: (wanted) => (wanted === kind ? [block] : []) });
        const { user } = process.cpuUsage(before);
        expect.soft(user / 1000, `${reader.id}, ${kind}`).toBeLessThan(250);
      }
    }
  });
});
