import { describe, expect, it } from 'vitest';
import { readFacts } from '../../../electron/core/intake/metadata/merge-facts.ts';
import { recordedTime } from '../../../electron/core/intake/recorded-time.ts';
import { readTimeZone } from '../../../electron/core/intake/time-zone.ts';
import { infoBlock } from './metadata/blocks.ts';

const guano = (time: string) => ({ time, origin: 'guano' });
const name = (time: string) => ({ time, origin: 'file-name' });

describe('recordedTime', () => {
  it('takes the first reading and says what others say', () => {
    expect(recordedTime([guano('2024-03-01T21:05:00'), name('2024-03-01T20:07:30')], null)).toEqual({
      recordedAt: '2024-03-01T21:05:00',
      remark: 'Recorded 2024-03-01 21:05:00 (GUANO); the file name says 20:07:30.',
    });
    expect(recordedTime([], 'UTC')).toEqual({ recordedAt: null, remark: null });
  });

  it.each([
    ['the same moment', guano('2024-03-01T21:05:00-07:00'), name('2024-03-02T04:05:00Z'), null],
    ['the same wall clock', guano('2024-03-01T21:05:00-07:00'), name('2024-03-01T21:05:00'), null],
    ['a second of rounding', guano('2024-03-01T21:05:00'), name('2024-03-01T21:05:01'), null],
    [
      'a recorder in UTC that names files in UTC',
      guano('2024-03-01T21:05:00Z'),
      name('2024-03-01T21:05:00'),
      'America/Los_Angeles',
    ],
    ['a name in local time', guano('2024-03-02T05:05:00Z'), name('2024-03-01T21:05:00'), 'America/Los_Angeles'],
    ['a date alone', guano('2024-03-01T21:05:00'), { time: '2024-03-01', origin: 'info' }, null],
  ])('agrees on %s', (_, one, other, zone) => {
    expect(recordedTime([one, other], zone).remark).toBeNull();
  });

  it('tells a time zone from a wrong clock', () => {
    const zone = recordedTime([guano('2024-03-02T05:05:00Z'), name('2024-03-01T21:05:00')], null).remark;
    expect(zone).toBe(
      'Recorded 2024-03-02 05:05:00 UTC (GUANO); the file name says 2024-03-01 21:05:00. They differ by a time zone: see the time zone of the source.',
    );
    expect(recordedTime([guano('2024-03-01T21:05:00'), name('2024-03-01T20:35:00')], null).remark).toMatch(/time zone/);
    expect(recordedTime([guano('2024-03-01T21:05:00'), name('2024-03-01T20:45:00')], null).remark).not.toMatch(
      /time zone/,
    );
  });

  it.each([
    ['2024-03-01T21:05:00', 'America/Los_Angeles', '2024-03-01T21:05:00-08:00'],
    ['2024-07-01T21:05:00', 'America/Los_Angeles', '2024-07-01T21:05:00-07:00'],
    ['2024-03-02T05:05:00Z', 'America/Los_Angeles', '2024-03-01T21:05:00-08:00'],
    ['2024-03-01T21:05:00.250', '+05:30', '2024-03-01T21:05:00.250+05:30'],
    ['2024-03-01T21:05:00', null, '2024-03-01T21:05:00'],
    ['2024-03-01', 'Asia/Tokyo', '2024-03-01'],
  ])('reads %s in %s', (time, zone, expected) => {
    expect(recordedTime([name(time)], zone).recordedAt).toBe(expected);
  });
});

describe('clocks that cannot have been right', () => {
  const now = '2026-06-01T12:00:00Z';

  it.each([
    ['1970-01-01T00:05:54Z', /not set/],
    ['1980-01-03T10:00:00', /not set/],
    ['2000-01-01T00:05:53', /not set/],
    ['2000-05-01T00:05:53', null],
    ['2087-05-11T19:09:10', /future/],
    ['2026-06-02T01:00:00', null],
  ])('shows %s, and says what is wrong with it', (time, remark) => {
    const read = recordedTime([name(time)], null, now);
    expect(read.recordedAt).toBe(time);
    expect(read.remark ?? '').toMatch(remark ?? /^$/);
  });

  it('believes any other reading first', () => {
    const guan = Buffer.from('Timestamp: 1970-01-01T00:05:54Z');
    const facts = readFacts({ fileName: '20240301_210500.WAV', blocks: (kind) => (kind === 'guan' ? [guan] : []) });
    expect(recordedTime(facts.times, null, now)).toEqual({
      recordedAt: '2024-03-01T21:05:00',
      remark: 'Recorded 2024-03-01 21:05:00 (file name); the GUANO says 1970-01-01 00:05:54 UTC.',
    });
  });
});

