import { describe, expect, it } from 'vitest';
import { documentYaml } from '../../../electron/core/sweep/yaml.ts';

/** What PyYAML 6.0.3 wrote for `{'section': {'key': text}}` with `safe_dump(sort_keys=False)`. */
const golden: readonly (readonly [text: string, yaml: string])[] = [
  ['plain/path', ' plain/path'],
  ['yes', " 'yes'"],
  ['123', " '123'"],
  ['null', " 'null'"],
  ['', " ''"],
  ['a:b', ' a:b'],
  ['a: b', " 'a: b'"],
  ['a #b', " 'a #b'"],
  [' lead', " ' lead'"],
  ['trail ', " 'trail '"],
  ['1.0e-05', " '1.0e-05'"],
  ['1e-05', ' 1e-05'],
  ['Größe', ' "Gr\\xF6\\xDFe"'],
  ['frog 🐸', ' "frog \\U0001F438"'],
  ["it's", " it's"],
  ['"q"', ' \'"q"\''],
  ['tab\there', ' "tab\\there"'],
  ['line\nbreak', " 'line\n\n    break'"],
  ['AudioData\\curated\\hardNeg', ' AudioData\\curated\\hardNeg'],
  [
    'a rather long sentence about a pond a rather long sentence about a pond a rather long sentence about a pond a rather long sentence about a pond',
    ' a rather long sentence about a pond a rather long sentence about a pond a rather\n    long sentence about a pond a rather long sentence about a pond',
  ],
  [
    "it's a rather long sentence about a pond a rather long sentence about a pond a rather long sentence about a pond a rather long sentence about a pond",
    " it's a rather long sentence about a pond a rather long sentence about a pond\n    a rather long sentence about a pond a rather long sentence about a pond",
  ],
  [
    'Größe a rather long sentence about a pond a rather long sentence about a pond a rather long sentence about a pond a rather long sentence about a pond',
    ' "Gr\\xF6\\xDFe a rather long sentence about a pond a rather long sentence about\\\n    \\ a pond a rather long sentence about a pond a rather long sentence about a pond"',
  ],
];

describe('texts', () => {
  it.each(golden)('%j', (text, yaml) => {
    expect(documentYaml({ section: { key: text } })).toBe(`section:\n  key:${yaml}\n`);
  });
});

describe('lists and scalars', () => {
  it('[[], ["a"], [["b", "c"], []]]', () => {
    expect(documentYaml({ section: { on: [[], ['a'], [['b', 'c'], []]], empty: [] }, none: {} })).toBe(
      "section:\n  'on':\n  - []\n  - - a\n  - - - b\n      - c\n    - []\n  empty: []\nnone: {}\n",
    );
  });
  it('[null, true, 5, { float: 5 }, 0.00001, { float: 1e16 }]', () => {
    expect(
      documentYaml({ section: { on: [null, true, 5, { float: 5 }, 0.00001, { float: 1e16 }], empty: [] }, none: {} }),
    ).toBe("section:\n  'on':\n  - null\n  - true\n  - 5\n  - 5.0\n  - 1.0e-05\n  - 1.0e+16\n  empty: []\nnone: {}\n");
  });
});
