import { describe, expect, it } from 'vitest';
import { broadcastWaveReader } from '../../../../electron/core/intake/metadata/broadcast-wave.ts';
import { guanoReader } from '../../../../electron/core/intake/metadata/guano.ts';
import { ixmlReader } from '../../../../electron/core/intake/metadata/ixml.ts';
import { wildlifeAcousticsReader } from '../../../../electron/core/intake/metadata/wildlife-acoustics.ts';
import { bextBlock, readBlock, vorbisBlock, wamdBlock } from './blocks.ts';

describe('GUANO', () => {
  it('reads the standard fields and keeps the others with their namespace', () => {
    const block = [
      'GUANO|Version:1.0',
      'Make:Open Acoustic Devices',
      'Model:AudioMoth',
      'Serial:24E144055E080032',
      'Firmware Version:AudioMoth-Firmware-Basic (1.11.0)',
      'Timestamp:2024-09-03T20:26:15+01:00',
      'Loc Position:50.1 -5.2',
      'Loc Elevation: 51.20000076293945',
      'TE: 10',
      'Note: rain: from 22:00',
      'Temperature Int:13.1',
      'OAD|Recording Settings:48000 GAIN 2',
      'OAD|Battery Voltage:3.8',
      'NABat|Grid: 42\n\0',
    ].join('\n');
    expect(readBlock(guanoReader, 'guan', block)).toEqual({
      recordedAt: '2024-09-03T20:26:15+01:00',
      facts: {
        make: 'Open Acoustic Devices',
        model: 'AudioMoth',
        serial: '24E144055E080032',
        recorder: '24E144055E080032',
        firmware: 'AudioMoth-Firmware-Basic (1.11.0)',
        gain: '2',
        battery: '3.8 V',
        temperatureCelsius: 13.1,
        position: { latitude: 50.1, longitude: -5.2 },
        elevationMetres: 51.20000076293945,
        timeExpansion: 10,
        note: 'rain: from 22:00',
      },
      others: { 'OAD|Recording Settings': '48000 GAIN 2', 'NABat|Grid': '42' },
    });
  });

  it.each([
    ['2019-04-30 21:02:44+0100', '2019-04-30T21:02:44+01:00'],
    ['2025-05-03T03:13:00Z', '2025-05-03T03:13:00Z'],
    ['2019-08-06T23:07:49', '2019-08-06T23:07:49'],
    ['2019-08-06T23:07:49.250-03:30', '2019-08-06T23:07:49.250-03:30'],
    ['2021-12-16T20:15:10.1234567+01:00', '2021-12-16T20:15:10.1234567+01:00'],
    ['2021-12-16T20:15:10,123', '2021-12-16T20:15:10.123'],
    ['20211216T201510Z', '2021-12-16T20:15:10Z'],
    ['2106-02-07T06:28:15Z', null],
    ['12/16/2021 20:15:10', null],
    ['2019-13-06T23:07:49', null],
    ['yesterday', null],
  ])('timestamp %s', (text, expected) => {
    const read = readBlock(guanoReader, 'guan', `GUANO|Version:1.0\r\nTimestamp:${text}\r\nSerial:\r\n`);
    expect(read).toEqual({ recordedAt: expected, facts: {}, others: {} });
  });

  it.each([
    ['37.1878016 -86.1057312', { latitude: 37.1878016, longitude: -86.1057312 }],
    ['52,1234 13,4567', { latitude: 52.1234, longitude: 13.4567 }],
    ['(37.1, -86.1)', { latitude: 37.1, longitude: -86.1 }],
    ['+40.1213-075.0015+2.79CRSWGS_84', { latitude: 40.1213, longitude: -75.0015 }],
    // Read as decimal degrees these would be other places.
    ['37 12 34.5 N, 86 6 20 W', undefined],
    ['37 12', undefined],
    ['52,123', undefined],
    ['33.5S 151.2E', undefined],
    ['10.0 181', undefined],
  ])('position %s', (text, position) => {
    expect(readBlock(guanoReader, 'guan', `Loc Position: ${text}\n`)?.facts.position).toEqual(position);
  });

  it.each([
    ['13,5', 13.5],
    ['20.0 °C', 20],
    ['-1.25C', -1.25],
    ['68.0 F', undefined],
    ['127.0', undefined],
    ['-273', undefined],
  ])('temperature %s', (text, temperature) => {
    expect(readBlock(guanoReader, 'guan', `Temperature Int: ${text}\n`)?.facts.temperatureCelsius).toBe(temperature);
  });

  it.each([
    ['WA|Song Meter|Audio settings: [{"rate":24000,"gain":18}]', { gain: '18 dB' }],
    ['WA|Song Meter|Audio settings: [{“gain”:“6.00”},{“gain”:“18.00”}]', { gain: '6 dB, 18 dB' }],
    ['PET|Gain:  80', { gain: '80' }],
    ['Anabat|Battery voltage: 4.99', { battery: '4.99 V' }],
    ['OAD|Battery Voltage:5.0', { battery: 'greater than 4.9 V' }],
    ['OAD|Battery Voltage:2.4', { battery: 'less than 2.5 V' }],
    ['Note: two\\nlines', { note: 'two\nlines' }],
    ['Serial:\nSerial: X1', { serial: 'X1', recorder: 'X1' }],
    ['Make: A\rSerial: X1', { make: 'A', serial: 'X1', recorder: 'X1' }],
    ['TE: 0', {}],
  ])('%j', (text, facts) => {
    expect(readBlock(guanoReader, 'guan', text)?.facts).toEqual(facts);
  });

  it('is found in the comment of a FLAC file that was made from a WAV', () => {
    const comment = 'comment=GUANO|Version:1.0\nTimestamp:2024-03-01T21:05:00Z\nSerial:2MM18874';
    expect(readBlock(guanoReader, 'VORBIS_COMMENT', vorbisBlock([comment]))).toMatchObject({
      recordedAt: '2024-03-01T21:05:00Z',
      facts: { serial: '2MM18874' },
    });
    expect(readBlock(guanoReader, 'VORBIS_COMMENT', vorbisBlock(['comment=a note']))).toBeNull();
  });

  it('reads notes of programs that do not write UTF-8', () => {
    const block = Buffer.from('Note: above the caf\xe9.', 'latin1');
    expect(readBlock(guanoReader, 'guan', block)?.facts.note).toBe('above the café.');
  });

  it('survives bytes that are no text, and takes no position from a recorder without a fix', () => {
    expect(readBlock(guanoReader, 'guan', Buffer.from([0xff, 0, 0xfe, 0x3a]))?.recordedAt).toBeNull();
    expect(readBlock(guanoReader, 'guan', 'Loc Position: 0.0 0.0\nTE:\n')?.facts).toEqual({});
  });
});

