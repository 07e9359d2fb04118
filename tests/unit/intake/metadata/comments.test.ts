import { describe, expect, it } from 'vitest';
import { audioMothCommentReader } from '../../../../electron/core/intake/metadata/audiomoth-comment.ts';
import { flacCommentsReader } from '../../../../electron/core/intake/metadata/flac-comments.ts';
import { id3Reader } from '../../../../electron/core/intake/metadata/id3.ts';
import { infoListReader } from '../../../../electron/core/intake/metadata/info-list.ts';
import { opensoundscapeReader } from '../../../../electron/core/intake/metadata/opensoundscape.ts';
import { id3Block, infoBlock, readBlock, vorbisBlock } from './blocks.ts';

const by = 'by AudioMoth 24E144085F256F2D';
const moth = { make: 'Open Acoustic Devices', model: 'AudioMoth' };
const own = { ...moth, serial: '24E144085F256F2D', recorder: '24E144085F256F2D' };

describe('AudioMoth comments of every firmware', () => {
  it.each([
    [
      `Recorded at 09:32:00 04/05/2018 ${by} at gain setting 2 while battery state was < 3.6V`,
      '2018-05-04T09:32:00',
      { ...own, firmware: '1.0, by its wording', gain: '2', battery: 'less than 3.6 V' },
    ],
    [
      `Recorded at 09:32:00 04/05/2018 (UTC) ${by} at gain setting 2 while battery state was 4.3V`,
      '2018-05-04T09:32:00Z',
      { ...own, firmware: '1.0.1 to 1.1.0, by its wording', gain: '2', battery: '4.3 V' },
    ],
    [
      `Recorded at 09:32:00 04/05/2019 (UTC+10) ${by} at gain setting 4 while battery state was greater than 4.9V. Recording cancelled before completion due to low battery voltage.`,
      '2019-05-04T09:32:00+10:00',
      {
        ...own,
        firmware: '1.2.0 to 1.3.0, by its wording',
        gain: '4',
        battery: 'greater than 4.9 V',
        stopReason: 'low battery voltage',
      },
    ],
    [
      `Recorded at 18:30:00 03/01/2022 (UTC+10:30) ${by} at medium gain setting while battery state was less than 2.5V and temperature was -5.8C. Amplitude threshold was 160. Band-pass filter applied with cut-off frequencies of 1.0kHz and 15.5kHz. Recording cancelled before completion due to file size limit.`,
      '2022-01-03T18:30:00+10:30',
      {
        ...own,
        firmware: '1.4.0 to 1.5.0, by its wording',
        gain: 'medium',
        battery: 'less than 2.5 V',
        temperatureCelsius: -5.8,
        trigger: 'Amplitude threshold was 160',
        filter: 'Band-pass filter applied with cut-off frequencies of 1.0kHz and 15.5kHz',
        stopReason: 'file size limit',
      },
    ],
    [
      'Recorded at 10:06:19 06/12/2020 (UTC) during deployment EEC909D42565A5F0 using external microphone at low-medium gain setting while battery state was 4.2V and temperature was 19.6C. Recording cancelled before completion due to microphone change.',
      '2020-12-06T10:06:19Z',
      {
        ...moth,
        firmware: '1.5.0, by its wording',
        deployment: 'EEC909D42565A5F0',
        microphone: 'external',
        gain: 'low-medium',
        battery: '4.2 V',
        temperatureCelsius: 19.6,
        stopReason: 'microphone change',
      },
    ],
    [
      `Recorded at 21:05:00.250 01/03/2024 (UTC-7) ${by} at medium-high gain while battery was 4.2V and temperature was 11.3C. Frequency trigger (4.0kHz and window length of 16 samples) threshold was 0.5% with 10s minimum trigger duration. Recording stopped by magnetic switch.`,
      '2024-03-01T21:05:00.250-07:00',
      {
        ...own,
        firmware: '1.6.0 or later, by its wording',
        gain: 'medium-high',
        battery: '4.2 V',
        temperatureCelsius: 11.3,
        trigger:
          'Frequency trigger (4.0kHz and window length of 16 samples) threshold was 0.5% with 10s minimum trigger duration',
        stopReason: 'magnetic switch',
      },
    ],
  ])('%s', (comment, recordedAt, facts) => {
    const read = readBlock(audioMothCommentReader, 'LIST', infoBlock({ ICMT: comment }));
    expect(read).toEqual({ recordedAt, facts, isTimeDoubtful: false });
  });

  it.each([
    [`(UTC+5:30) ${by} at gain setting 2 while battery state was 4.3V.`, true],
    [`(UTC-0:30) ${by} at gain setting 2 while battery state was 4.3V.`, true],
    [`(UTC+5) ${by} at gain setting 2 while battery state was 4.3V.`, false],
    [`(UTC+5:30) ${by} at medium gain setting while battery state was 4.3V.`, false],
  ])('the clock of firmware 1.2.2 is doubted where its zone has minutes: %s', (rest, expected) => {
    const block = infoBlock({ ICMT: `Recorded at 09:32:00 04/05/2019 ${rest}` });
    expect(readBlock(audioMothCommentReader, 'LIST', block)?.isTimeDoubtful).toBe(expected);
  });

  it('reads minutes of a zone that firmware 1.2.2 padded with a blank', () => {
    const block = infoBlock({ ICMT: `Recorded at 09:32:00 04/05/2019 (UTC+5: 5) ${by} at gain setting 2` });
    expect(readBlock(audioMothCommentReader, 'LIST', block)?.recordedAt).toBe('2019-05-04T09:32:00+05:05');
  });

  it('finds the serial number beside the comment, and the comment in the tags of other formats', () => {
    const comment = 'Recorded at 10:00:00 28/05/2024 (UTC)';
    const block = infoBlock({ ICMT: comment, IART: 'AudioMoth 24E144085F256F2D' });
    expect(readBlock(audioMothCommentReader, 'LIST', block)?.facts.recorder).toBe('24E144085F256F2D');
    const flac = readBlock(audioMothCommentReader, 'VORBIS_COMMENT', vorbisBlock([`comment=${comment} ${by} at`]));
    expect(flac).toMatchObject({ recordedAt: '2024-05-28T10:00:00Z', facts: own });
    const tag = id3Block(3, [['COMM', Buffer.from(`\0eng\0${comment}`)]]);
    expect(readBlock(audioMothCommentReader, 'ID3 ', tag)?.recordedAt).toBe('2024-05-28T10:00:00Z');
  });

  it('ignores what others wrote, and broken entries', () => {
    const read = (content: string | Buffer) => readBlock(audioMothCommentReader, 'LIST', content);
    expect(read(infoBlock({ ICMT: 'A bird at Vágar', IART: 'me' }))).toBeNull();
    expect(read('INFOICMT\xff\xff\xff\xffRec')).toBeNull();
    expect(read('adtlnote')).toBeNull();
  });
});

