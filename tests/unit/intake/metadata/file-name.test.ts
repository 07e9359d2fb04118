import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import {
  fileNameReader,
  positionOfFileName,
  timeOfFileName,
} from '../../../../electron/core/intake/metadata/file-name.ts';
import { hasShared, sharedFolder } from '../../../support/shared-audio.ts';

const rowSchema = z.object({
  Filename: z.string(),
  ExpectedDateTime: z.string(),
  ExpectedTzOffset: z.string(),
  ExpectedLatitude: z.string(),
  ExpectedLongitude: z.string(),
});
const nameRows = hasShared('reference/recorder-file-names.csv')
  ? z
      .array(rowSchema)
      .parse(parse(readFileSync(join(sharedFolder, 'reference/recorder-file-names.csv')), { columns: true }))
  : [];

describe('names that real recorders gave', () => {
  it.each(nameRows)('$Filename', (row) => {
    const expected = row.ExpectedDateTime.replace('2018-08-01T24:00:00', '2018-08-02T00:00:00');
    const time = timeOfFileName(row.Filename)?.replace(/Z$/, '+00:00') ?? null;
    expect(time).toBe(expected === '' ? null : `${expected}${row.ExpectedTzOffset}`);
    const position = positionOfFileName(row.Filename);
    expect(position).toEqual(
      row.ExpectedLatitude === ''
        ? undefined
        : { latitude: Number(row.ExpectedLatitude), longitude: Number(row.ExpectedLongitude) },
    );
  });

  it.runIf(nameRows.length > 0)('are all there', () => {
    const dated = nameRows.filter((row) => row.ExpectedDateTime !== '').length;
    const placed = nameRows.filter((row) => row.ExpectedLatitude !== '').length;
    process.stdout.write(
      `recorder-file-names.csv: ${nameRows.length} names, ${dated} with a time, ${placed} with a position\n`,
    );
    expect(nameRows.length).toBeGreaterThan(50);
  });
});

describe('times in file names', () => {
  it.each([
    ['20240301_210503T.WAV', '2024-03-01T21:05:03'],
    ['24E144085F256F2D_20240301_210503.WAV', '2024-03-01T21:05:03'],
    ['positive_low_grunt_02_ASU_20240301_210503.wav', '2024-03-01T21:05:03'],
    ['2024-03-01_21-05-03.wav', '2024-03-01T21:05:03'],
    ['201906 7T095935+1000_REC.flac', '2019-06-07T09:59:35+10:00'],
    ['S4A04894_20190102_044802_010250.wav', '2019-01-02T04:48:02.010250'],
    ['5AFCD4F4.WAV', '2018-05-17T01:03:48Z'],
    ['59870123.WAV', '2017-08-06T11:44:35Z'],
  ])('%s', (name, expected) => {
    expect(timeOfFileName(name)).toBe(expected);
  });

  it.each([
    'track_20231301.wav',
    'track_20231201.wav',
    '20180517.wav',
    '20180517.WAV',
    '20240231_120000.wav',
    '20240301_256000.wav',
    '12345678.wav',
    '12345678.WAV',
    '59870123.wav',
    'CAFEBABE.wav',
    'deadbeef.wav',
    '12345678_123456789.wav',
    '+44 20 7946 0958.mp3',
    '4915112345678.m4a',
    '491511234567.m4a',
    'call 555-0123 2024.wav',
    'XC563936 - Soundscape.mp3',
    '0166_selection_2.wav',
    '12340512_123456.wav',
    '',
  ])('no time in %s', (name) => {
    expect(timeOfFileName(name)).toBeNull();
  });

  it.each([
    ['24E144085F256F2D_20240301_210503.WAV', '24E144085F256F2D'],
    ['WALDEN_20240601_140505.wav', 'WALDEN'],
    ['SM301297_0+1_20170912_220000.wav', 'SM301297'],
    ['20240301_210503.WAV', undefined],
  ])('recorder in %s', (fileName, expected) => {
    expect(fileNameReader.read({ fileName, blocks: () => [] })?.facts.recorder).toBe(expected);
  });
});
