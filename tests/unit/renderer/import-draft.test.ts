import { describe, expect, test } from 'vitest';
import type { ImportPreview } from '../../../electron/contract/import.ts';
import { requestOf, type ImportDraft, type MappingDraft } from '../../../renderer/features/import/import-draft.ts';
import { listCsv } from '../../../renderer/features/import/list-csv.ts';

const draft: ImportDraft = {
  path: ' /tables ',
  dropped: [],
  sourceIds: [1],
  labels: ['RADR'],
  models: [],
  mapping: null,
  scale: null,
  unlisted: 'zero',
};

describe('What the import dialog asks for', () => {
  test.each<[MappingDraft, unknown]>([
    [{ file: 'Datei' }, undefined],
    [{ file: null, score: 'Wert' }, undefined],
    [
      { file: 'Datei', score: 'Wert', start: 'Von' },
      { file: 'Datei', score: 'Wert', start: 'Von' },
    ],
    [
      { file: 'Datei', labelColumns: ['RADR', 'RACA'] },
      { file: 'Datei', labelColumns: ['RADR', 'RACA'] },
    ],
  ])('columns %j are a mapping once they say enough', async (mapping, expected) => {
    expect((await requestOf({ ...draft, mapping })).mapping).toEqual(expected);
  });

  test('a dropped table whose place is not told is handed over with its path in the folder that was dropped', async () => {
    const file = new File(['x'], 'x.wav.csv');
    const request = await requestOf({ ...draft, scale: 'logit', dropped: [{ name: 'A/x.wav.csv', file, path: null }] });

    expect(request).toMatchObject({
      paths: ['/tables'],
      texts: [{ fileName: 'A/x.wav.csv', text: 'x' }],
      scale: 'logit',
    });
  });

  test('a list as CSV: commas, quotes and ends of lines are quoted', () => {
    const unmatched = [{ reference: 'a, "b".wav', rows: 2, reason: 'None\nhere', candidates: [] }];

    expect(listCsv('unmatched', { unmatched } as unknown as ImportPreview)).toBe(
      '\uFEFFfile,rows,reason\r\n"a, ""b"".wav",2,"None\nhere"\r\n',
    );
  });
});
