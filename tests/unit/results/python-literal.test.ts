import { describe, expect, it } from 'vitest';
import { readCell } from '../../../electron/core/results/cell-value.ts';
import { readPythonLiteral, writePythonLiteral } from '../../../electron/core/results/python-literal.ts';

/** What `ast.literal_eval` of Python 3.11 makes of these texts. */
const literals: readonly (readonly [string, unknown])[] = [
  [String.raw`['AudioData\\curated\\bestLowQuality\\small']`, [String.raw`AudioData\curated\bestLowQuality\small`]],
  [`["frog's pond", 'a "b"', 'it\\'s']`, ["frog's pond", 'a "b"', "it's"]],
  ['[]', []],
  ['( )', []],
  ["('train',)", ['train']],
  [
    "[['a', 'b'], [None, True, False]]",
    [
      ['a', 'b'],
      [null, true, false],
    ],
  ],
  ['[1, -2.5, 1e-05, 1_000, .5, 3.]', [1, -2.5, 1e-5, 1000, 0.5, 3]],
  [String.raw`'\x41\u00e9\U0001F438\101\n\q'`, 'Aé🐸A\n\\q'],
  [String.raw`r'a\nb'`, String.raw`a\nb`],
  [" [ 'a' , 'b' , ] ", ['a', 'b']],
  ["'étang'", 'étang'],
];

describe('readPythonLiteral', () => {
  it.each(literals)('reads %s', (text, value) => {
    expect(readPythonLiteral(text)).toEqual(value);
  });

  it.each(['[', "['a'", "['a' 'b']x", '[a]', "{'a': 1}", "'open", '[,]', 'nan', '', '[1 2]', '['.repeat(5000)])(
    'does not read %s',
    (text) => {
      expect(readPythonLiteral(text)).toBeUndefined();
    },
  );

  it('reads back what it writes', () => {
    for (const value of [null, true, 0.25, ["it's", 'a "b" \'c\'', 'C:\\x\n', [], [1, null]]]) {
      expect(readPythonLiteral(writePythonLiteral(value))).toEqual(value);
    }
    expect(writePythonLiteral([String.raw`AudioData\curated`, "frog's"])).toBe(
      String.raw`['AudioData\\curated', "frog's"]`,
    );
  });
});

describe('readCell', () => {
  it.each([
    ['', null],
    ['None', null],
    ['nan', null],
    ['True', true],
    ['FALSE', false],
    ['0.0005', 0.0005],
    ['1e-05', 1e-5],
    ['123.0', 123],
    [' repeat ', 'repeat'],
    ["['high', 'medium']", ['high', 'medium']],
    ['[broken', '[broken'],
    ['12_pond', '12_pond'],
  ])('“%s”', (cell, value) => {
    expect(readCell(cell)).toEqual(value);
  });
});