describe('the hours in which summer time begins and ends', () => {
  it.each([
    ['America/Los_Angeles', '2024-03-10T02:30:00', '-08:00', /never there/],
    ['Europe/Berlin', '2024-03-31T02:30:00', '+01:00', /never there/],
    ['Australia/Sydney', '2024-10-06T02:30:00', '+10:00', /never there/],
    ['Australia/Lord_Howe', '2024-10-06T02:15:00', '+10:30', /never there/],
    ['America/Los_Angeles', '2024-11-03T01:30:00', '-07:00', /twice/],
    ['Europe/Berlin', '2024-10-27T02:30:00', '+02:00', /twice/],
    ['Australia/Sydney', '2024-04-07T02:30:00', '+11:00', /twice/],
    ['America/Los_Angeles', '2024-03-10T01:59:59', '-08:00', null],
    ['America/Los_Angeles', '2024-03-10T03:00:00', '-07:00', null],
    ['America/Los_Angeles', '2024-11-03T02:00:00', '-08:00', null],
    ['Europe/Berlin', '2024-03-31T03:00:00', '+02:00', null],
    ['Europe/Berlin', '2024-10-27T03:00:00', '+01:00', null],
    ['America/Los_Angeles', '2024-11-03T08:30:00Z', '01:30:00-07:00', null],
  ])('%s %s', (zone, time, offset, remark) => {
    const read = recordedTime([name(time)], zone);
    expect(read.recordedAt).toContain(offset);
    expect(read.remark ?? '').toMatch(remark ?? /^$/);
  });
});

describe('the order of trust', () => {
  const timesOf = (fileName: string, blocks: Readonly<Record<string, Buffer>>) =>
    readFacts({ fileName, blocks: (kind) => [blocks[kind] ?? []].flat() }).times.map(({ origin }) => origin);
  const comment = (rest: string) => infoBlock({ ICMT: `Recorded at 04:05:00 01/03/2019 ${rest}`, ICRD: '2020-01-01' });

  it('puts GUANO with an offset first and dates of editors last', () => {
    const blocks = { guan: Buffer.from('Timestamp: 2019-03-01T04:05:00Z'), LIST: comment('(UTC)') };
    expect(timesOf('20190301_040500.WAV', blocks)).toEqual(['guano', 'audiomoth-comment', 'file-name', 'info']);
  });

  it('puts a comment with its offset before GUANO without one', () => {
    const blocks = { guan: Buffer.from('Timestamp: 2019-03-01T04:05:00'), LIST: comment('(UTC)') };
    expect(timesOf('x.WAV', blocks)).toEqual(['audiomoth-comment', 'guano', 'info']);
  });

  it('prefers the name to the clock of firmware 1.2.2 in a zone with minutes', () => {
    const LIST = comment('(UTC+5:30) by AudioMoth 24E144085F256F2D at gain setting 2 while battery state was 4.3V.');
    const facts = readFacts({ fileName: '20190301_033500.WAV', blocks: (kind) => (kind === 'LIST' ? [LIST] : []) });
    expect(recordedTime(facts.times, null)).toEqual({
      recordedAt: '2019-03-01T03:35:00',
      remark: expect.stringMatching(/file name\); the AudioMoth comment says 04:05:00 UTC\+5:30/) as unknown,
    });
  });
});

describe('readTimeZone', () => {
  it.each([
    ['America/Los_Angeles', 'America/Los_Angeles'],
    [' utc ', 'UTC'],
    ['UTC+10', '+10:00'],
    ['-7', '-07:00'],
    ['+5:30', '+05:30'],
    ['Nowhere/Land', null],
    ['+99', null],
    ['', null],
  ])('%j', (text, expected) => {
    expect(readTimeZone(text)).toBe(expected);
  });
});