describe('wamd', () => {
  it('reads its entries', () => {
    const block = wamdBlock([
      [0x00, Buffer.from([1, 0])],
      [0x01, 'SM4BAT-FS'],
      [0x02, 'S4U09523'],
      [0x03, '2.2.1'],
      [0x04, 'WALDEN'],
      [0x05, '2021-06-21 20:57:06-03:00'],
      [0x06, 'WGS84,45.7835,N,64.23352,W,12.5'],
      [0x0a, 'by the pond\0'],
      [0x0b, 'PIPPIP'],
      [0x0f, Buffer.from([10, 0])],
      [0x12, 'U2'],
      [0x15, '20.25C'],
    ]);
    expect(readBlock(wildlifeAcousticsReader, 'wamd', block)).toEqual({
      recordedAt: '2021-06-21T20:57:06-03:00',
      facts: {
        make: 'Wildlife Acoustics',
        model: 'SM4BAT-FS',
        serial: 'S4U09523',
        recorder: 'S4U09523',
        firmware: '2.2.1',
        microphone: 'U2',
        position: { latitude: 45.7835, longitude: -64.23352 },
        elevationMetres: 12.5,
        temperatureCelsius: 20.25,
        timeExpansion: 10,
        note: 'by the pond',
      },
      others: { Name: 'WALDEN', 'Species Auto ID': 'PIPPIP' },
    });
  });

  it.each([
    ['WGS84,50.7179417,1.76111,51.2', { latitude: 50.7179417, longitude: 1.76111 }],
    [',33.5,S,151.2,E', { latitude: -33.5, longitude: 151.2 }],
    ['WGS84,nowhere', undefined],
  ])('position %s', (text, expected) => {
    expect(readBlock(wildlifeAcousticsReader, 'wamd', wamdBlock([[0x14, text]]))?.facts.position).toEqual(expected);
  });

  it('takes no Fahrenheit for Celsius, and no expansion of 0', () => {
    const block = wamdBlock([
      [0x0f, Buffer.from([0, 0])],
      [0x15, '68.0F'],
    ]);
    expect(readBlock(wildlifeAcousticsReader, 'wamd', block)?.facts).toEqual({ make: 'Wildlife Acoustics' });
  });

  it('keeps what stands before an entry that claims more than there is', () => {
    const broken = Buffer.concat([wamdBlock([[0x01, 'SM3']]), Buffer.from([2, 0, 0xff, 0xff, 0xff, 0xff, 0x41])]);
    expect(readBlock(wildlifeAcousticsReader, 'wamd', broken)?.facts).toEqual({
      make: 'Wildlife Acoustics',
      model: 'SM3',
    });
  });
});

