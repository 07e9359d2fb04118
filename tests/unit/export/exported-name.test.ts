import { describe, expect, it } from 'vitest';
import {
  assignExportedNames,
  plainExportedName,
  type NamedRecording,
} from '../../../electron/core/export/exported-name.ts';
import { nameKey } from '../../../electron/core/export/safe-file-name.ts';

function named(recordingId: number, relativePath: string, change: Partial<NamedRecording> = {}): NamedRecording {
  const fileName = relativePath.split('/').at(-1) ?? relativePath;
  return { recordingId, sourceName: 'A', recorder: null, relativePath, fileName, existingName: null, ...change };
}

function namesOf(recordings: readonly NamedRecording[]): string[] {
  const names = assignExportedNames(recordings);
  return recordings.map(({ recordingId }) => names.get(recordingId) ?? '');
}

describe('plainExportedName', () => {
  it.each([
    ['20240301_210500.WAV', '20240301_210500.wav'],
    ['two.dots.Wav', 'two.dots.wav'],
    ['frog.flac', 'frog.wav'],
    ['no-extension', 'no-extension.wav'],
    ['con.wav', '_con.wav'],
    ['LPT1.notes.wav', '_LPT1.notes.wav'],
    ['what?*:"<>|.wav', 'what_______.wav'],
    [' trailing. .wav', 'trailing.wav'],
    ['._resource.wav', '_resource.wav'],
    ['...wav', 'recording.wav'],
    ['.wav', 'recording.wav'],
    ['Fu\u0308chse.wav', 'Füchse.wav'],
    ['tab\there.wav', 'tab_here.wav'],
  ])('of %j is %j', (fileName, expected) => {
    expect(plainExportedName(fileName)).toBe(expected);
  });

  it('fits into 180 bytes without cutting a character', () => {
    const name = plainExportedName(`${'🐸'.repeat(100)}.wav`);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(180);
    expect(name).toMatch(/^(?:🐸)+\.wav$/u);
  });
});

describe('assignExportedNames', () => {
  it('leaves names alone that nobody shares', () => {
    expect(namesOf([named(1, 'x.WAV'), named(2, 'sub/y.wav')])).toEqual(['x.wav', 'y.wav']);
  });

  it('puts the recorder, else the source, before a shared name, for all who share it', () => {
    expect(namesOf([named(1, 'x.wav', { recorder: '02' }), named(2, 'x.wav', { sourceName: 'B' })])).toEqual([
      '02__x.wav',
      'B__x.wav',
    ]);
  });

  it('goes on with the folders where the recorder is shared too', () => {
    expect(namesOf([named(1, 'Data1/x.wav'), named(2, 'Data2/x.wav'), named(3, 'y.wav')])).toEqual([
      'A__Data1__x.wav',
      'A__Data2__x.wav',
      'y.wav',
    ]);
  });

  it('tells names apart that some systems do not', () => {
    const names = namesOf([
      named(1, 'X.wav'),
      named(2, 'x.WAV', { sourceName: 'B' }),
      named(3, 'F\u00fc.wav'),
      named(4, 'Fu\u0308.wav', { sourceName: 'B' }),
      named(5, 'z.wav'),
      named(6, 'z.flac', { sourceName: 'B' }),
    ]);
    expect(new Set(names.map(nameKey)).size).toBe(6);
    expect(names[0]).toBe('A__X.wav');
  });

  it('keeps the names of earlier exports, and gives their name to nobody else', () => {
    const recordings = [
      named(1, 'x.wav', { existingName: 'x.wav' }),
      named(2, 'x.wav', { sourceName: 'B' }),
      named(3, 'y.wav', { existingName: 'old_y.wav' }),
    ];
    expect(namesOf(recordings)).toEqual(['x.wav', 'B__x.wav', 'old_y.wav']);
  });

  it('survives names that look like its own, same paths in same-named sources, and long names', () => {
    const long = 'n'.repeat(300);
    const recordings = [
      named(1, 'x.wav', { recorder: '02' }),
      named(2, 'x.wav', { recorder: '03' }),
      named(3, '02__x.wav'),
      named(4, 'same/q.wav'),
      named(5, 'same/q.wav'),
      named(6, `${long}1.wav`),
      named(7, `${long}2.wav`),
      named(8, 'deep/' + 'd/'.repeat(200) + 'q.wav', { sourceName: 's'.repeat(200) }),
    ];
    const names = namesOf(recordings);
    expect(new Set(names.map(nameKey)).size).toBe(recordings.length);
    for (const name of names) {
      expect(name).toMatch(/^[^ .].*[^ .]\.wav$/u);
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(180);
    }
  });

  it('does not depend on the order of the recordings', () => {
    const recordings = Array.from({ length: 60 }, (_, index) =>
      named(index + 1, `d${index % 5}/f${index % 7}.wav`, {
        sourceName: `S${index % 3}`,
        recorder: index % 2 === 0 ? '02' : null,
      }),
    );
    const forward = assignExportedNames(recordings);
    const backward = assignExportedNames(recordings.toReversed());
    expect(recordings.every(({ recordingId }) => forward.get(recordingId) === backward.get(recordingId))).toBe(true);
    expect(new Set([...forward.values()].map(nameKey)).size).toBe(60);
  });
});
