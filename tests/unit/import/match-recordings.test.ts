import { describe, expect, test } from 'vitest';
import {
  RecordingMatcher,
  type Matchable,
  type MatchResult,
  type NamedFiles,
} from '../../../electron/core/import/match-recordings.ts';
import { Pace } from '../../../electron/core/import/pace.ts';

const { signal } = new AbortController();

const card1 = '/media/anna/card1';
const card2 = '/media/anna/card2';

function library(...paths: readonly (readonly [string, string])[]): Matchable[] {
  return paths.map(([sourcePath, relativePath], index) => ({ id: index + 1, sourcePath, relativePath }));
}

function filesOf(references: readonly string[], isStem = false): NamedFiles {
  return { size: references.length, fileAt: (place) => ({ reference: references[place] ?? '', isStem }) };
}

async function match(
  recordings: readonly Matchable[],
  reference: string,
  others: readonly string[] = [],
): Promise<MatchResult> {
  const matcher = await RecordingMatcher.of(recordings, filesOf([reference, ...others]), new Pace(signal));
  return matcher.match({ reference, isStem: false });
}

/** The number of the recording, counted from one, and how it was found. */
function idOf(result: MatchResult): string {
  return result.kind === 'matched' ? `${result.place + 1} ${result.by}` : result.kind;
}

describe('Matching what tables name with recordings', () => {
  const twoFolders = library([card1, 'A/x.wav'], [card1, 'B/x.wav'], [card1, 'only.wav'], [card2, 'A/y.wav']);

  test.each([
    ['/media/anna/card1/A/x.wav', '1 path'],
    ['A/x.wav', '1 relative-path'],
    ['B/x.wav', '2 relative-path'],
    ['card1/B/x.wav', '2 relative-path'],
    ['D:\\Aufnahmen\\card1\\B\\x.wav', '2 relative-path'],
    ['.\\A\\x.wav', '1 relative-path'],
    ['x.wav', 'ambiguous'],
    ['C/x.wav', 'ambiguous'],
    ['AA/x.wav', 'ambiguous'],
    ['only.wav', '3 file-name'],
    ['ONLY.WAV', '3 file-name'],
    ['/elsewhere/only.wav', '3 file-name'],
    ['a/X.wav', '1 relative-path'],
    ['nothing.wav', 'unmatched'],
  ])('%s is %s', async (reference, expected) => {
    expect(idOf(await match(twoFolders, reference))).toBe(expected);
  });

  test('what may be two recordings is listed with both', async () => {
    const result = await match(twoFolders, 'x.wav');

    expect(result.kind === 'ambiguous' ? result.places : []).toEqual([0, 1]);
  });

  test('a file in another folder is not taken for the one recording of its name when the tables name both', async () => {
    const recordings = library([card1, 'A/x.wav']);

    expect(idOf(await match(recordings, 'B/x.wav', ['A/x.wav']))).toBe('ambiguous');
    expect(idOf(await match(recordings, 'A/x.wav', ['B/x.wav']))).toBe('1 relative-path');
  });

  test('a short path that ends two long ones does not make them one file', async () => {
    const recordings = library([card1, 'D/x.wav']);

    expect(idOf(await match(recordings, 'A/x.wav', ['B/A/x.wav']))).toBe('1 file-name');
    expect(idOf(await match(recordings, 'A/x.wav', ['B/A/x.wav', 'C/A/x.wav']))).toBe('ambiguous');
  });

  test('recorders that share a few names, in tables whose folders nobody knows, are not compared each with each', async () => {
    const names = Array.from({ length: 5 }, (_, index) => `S${index}.WAV`);
    const references = Array.from({ length: 3000 }, (_, site) => names.map((name) => `site${site}/${name}`)).flat();
    const recordings = library(...names.map((name) => [card1, name] as const));
    const matcher = await RecordingMatcher.of(recordings, filesOf(references), new Pace(signal));
    const began = performance.now();
    const kinds = references.map((reference) => matcher.match({ reference, isStem: false }).kind);

    expect(performance.now() - began).toBeLessThan(1000);
    expect(new Set(kinds)).toEqual(new Set(['ambiguous']));
  });

  test('one that is gone does not compete with one that is there, and is still found by its own path', async () => {
    const all = library([card1, 'A/x.wav'], [card1, 'B/x.wav'], [card1, 'C/x.wav']).map((recording, index) => ({
      ...recording,
      isGone: index === 0,
    }));
    const moved = all.slice(0, 2);

    expect(idOf(await match(moved, 'x.wav'))).toBe('2 file-name');
    expect(idOf(await match(moved, 'A/x.wav'))).toBe('1 relative-path');
    expect(idOf(await match(all, 'x.wav'))).toBe('ambiguous');
    const gone = moved.map((recording) => ({ ...recording, isGone: true }));
    expect(idOf(await match(gone, 'x.wav'))).toBe('ambiguous');
  });

  test('the same path on two cards is told apart by the card, or not at all', async () => {
    const recordings = library([card1, 'A/x.wav'], [card2, 'A/x.wav']);

    expect(idOf(await match(recordings, 'E:/card2/A/x.wav'))).toBe('2 relative-path');
    expect(idOf(await match(recordings, 'E:/other/A/x.wav'))).toBe('ambiguous');
  });

  test('capital letters tell files apart that differ in nothing else', async () => {
    const recordings = library([card1, 'x.wav'], [card1, 'X.WAV']);

    expect(idOf(await match(recordings, 'x.wav'))).toBe('1 file-name');
    expect(idOf(await match(recordings, 'X.WAV'))).toBe('2 file-name');
    expect(idOf(await match(recordings, 'X.wav'))).toBe('ambiguous');
  });

  test('accents match in either form', async () => {
    const recordings = library([card1, 'Höhle/ä.wav'.normalize('NFD')]);

    expect(idOf(await match(recordings, 'Höhle\\ä.wav'.normalize('NFC')))).toBe('1 relative-path');
  });

  test('a table’s own name lacks the ending', async () => {
    const matcher = await RecordingMatcher.of(twoFolders, filesOf([]), new Pace(signal));

    expect(idOf(matcher.match({ reference: 'B/x', isStem: true }))).toBe('2 relative-path');
    expect(idOf(matcher.match({ reference: 'only', isStem: true }))).toBe('3 file-name');
  });
});
