import { describe, expect, test } from 'vitest';
import { explainMatch } from '../../../electron/core/leakage/explain-match.ts';
import type { ComparedRecording, LeakageEntry } from '../../../electron/core/leakage/leakage-entry.ts';
import { indexEntries } from '../../../electron/core/leakage/leakage-index.ts';
import {
  isComparableByTime,
  matchRecording,
  traitsOf,
  type LeakMatch,
} from '../../../electron/core/leakage/match-recording.ts';
import { noAliases, recorderAliases, type RecorderAliases } from '../../../electron/core/leakage/recorder-key.ts';

const serial = '24E144085F256F2D';

function recording(change: Partial<ComparedRecording>): ComparedRecording {
  const fileName = change.fileName ?? '20240301_210500.WAV';
  return {
    recordingId: 1,
    sha256: null,
    sourcePath: '/cards/A',
    relativePath: fileName,
    fileName,
    recorder: null,
    sourceRecorder: null,
    timeZone: null,
    recordedAt: null,
    durationSeconds: 60,
    ...change,
  };
}

function match(
  entries: readonly LeakageEntry[],
  change: Partial<ComparedRecording>,
  aliases: RecorderAliases = noAliases,
): LeakMatch | null {
  return matchRecording(indexEntries(entries, aliases), traitsOf(recording(change), aliases));
}

function gradeOf(...parameters: Parameters<typeof match>): string | null {
  const found = match(...parameters);
  return found === null ? null : `${found.grade} by ${found.by}`;
}

const named = (fileName: string, recorder: string | null = null): LeakageEntry => ({
  kind: 'file-name',
  fileName,
  recorder,
});
const timed = (recorder: string, time: string, seconds: number | null = null): LeakageEntry => ({
  kind: 'recorder-time',
  recorder,
  time,
  seconds,
});

describe('by content', () => {
  const sha256 = 'ab'.repeat(32);
  test('the same hash is exact, whatever the name; without a hash there is no such check', () => {
    expect(gradeOf([{ kind: 'sha256', sha256 }], { sha256: sha256.toUpperCase(), fileName: 'other.wav' })).toBe(
      'exact by content',
    );
    expect(gradeOf([{ kind: 'sha256', sha256 }], { sha256: null })).toBeNull();
  });

  test('the surest match is told', () => {
    expect(gradeOf([named('a.wav'), { kind: 'sha256', sha256 }], { sha256, fileName: 'a.wav' })).toBe(
      'exact by content',
    );
  });
});

describe('by name', () => {
  test('case, ending and Unicode form do not matter', () => {
    expect(gradeOf([named('Fro\u0308sche_01.FLAC')], { fileName: 'fr\u00f6sche_01.wav' })).toBe('strong by name');
    expect(gradeOf([named('C:\\data\\train\\Pond 7.wav')], { fileName: 'pond 7.WAV' })).toBe('strong by name');
    expect(gradeOf([named('pond 7.wav')], { fileName: 'pond 70.wav' })).toBeNull();
  });

  test('the prefix that an export puts in front is seen through, on either side', () => {
    expect(gradeOf([named('DATA__20240301_210500.wav')], {})).toBe('strong by name');
    expect(gradeOf([named('20240301_210500.WAV')], { fileName: '02__DATA__night 1__20240301_210500.wav' })).toBe(
      'strong by name',
    );
    expect(gradeOf([named('DATA__20240301_210500~0a1b2c3d.wav')], {})).toBe('strong by name');
  });

  test('two prefixed names of different recordings are no match', () => {
    expect(gradeOf([named('02__20240301_210500.wav')], { fileName: '09__20240301_210500.wav' })).toBeNull();
    expect(gradeOf([named('DATA__20240301_210500.wav')], { fileName: 'DATA (2)__20240301_210500.wav' })).toBeNull();
  });

  test('recorders that name files by the time alone are told apart where both sides know them', () => {
    expect(gradeOf([named('20240301_210500.WAV', '9')], { sourceRecorder: '02' })).toBeNull();
    expect(gradeOf([named('09__20240301_210500.wav')], { sourceRecorder: '02' })).toBeNull();
    expect(gradeOf([named('20240301_210500.WAV', '2')], { sourceRecorder: '02' })).toBe('strong by name');
    expect(gradeOf([named('20240301_210500.WAV')], { sourceRecorder: '02' })).toBe('strong by name');
    // A serial and a number cannot contradict each other.
    expect(gradeOf([named('20240301_210500.WAV', serial)], { sourceRecorder: '02' })).toBe('strong by name');
  });

  test('a segment that BirdNET-Analyzer cut from a recording is that recording', () => {
    expect(gradeOf([named('0.931_1_20240301_210500_12.00s_15.00s.wav')], {})).toBe('strong by name');
    expect(
      gradeOf([named('0.931_1_20240301_210500_12.00s_15.00s.wav')], {
        fileName: '0.702_4_20240301_210500_30.00s_33.00s.wav',
      }),
    ).toBeNull();
  });
});