describe('comments of other programs', () => {
  it('reads the JSON of OpenSoundscape', () => {
    const document = {
      recording_start_time: '2021-09-24T06:52:00.100000+00:00',
      gain_setting: 'medium',
      battery_state: 3.8,
      device_id: 'AudioMoth 243B1F026488F56E',
      temperature_C: 12.8,
    };
    const block = infoBlock({ ICMT: `opso_metadata${JSON.stringify(document)}` });
    expect(readBlock(opensoundscapeReader, 'LIST', block)).toEqual({
      recordedAt: '2021-09-24T06:52:00.100000+00:00',
      facts: { recorder: '243B1F026488F56E', gain: 'medium', battery: '3.8 V', temperatureCelsius: 12.8 },
    });
    expect(readBlock(opensoundscapeReader, 'LIST', infoBlock({ ICMT: 'opso_metadata{"cut' }))).toBeNull();
  });

  it.each([
    ['2003-01-30 03:28:45 UTC', '2003-01-30T03:28:45Z'],
    ['2017-11-21', '2017-11-21'],
    ['1990', null],
    ['2017-11', null],
    ['01/03/2024', null],
    ['1601-01-01', null],
  ])('reads an info list of %s', (date, recordedAt) => {
    const block = infoBlock({ ICRD: date, ISFT: 'CopyAudio', INAM: 'Pond', ICMT: 'a note' });
    expect(readBlock(infoListReader, 'LIST', block)).toEqual({
      recordedAt,
      facts: { note: 'a note', software: 'CopyAudio' },
      others: { Title: 'Pond' },
    });
  });
});