describe('bext', () => {
  it('reads origination, originator and time reference', () => {
    const block = bextBlock({
      description: 'Dawn chorus',
      originator: 'ZOOM F3',
      reference: 'ABC123',
      date: '2024-03-01',
      time: '21:05:03',
      samples: 3_643_344_000,
    });
    expect(readBlock(broadcastWaveReader, 'bext', block)).toEqual({
      recordedAt: '2024-03-01T21:05:03',
      facts: { make: 'ZOOM F3', note: 'Dawn chorus' },
      others: { OriginatorReference: 'ABC123', TimeReference: '3643344000 samples' },
    });
  });

  it.each([
    ['2024:03:01', '21-05-03', '2024-03-01T21:05:03'],
    ['2024_03_01', '21_05_03', '2024-03-01T21:05:03'],
    ['2024 03 01', '21 05 03', '2024-03-01T21:05:03'],
    ['2024-03-01', '', '2024-03-01'],
    ['1900-01-01', '00:00:00', null],
    ['01/03/2024', '21:05:03', null],
    ['2011-05-0\0', '14:48:2\0', null],
    ['', '', null],
  ])('date %j and time %j', (date, time, expected) => {
    expect(readBlock(broadcastWaveReader, 'bext', bextBlock({ date, time }))?.recordedAt).toBe(expected);
  });

  it('takes no memory of the program for text, and no half a chunk', () => {
    const block = bextBlock({ description: '\u0001\u0002x' });
    expect(readBlock(broadcastWaveReader, 'bext', block)?.facts).toEqual({});
    expect(readBlock(broadcastWaveReader, 'bext', block.subarray(0, 200))).toBeNull();
  });
});

describe('iXML', () => {
  it('reads date, device, place and note', () => {
    const document = `<?xml version="1.0"?><BWFXML><NOTE>frogs &amp; rain</NOTE><BEXT>
      <BWF_ORIGINATION_DATE>2024-03-01</BWF_ORIGINATION_DATE><BWF_ORIGINATION_TIME>21:05:03</BWF_ORIGINATION_TIME></BEXT>
      <AUDIO_RECORDER_MODEL>MixPre-3</AUDIO_RECORDER_MODEL><LOCATION_GPS>37.5, -122.1</LOCATION_GPS></BWFXML>`;
    expect(readBlock(ixmlReader, 'iXML', document)).toEqual({
      recordedAt: '2024-03-01T21:05:03',
      facts: { model: 'MixPre-3', position: { latitude: 37.5, longitude: -122.1 }, note: 'frogs & rain' },
    });
    expect(readBlock(ixmlReader, 'iXML', '<BWFXML><NOTE>')).toEqual({ recordedAt: null, facts: {} });
  });
});
