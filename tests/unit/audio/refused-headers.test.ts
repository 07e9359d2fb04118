import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRecording, type ReadRecording } from '../../../electron/core/intake/read-recording.ts';
import { hasFfmpeg } from '../../support/ffmpeg.ts';
import { makeTestFlac } from '../../support/flac-fixture.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { makeNoise, makeTestWav, writeTestWav, type TestWavOptions } from '../../support/wav-fixture.ts';

const folder = temporaryFolder();
const guano = 'GUANO|Version: 1.0\nTimestamp: 2024-06-01T14:05:06-07:00\nMake: Titley\nSerial: 77\n';
let written = 0;

async function read(bytes: Uint8Array): Promise<ReadRecording> {
  written += 1;
  const path = join(folder, `${written}.wav`);
  await writeFile(path, bytes);
  return readRecording(path);
}

/** A WAV file that says it holds another codec. */
function taggedWav(tag: number, options: TestWavOptions & { bytesPerSecond?: number }): Buffer {
  const bytes = Buffer.from(makeTestWav(makeNoise(2_000), 22_050, options));
  bytes.writeUInt16LE(tag, 20);
  bytes.writeUInt32LE(options.bytesPerSecond ?? 0, 28);
  bytes.writeUInt16LE(0, 34);
  return bytes;
}

function fact(frames: number): Buffer {
  const content = Buffer.alloc(4);
  content.writeUInt32LE(frames);
  return content;
}

describe('what is compressed inside a WAV file', () => {
  it('has the length that its fact chunk says, and its metadata', async () => {
    const options = { before: [{ id: 'fact', content: fact(441_000) }], after: [{ id: 'guan', content: guano }] };
    expect(await read(taggedWav(0x31, { ...options, bytesPerSecond: 1 }))).toMatchObject({
      info: null,
      header: { format: 'WAV GSM 6.10', sampleRate: 22_050, channels: 1, bitsPerSample: null, durationSeconds: 20 },
      fault: {
        code: 'unsupported-format',
        message:
          'This WAV file is compressed (GSM 6.10; 22.05 kHz, 1 channel, about 20.0 s), which Earmark does not decode. Convert it to WAV PCM 16-bit, for example with Audacity or ffmpeg.',
      },
      recordedAt: '2024-06-01T14:05:06-07:00',
      recorder: '77',
    });
  });

  it('has the length that its bytes a second say, without one', async () => {
    const { header } = await read(taggedWav(0x55, { channels: 2, bytesPerSecond: 2_000 }));
    expect(header).toMatchObject({ format: 'WAV MP3', channels: 2, durationSeconds: 2 });
  });

  it('has no length where nothing says so', async () => {
    const { header, fault } = await read(taggedWav(0x1234, {}));
    expect(header).toMatchObject({ format: 'WAV of an unknown kind', sampleRate: 22_050, durationSeconds: null });
    expect(fault?.message).toContain('format tag 0x1234');
  });
});

describe('WAV files without sound', () => {
  const whole = makeTestWav(makeNoise(2_000), 48_000, { before: [{ id: 'guan', content: guano }] });
  const data = Buffer.from(whole).indexOf('data');

  it.each([
    ['a header alone', whole.subarray(0, data + 8), 'no-audio-data', 0],
    ['no data chunk', whole.subarray(0, data), 'damaged-file', null],
  ])('%s: rate, date and recorder are told all the same', async (_, bytes, code, durationSeconds) => {
    expect(await read(bytes)).toMatchObject({
      info: null,
      header: { format: 'WAV PCM 16-bit', sampleRate: 48_000, channels: 1, bitsPerSample: 16, durationSeconds },
      fault: { code },
      recordedAt: '2024-06-01T14:05:06-07:00',
      recorder: '77',
    });
  });
});