describe('by recorder and time', () => {
  const parent = { sourceRecorder: '2', recordedAt: '2024-03-01T21:05:00', fileName: 'x.wav' };

  test('a clip lies inside the recording that it was cut from', () => {
    expect(gradeOf([timed('02', '2024-03-01T21:05:00')], parent)).toBe('strong by recorder-and-time');
    expect(gradeOf([timed('02', '2024-03-01T21:05:57')], parent)).toBe('strong by recorder-and-time');
    expect(gradeOf([timed('02', '2024-03-01T21:06:00')], parent)).toBe('weak by recorder-and-night');
    expect(gradeOf([timed('02', '2024-03-01T21:04:30')], parent)).toBe('weak by recorder-and-night');
    expect(gradeOf([timed('03', '2024-03-01T21:05:10')], parent)).toBeNull();
  });

  test('a clip is found by its parent where the parent’s length is known', () => {
    const clip = { ...parent, recordedAt: '2024-03-01T21:05:40', durationSeconds: 3 };
    expect(gradeOf([timed('2', '2024-03-01T21:05:00', 60)], clip)).toBe('strong by recorder-and-time');
    expect(gradeOf([timed('2', '2024-03-01T21:05:00', 30)], clip)).toBe('weak by recorder-and-night');
    expect(gradeOf([timed('2', '2024-03-01T21:00:00', 3600), timed('2', '2024-03-01T21:05:10', 3)], clip)).toBe(
      'strong by recorder-and-time',
    );
  });

  test('of recordings that follow each other without a gap only the one itself matches', () => {
    const entries = [timed('2', '2024-03-01T21:04:00', 60), timed('2', '2024-03-01T21:06:00', 60)];
    expect(gradeOf(entries, parent)).toBe('weak by recorder-and-night');
    expect(gradeOf([timed('2', '2024-03-01T21:04:00', 60.02)], parent)).toBe('weak by recorder-and-night');
  });

  test('the study’s names yield recorder and time of the recording', () => {
    const clip = { fileName: 'positive_low_grunt_02_ASU_20240301_210503.wav', recordedAt: '2024-03-01T21:05:03' };
    expect(gradeOf([timed('2', '2024-03-01T21:05:00', 60)], { ...clip, durationSeconds: 3 })).toBe(
      'strong by recorder-and-time',
    );
    expect(gradeOf([timed('3', '2024-03-01T21:05:00', 60)], { ...clip, durationSeconds: 3 })).toBeNull();
    const negative = { fileName: 'negative_09_ASU_20240301_210503.wav', recordedAt: '2024-03-01T21:05:03' };
    expect(gradeOf([timed('9', '2024-03-01T21:05:03')], negative)).toBe('strong by recorder-and-time');
  });

  test('moments are compared where both sides have an offset, wall clocks otherwise', () => {
    const inUtc = { ...parent, recordedAt: '2024-03-02T04:05:00Z' };
    expect(gradeOf([timed('2', '2024-03-01T21:05:10-07:00')], inUtc)).toBe('strong by recorder-and-time');
    expect(gradeOf([timed('2', '2024-03-02T04:05:10-07:00')], inUtc)).toBe('weak by recorder-and-night');
    expect(gradeOf([timed('2', '2024-03-02T04:05:10')], inUtc)).toBe('strong by recorder-and-time');
    expect(gradeOf([timed('2', '2024-03-01T21:05:10-07:00')], parent)).toBe('strong by recorder-and-time');
  });

  test('the time zone of a source tells what its clock or its moment was', () => {
    const timeZone = 'America/Phoenix';
    expect(
      gradeOf([timed('2', '2024-03-01T21:05:10')], { ...parent, recordedAt: '2024-03-02T04:05:00Z', timeZone }),
    ).toBe('strong by recorder-and-time');
    expect(gradeOf([timed('2', '2024-03-02T04:05:10Z')], { ...parent, timeZone })).toBe('strong by recorder-and-time');
    expect(gradeOf([timed('2', '2024-03-02T04:05:10Z')], { ...parent, timeZone: 'nowhere' })).toBe(
      'weak by recorder-and-night',
    );
  });

  test('a serial is the number that the library knows it by', () => {
    const aliases = recorderAliases([{ recorder: serial.toLowerCase(), sourceRecorder: 'Moth 02' }]);
    const bySerial = { ...parent, sourceRecorder: null, recorder: serial };
    expect(gradeOf([timed('2', '2024-03-01T21:05:10')], bySerial, aliases)).toBe('strong by recorder-and-time');
    expect(gradeOf([timed(serial, '2024-03-01T21:05:10')], parent, aliases)).toBe('strong by recorder-and-time');
    expect(gradeOf([timed('2', '2024-03-01T21:05:10')], bySerial)).toBeNull();
    expect(gradeOf([timed('2', '2024-03-01T21:05:10')], { ...bySerial, sourceRecorder: '002' })).toBe(
      'strong by recorder-and-time',
    );
  });
});