describe('FLAC comments', () => {
  it('reads what Frontier Labs write', () => {
    const block = vorbisBlock([
      'SensorFirmwareVersion=Firmware: V3.08    ',
      'RecordingStart=2019-06-07T09:59:35+10:00',
      'BatteryLevel=93% 12.1V',
      'SensorLocation=+19.2144+152.8811',
      'SensorUid=000010',
      'MicrophoneType1=STD AUDIO MIC',
      'ChannelGain1=40dB',
      'LastTimeSync=unknown',
      'SdCardCid=9F5449',
    ]);
    expect(readBlock(flacCommentsReader, 'VORBIS_COMMENT', block)).toEqual({
      recordedAt: '2019-06-07T09:59:35+10:00',
      isTimeDoubtful: false,
      facts: {
        make: 'Frontier Labs',
        serial: '000010',
        recorder: '000010',
        firmware: '3.08',
        position: { latitude: 19.2144, longitude: 152.8811 },
        battery: '93% 12.1V',
        microphone: 'STD AUDIO MIC',
        gain: '40dB',
      },
      others: { SDCARDCID: '9F5449' },
    });
  });

  it('survives counts and lengths that claim too much', () => {
    const block = vorbisBlock(['DATE=2019-06-07']);
    block.writeUInt32LE(0xffffffff, 17);
    expect(readBlock(flacCommentsReader, 'VORBIS_COMMENT', block)?.recordedAt).toBe('2019-06-07');
    block.writeUInt32LE(0xffffffff, 21);
    expect(readBlock(flacCommentsReader, 'VORBIS_COMMENT', block)).toBeNull();
    expect(readBlock(flacCommentsReader, 'VORBIS_COMMENT', Buffer.from([1]))).toBeNull();
  });
});

describe('ID3', () => {
  it.each([
    [id3Block(4, [['TDRC', Buffer.from('\x032024-03-01T21:05:03')]]), '2024-03-01T21:05:03'],
    [
      id3Block(3, [
        ['TYER', Buffer.from('\x002024')],
        ['TDAT', Buffer.from('\x000103')],
        ['TIME', Buffer.from('\x002105')],
      ]),
      '2024-03-01T21:05:00',
    ],
    [id3Block(4, [['TDRC', Buffer.from('\x001990')]]), null],
  ])('time %#', (block, expected) => {
    expect(readBlock(id3Reader, 'ID3', block)?.recordedAt).toBe(expected);
  });

  it('reads comments in every encoding', () => {
    const comment = Buffer.concat([
      Buffer.from('\x01eng\xff\xfe\0\0', 'latin1'),
      Buffer.from('\ufeffVágar', 'utf16le'),
    ]);
    expect(readBlock(id3Reader, 'id3 ', id3Block(3, [['COMM', comment]]))?.facts.note).toBe('Vágar');
    const latin = Buffer.from('\0eng\0V\xe1gar', 'latin1');
    expect(readBlock(id3Reader, 'ID3', id3Block(2, [['COM', latin]]))?.facts.note).toBe('Vágar');
  });

  it('survives cut and senseless tags', () => {
    const whole = id3Block(4, [['COMM', Buffer.from('\x03eng\0a long comment')]]);
    for (let length = 0; length < whole.length; length += 1) {
      expect(() => readBlock(id3Reader, 'ID3', whole.subarray(0, length))).not.toThrow();
    }
    expect(readBlock(id3Reader, 'id3 ', Buffer.from([0xff, 0xff]))).toBeNull();
  });
});