describe('files that are known by sight', () => {
  it('WAC: what its maker says of the header', async () => {
    const bytes = Buffer.alloc(200);
    bytes.write('WAac\x04\x02');
    bytes.writeUInt16LE(128, 6);
    bytes.writeUInt16LE(8, 8);
    bytes.writeUInt16LE(0x11, 10);
    bytes.writeUInt32LE(192_000, 12);
    bytes.writeUInt32LE(1_920_000, 16);
    const { header, fault } = await read(bytes);
    expect(header).toEqual({
      format: 'Wildlife Acoustics WAC version 4, WAC1, triggered',
      sampleRate: 192_000,
      channels: 2,
      bitsPerSample: 15,
      durationSeconds: 10,
    });
    expect(fault?.message).toContain('192 kHz, 2 channels, about 10.0 s');
    expect(fault?.message).toContain('Kaleidoscope');
  });

  it.each([
    ['cut WAC', Buffer.from('WAac\x04\x01')],
    ['cut MPEG-4', Buffer.from('\0\0\0\x20ftypM4A \0\0\0\0\0\0\0\x08moov', 'latin1')],
    ['cut Matroska', Buffer.from('1a45dfa301', 'hex')],
    ['cut Windows Media', Buffer.from('3026b2758e66cf11a6d9', 'hex')],
    ['cut Speex', Buffer.from(`OggS${'\0'.repeat(24)}Speex   `, 'latin1')],
  ])('%s: nothing is made up', async (_, bytes) => {
    const { header, fault } = await read(bytes);
    expect(fault?.code).toBe('unsupported-format');
    expect(header).toMatchObject({ sampleRate: null, channels: null, durationSeconds: null });
  });

  it.runIf(hasFfmpeg).each([
    ['aac.m4a', ['-c:a', 'aac'], 'MPEG-4 (M4A) AAC', 3],
    ['lossless.m4a', ['-c:a', 'alac', '-movflags', 'faststart'], 'MPEG-4 (M4A) Apple Lossless', 3],
    ['sound.wma', ['-c:a', 'wmav2'], 'Windows Media WMA 2', 3],
    ['flac.mka', ['-c:a', 'flac'], 'Matroska or WebM FLAC', 3],
    ['bare.aac', ['-c:a', 'aac', '-f', 'adts'], 'AAC', null],
    ['ima.aiff', ['-c:a', 'adpcm_ima_qt'], 'AIFF-C IMA ADPCM', 3],
    ['mp3.wav', ['-c:a', 'libmp3lame', '-f', 'wav'], 'WAV MP3', 3],
  ] as const)('%s, as ffmpeg writes it', async (name, options, format, seconds) => {
    const source = join(folder, 'source.wav');
    const path = join(folder, name);
    await writeTestWav(source, makeNoise(2 * 66_150), 22_050, { channels: 2 });
    spawnSync('ffmpeg', ['-v', 'error', '-y', '-i', source, ...options, path]);
    if (!existsSync(path) || statSync(path).size === 0) {
      process.stderr.write(`skipped: this ffmpeg cannot write ${name}\n`);
      return;
    }
    const { header, info } = await readRecording(path);
    expect(info).toBeNull();
    expect(header).toMatchObject({ format, sampleRate: 22_050, channels: 2 });
    expect(header?.durationSeconds === null ? null : Math.round(header?.durationSeconds ?? -1)).toBe(seconds);
  });

  it.runIf(hasFfmpeg).each([1, 2])(
    'AAC in M4A: %d of its channels, which the sample entry does not say',
    async (count) => {
      const path = join(folder, `${count}.m4a`);
      const source = ['-f', 'lavfi', '-i', 'anoisesrc=d=1:r=44100'];
      spawnSync('ffmpeg', ['-v', 'error', '-y', ...source, '-ac', String(count), '-c:a', 'aac', path]);
      const bytes = readFileSync(path);
      bytes.writeUInt16BE(2, bytes.indexOf('mp4a') + 20);
      expect((await read(bytes)).header).toMatchObject({ sampleRate: 44_100, channels: count });
      bytes.write('none', bytes.indexOf('esds'));
      expect((await read(bytes)).header).toMatchObject({ sampleRate: 44_100, channels: null });
    },
  );

  it.runIf(hasFfmpeg)('bare AAC behind an ID3 tag: rate, channels and what the tag says', async () => {
    const path = join(folder, 'plain.aac');
    const source = ['-f', 'lavfi', '-i', 'anoisesrc=d=1:r=22050'];
    spawnSync('ffmpeg', ['-v', 'error', '-y', ...source, '-ac', '2', '-c:a', 'aac', '-f', 'adts', path]);
    const frame = Buffer.from('TDRC\0\0\0\x14\0\0\x002024-06-01T10:00:00', 'latin1');
    const tag = Buffer.concat([Buffer.from([0x49, 0x44, 0x33, 4, 0, 0, 0, 0, 0, frame.length]), frame]);
    const { header, fault, recordedAt } = await read(Buffer.concat([tag, readFileSync(path)]));
    expect(header).toMatchObject({ format: 'AAC', sampleRate: 22_050, channels: 2 });
    expect(fault).toMatchObject({
      code: 'unsupported-format',
      message:
        'Earmark does not decode AAC files. This one holds 22.05 kHz, 2 channels. Convert the file to WAV, for example with Audacity or ffmpeg.',
    });
    expect(recordedAt).toBe('2024-06-01T10:00:00');
  });
});

describe('files of other formats without sound', () => {
  it.runIf(hasFfmpeg).each([
    ['silent.ogg', ['-c:a', 'libvorbis'], 'Ogg Vorbis'],
    ['silent.opus', ['-c:a', 'libopus'], 'Ogg Opus'],
  ])('%s: the header is told', async (name, options, format) => {
    const path = join(folder, name);
    const source = ['-f', 'lavfi', '-i', 'anoisesrc=d=1:r=48000'];
    spawnSync('ffmpeg', ['-v', 'error', '-y', ...source, '-ac', '2', ...options, path]);
    const bytes = readFileSync(path);
    const pages = bytes.toString('latin1').split(/(?=OggS)/);
    const { header, fault } = await read(Buffer.from(pages.slice(0, 2).join(''), 'latin1'));
    expect(fault?.code).toBe('no-audio-data');
    expect(header).toMatchObject({ format, sampleRate: 48_000, channels: 2, durationSeconds: 0 });
  });

  it('FLAC that ends behind its header: what STREAMINFO says', async () => {
    const part = { samples: new Int16Array(2_048), sampleRate: 48_000, bitsPerSample: 16, channels: 2 };
    const { header, fault } = await read(makeTestFlac([part]).subarray(0, 42));
    expect(fault?.code).toBe('damaged-file');
    expect(header).toMatchObject({ format: 'FLAC 16-bit', sampleRate: 48_000, channels: 2, durationSeconds: null });
  });

  it('FLAC of a rate that no recorder has is no recording of hours', async () => {
    const part = { samples: new Int16Array(4_096), sampleRate: 1, bitsPerSample: 16, channels: 1 };
    const { info, fault } = await read(makeTestFlac([part]));
    expect(info).toBeNull();
    expect(fault?.code).toBe('damaged-file');
  });

  it('an MP3 whose tag stands alone', async () => {
    const frame = Buffer.alloc(417);
    frame.set([0xff, 0xfb, 0x90, 0xc0]);
    frame.write('Xing', 4 + 17);
    const { header, fault } = await read(frame);
    expect(fault?.code).toBe('no-audio-data');
    expect(header).toMatchObject({ format: 'MP3', sampleRate: 44_100, channels: 1 });
  });
});
