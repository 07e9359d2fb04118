import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { audioMothCommentReader } from '../../../electron/core/intake/metadata/audiomoth-comment.ts';
import { fileNameReader, timeOfFileName } from '../../../electron/core/intake/metadata/file-name.ts';
import { guanoReader } from '../../../electron/core/intake/metadata/guano.ts';
import type { RecordingMetadata, MetadataReader } from '../../../electron/core/intake/metadata/metadata-reader.ts';
import { hasShared, sharedFolder } from '../../support/shared-audio.ts';

function readBlock(reader: MetadataReader, content: string | Buffer): RecordingMetadata | null {
  return reader.read({ fileName: 'x.wav', blocks: () => [Buffer.from(content)] });
}

function infoBlock(entries: Record<string, string>): Buffer {
  const parts = Object.entries(entries).flatMap(([id, text]) => {
    const header = Buffer.alloc(8);
    header.write(id, 'latin1');
    header.writeUInt32LE(text.length + 1, 4);
    return [header, Buffer.from(`${text}\0${text.length % 2 === 0 ? '\0' : ''}`)];
  });
  return Buffer.concat([Buffer.from('INFO'), ...parts]);
}

const nameRows = hasShared('reference/recorder-file-names.csv')
  ? z
      .array(z.object({ Filename: z.string(), ExpectedDateTime: z.string(), ExpectedTzOffset: z.string() }))
      .parse(parse(readFileSync(join(sharedFolder, 'reference/recorder-file-names.csv')), { columns: true }))
  : [];

describe('dates in file names', () => {
  it.each(nameRows)('$Filename', ({ Filename, ExpectedDateTime, ExpectedTzOffset }) => {
    const expected = ExpectedDateTime.replace('2018-08-01T24:00:00', '2018-08-02T00:00:00');
    const offset = ExpectedTzOffset === '+00:00' ? '(?:Z|\\+00:00)' : ExpectedTzOffset.replace('+', '\\+');
    expect(timeOfFileName(Filename) ?? '').toMatch(expected === '' ? /^$/ : new RegExp(`^${expected}${offset}$`));
  });

  it.each([
    ['20240301_210503T.WAV', '2024-03-01T21:05:03'],
    ['24E144085F256F2D_20240301_210503.WAV', '2024-03-01T21:05:03'],
    ['positive_low_grunt_02_ASU_20240301_210503.wav', '2024-03-01T21:05:03'],
    ['2024-03-01_21-05-03.wav', '2024-03-01T21:05:03'],
    ['201906 7T095935+1000_REC.flac', '2019-06-07T09:59:35+10:00'],
    ['20180517.wav', null],
    ['20240231_120000.wav', null],
    ['20240301_256000.wav', null],
    ['12345678_123456789.wav', null],
    ['', null],
  ])('%s', (name, expected) => {
    expect(timeOfFileName(name)).toBe(expected);
  });

  it.each([
    ['24E144085F256F2D_20240301_210503.WAV', '24E144085F256F2D'],
    ['WALDEN_20240601_140505.wav', 'WALDEN'],
    ['SM301297_0+1_20170912_220000.wav', 'SM301297'],
    ['20240301_210503.WAV', undefined],
  ])('recorder in %s', (fileName, expected) => {
    expect(fileNameReader.read({ fileName, blocks: () => [] })?.recorder ?? undefined).toBe(expected);
  });
});

describe('GUANO', () => {
  it('reads time and serial number', () => {
    const block =
      'GUANO|Version: 1.0\nTimestamp: 2024-09-03T20:26:15+01:00\nSerial: 24E144055E080032\nLoc Position: 50.1 -5.2\n\0';
    expect(readBlock(guanoReader, block)).toEqual({
      recordedAt: '2024-09-03T20:26:15+01:00',
      recorder: '24E144055E080032',
    });
  });

  it.each([
    ['2019-04-30 21:02:44+0100', '2019-04-30T21:02:44+01:00'],
    ['2025-05-03T03:13:00Z', '2025-05-03T03:13:00Z'],
    ['2019-08-06T23:07:49', '2019-08-06T23:07:49'],
    ['2019-08-06T23:07:49.250-03:30', '2019-08-06T23:07:49.250-03:30'],
    ['2019-13-06T23:07:49', null],
    ['yesterday', null],
  ])('timestamp %s', (text, expected) => {
    expect(readBlock(guanoReader, `GUANO|Version:1.0\r\nTimestamp:${text}\r\nSerial:\r\n`)).toEqual({
      recordedAt: expected,
      recorder: null,
    });
  });

  it('survives bytes that are no text', () => {
    expect(readBlock(guanoReader, Buffer.from([0xff, 0, 0xfe, 0x3a]))).toEqual({ recordedAt: null, recorder: null });
  });
});

describe('AudioMoth comments', () => {
  it.each([
    [
      'Recorded at 21:05:00 01/03/2024 (UTC-7) by AudioMoth 24E144085F256F2D at medium gain while battery was 4.2V and temperature was 11.3C.',
      '2024-03-01T21:05:00-07:00',
      '24E144085F256F2D',
    ],
    [
      'Recorded at 09:32:00 04/05/2018 (UTC) by AudioMoth 0FE081F80FE081F0 at gain setting 2',
      '2018-05-04T09:32:00Z',
      '0FE081F80FE081F0',
    ],
    [
      'Recorded at 10:00:00.123 28/05/2024 (UTC+5:30) during deployment 0011223344556677',
      '2024-05-28T10:00:00.123+05:30',
      null,
    ],
  ])('%s', (comment, recordedAt, recorder) => {
    expect(readBlock(audioMothCommentReader, infoBlock({ ICMT: comment }))).toEqual({ recordedAt, recorder });
  });

  it('finds the serial number beside the comment', () => {
    const block = infoBlock({ ICMT: 'Recorded at 10:00:00 28/05/2024 (UTC)', IART: 'AudioMoth 24E144085F256F2D' });
    expect(readBlock(audioMothCommentReader, block)?.recorder).toBe('24E144085F256F2D');
  });

  it('ignores what others wrote, and broken entries', () => {
    expect(readBlock(audioMothCommentReader, infoBlock({ ICMT: 'A bird at Vágar', IART: 'me' }))).toBeNull();
    expect(readBlock(audioMothCommentReader, 'INFOICMT\xff\xff\xff\xffRec')).toBeNull();
    expect(readBlock(audioMothCommentReader, 'adtlnote')).toBeNull();
  });
});
