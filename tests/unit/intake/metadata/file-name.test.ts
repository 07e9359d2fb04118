import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { timeOfFileName } from '../../../../electron/core/intake/metadata/file-name-time.ts';
import { fileNameReader, positionOfFileName } from '../../../../electron/core/intake/metadata/file-name.ts';
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
    ['SwiftOne_20220719_000000_-0400.wav', '2022-07-19T00:00:00-04:00'],
    ['OWL_123456_2022-07-19_T00-00-00.WAV', '2022-07-19T00:00:00'],
    ['S20210205T035946676+1000_E20210205T040446501+1000_-08.0000+000.0000.wav', '2021-02-05T03:59:46.676+10:00'],
    ['sg639_MHI_Apr2023_230411-221029.038.wav', '2023-04-11T22:10:29.038'],
    ['WISPR_230504_195202.wav', '2023-05-04T19:52:02'],
    ['NRS08-140523-001620.wav', '2014-05-23T00:16:20'],
    ['240301-210503.WAV', '2024-03-01T21:05:03'],
    ['SanctSound_SB01_01_1678032935_181112190000.wav', '2018-11-12T19:00:00'],
    ['Wav0123_2008_07_04__22_58_14.wav', '2008-07-04T22:58:14'],
    ['ABC2010-08-26_10_39_50_M00667DEF.wav', '2010-08-26T10:39:50'],
    ['Transect1-24Mar11-16,27,56-Myoluc.wav', '2011-03-24T16:27:56'],
    ['20260111 135431-096B2196.m4a', '2026-01-11T13:54:31'],
    ['2022-01-01-birdnet-05:08:13.wav', '2022-01-01T05:08:13'],
    ['WhatsApp Audio 2024-03-01 at 21.05.03.ogg', '2024-03-01T21:05:03'],
    ['2023-05-10 06_42.wav', '2023-05-10T06:42:00'],
    ['ICLISTENHF1251_20200101T120000.000Z.wav', '2020-01-01T12:00:00Z'],
    ['2021-09-03T14_05_00.250Z.mp3', '2021-09-03T14:05:00.250Z'],
    ['2017-06-13T16-00-00+00.wav', '2017-06-13T16:00:00+00:00'],
    ['2017-06-13T16-00-00-01.wav', '2017-06-13T16:00:00'],
    ['SM4A123_0+1_20240301+210503.wav', '2024-03-01T21:05:03'],
    ['12345678_123456_20240301_210503.wav', '2024-03-01T21:05:03'],
    ['240301_0744.mp3', '2024-03-01T07:44:00'],
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
    // Hand recorders count from 0000 behind the date.
    '240301_0001.wav',
    '491205123456.m4a',
    '351205123456.m4a',
    '01-03-2024_21-05-03.wav',
    '01032024_210503.wav',
    '2024-03-01_02-10.wav',
    'AUD-20240301-WA0001.opus',
    '',
  ])('no time in %s', (name) => {
    expect(timeOfFileName(name)).toBeNull();
  });

  it.each([
    ['24E144085F256F2D_20240301_210503.WAV', '24E144085F256F2D'],
    ['WALDEN_20240601_140505.wav', 'WALDEN'],
    ['SM301297_0+1_20170912_220000.wav', 'SM301297'],
    ['SBT-6-76-18_0+1_0_20160621_080000.wav', 'SBT-6-76-18'],
    ['SM301297_0+1_20170912$220000.wav', 'SM301297'],
    ['REC_20240301_210503.wav', undefined],
    ['SwiftOne_20220719_000000_-0400.wav', undefined],
    ['positive_20240301_210503.wav', undefined],
    ['20240301_210503.WAV', undefined],
  ])('recorder in %s', (fileName, expected) => {
    expect(fileNameReader.read({ fileName, blocks: () => [] })?.facts.recorder).toBe(expected);
  });
});