describe('by night and folder', () => {
  test('a night lasts from noon to noon', () => {
    const evening = [timed('2', '2024-03-01T21:05:00')];
    const at = (recordedAt: string) => gradeOf(evening, { sourceRecorder: '2', recordedAt, fileName: 'x.wav' });
    expect(at('2024-03-02T11:59:00')).toBe('weak by recorder-and-night');
    expect(at('2024-03-02T12:00:00')).toBeNull();
    expect(at('2024-03-01T12:00:00')).toBe('weak by recorder-and-night');
    expect(at('2024-03-01T11:59:00')).toBeNull();
  });

  test('a date alone stands for both of its nights', () => {
    const day = [timed('2', '2024-03-01')];
    const at = (recordedAt: string) => gradeOf(day, { sourceRecorder: '2', recordedAt, fileName: 'x.wav' });
    expect(at('2024-03-01T03:00:00')).toBe('weak by recorder-and-night');
    expect(at('2024-03-02T03:00:00')).toBe('weak by recorder-and-night');
    expect(at('2024-03-02T13:00:00')).toBeNull();
  });

  test('a folder holds what lies below it, absolute or as a part of a path', () => {
    const fileName = 'x.wav';
    expect(gradeOf([{ kind: 'folder', folder: '/cards/A/' }], { fileName })).toBe('strong by folder');
    expect(gradeOf([{ kind: 'folder', folder: '/cards' }], { fileName })).toBe('strong by folder');
    expect(gradeOf([{ kind: 'folder', folder: '/card' }], { fileName })).toBeNull();
    const sourcePath = 'D:\\AudioData\\splits';
    const relativePath = 'train/x.wav';
    expect(gradeOf([{ kind: 'folder', folder: 'splits\\train' }], { fileName, sourcePath, relativePath })).toBe(
      'strong by folder',
    );
    expect(gradeOf([{ kind: 'folder', folder: 'd:/audiodata' }], { fileName, sourcePath, relativePath })).toBe(
      'strong by folder',
    );
    expect(gradeOf([{ kind: 'folder', folder: 'split' }], { fileName, sourcePath, relativePath })).toBeNull();
  });
});

test('a recording without recorder or date says that the check could not be made', () => {
  const index = indexEntries([timed('2', '2024-03-01T21:05:00')], noAliases);
  const recordedAt = '2024-03-01T21:05:00';
  const isChecked = (change: Partial<ComparedRecording>) =>
    isComparableByTime(index, traitsOf(recording(change), noAliases));
  expect(isChecked({})).toBe(false);
  expect(isChecked({ sourceRecorder: '2' })).toBe(false);
  expect(isChecked({ recordedAt })).toBe(false);
  expect(isChecked({ recordedAt, sourceRecorder: '9' })).toBe(true);
  // Nobody can tell whether this serial is one of the numbers.
  expect(isChecked({ recordedAt, recorder: serial })).toBe(false);
});

test('where the training data states no times, no recording is checked by time', () => {
  const traits = traitsOf(recording({ recordedAt: '2024-03-01T21:05:00', sourceRecorder: '2' }), noAliases);
  expect(isComparableByTime(indexEntries([named('x.wav')], noAliases), traits)).toBe(false);
});

test('a match says why', () => {
  const why = (entry: LeakageEntry, by: LeakMatch['by']) => explainMatch({ grade: 'strong', by, entry });
  expect(why(named('/t/x.wav', '02'), 'name')).toBe('the same name as x.wav of recorder 02');
  expect(why(timed('02', '2024-03-02T03:00:00'), 'recorder-and-night')).toBe(
    'the same recorder (02) and night (2024-03-01 to 2024-03-02)',
  );
  expect(why(timed('02', '2024-03-01'), 'recorder-and-night')).toBe('the same recorder (02) and night (2024-03-01)');
});
