import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RecordingAttributes } from '../../../../electron/contract/source-names.ts';
import { unwrap } from '../../../../electron/contract/outcome.ts';
import { readAttributeManifest, type ManifestRow } from '../../../../electron/core/intake/names/attribute-manifest.ts';
import { matchManifest } from '../../../../electron/core/intake/names/match-manifest.ts';
import {
  nothingSaid,
  previewNames,
  readName,
  readTemplates,
  whyNotNamed,
} from '../../../../electron/core/intake/names/read-names.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const folder = temporaryFolder();
const positive: RecordingAttributes = { ...nothingSaid, role: 'positive' };
const negative: RecordingAttributes = { ...nothingSaid, role: 'negative' };

const rowsOf = (...paths: readonly string[]): ManifestRow[] =>
  paths.map((path, index) => ({ line: index + 2, path, values: positive }));
const recordingsOf = (...paths: readonly string[]) =>
  paths.map((relativePath, index) => ({ id: index + 1, relativePath }));

describe('a manifest of the study', () => {
  it('is read by its columns', async () => {
    const path = join(folder, 'manifest.csv');
    await writeFile(
      path,
      '\uFEFFLabel,quality,call_type,site,recorder_id,date,new_full_path,split,filename\r\n' +
        'positive,low,grunt,"ASU, north",02,2024-03-01,splits\\train\\a.wav,train,a.wav\r\n' +
        'negative,,,,,,,train,b.wav\r\nowl,best,,,,,,,c.wav\r\nnegative,na,none,,,,,,d.wav\r\n',
    );
    expect(unwrap(await readAttributeManifest(path))).toEqual([
      {
        line: 2,
        path: 'splits/train/a.wav',
        values: { role: 'positive', quality: 'low', callType: 'grunt', site: 'ASU, north', recorder: '02' },
      },
      { line: 3, path: 'b.wav', values: negative },
      {
        line: 4,
        path: 'c.wav',
        values: nothingSaid,
        unknown: ['label “owl” is neither positive nor negative', 'quality “best” is not high, medium or low'],
      },
      { line: 5, path: 'd.wav', values: negative },
    ]);
    await writeFile(path, 'a,b\n1,2\n');
    expect(await readAttributeManifest(path)).toMatchObject({ ok: false, fault: { code: 'invalid-input' } });
    expect(await readAttributeManifest(join(folder, 'none.csv'))).toMatchObject({ fault: { code: 'file-missing' } });
  });

  it('tells names apart that differ only in case or in the form of an accent', () => {
    const names = ['d/A.wav', 'd/a.wav', 'd/\u00e9.wav', 'd/e\u0301.wav'];
    const rows = ['d/a.wav', 'd/A.wav', 'splits/d/e\u0301.wav', 'd/\u00e9.wav'];
    const { values, report } = matchManifest(
      rows.map((path, index) => ({ line: index + 2, path, values: { ...positive, site: path } })),
      recordingsOf(...names),
    );
    expect([1, 2, 3, 4].map((id) => values.get(id)?.site)).toEqual([
      'd/A.wav',
      'd/a.wav',
      'd/\u00e9.wav',
      'splits/d/e\u0301.wav',
    ]);
    expect(report).toMatchObject({ matchedByPath: 4, ambiguous: { count: 0 } });
    expect(matchManifest(rowsOf('d/A.WAV'), recordingsOf(...names)).report.ambiguous.count).toBe(1);
  });

  it.each([
    { how: 'an exact path', rows: ['train/a.wav'], names: ['train/a.wav', 'val/a.wav'], byPath: 1, byName: 0 },
    { how: 'a longer path', rows: ['splits/train/a.wav'], names: ['train/a.wav', 'val/a.wav'], byPath: 1, byName: 0 },
    { how: 'a shorter path', rows: ['train/a.wav'], names: ['x/train/a.wav', 'x/val/a.wav'], byPath: 1, byName: 0 },
    { how: 'the name alone', rows: ['elsewhere/A.WAV'], names: ['a.wav'], byPath: 0, byName: 1 },
    { how: 'no guess between recordings', rows: ['a.wav'], names: ['train/a.wav', 'val/a.wav'], byPath: 0, byName: 0 },
    { how: 'no guess between rows', rows: ['x/a.wav', 'y/a.wav'], names: ['a.wav'], byPath: 0, byName: 0 },
    { how: 'accents in either form', rows: ['e\u0301.wav'], names: ['\u00e9.wav'], byPath: 1, byName: 0 },
  ])('is matched by $how', ({ rows, names, byPath, byName }) => {
    const { values, report } = matchManifest(rowsOf(...rows), recordingsOf(...names));
    expect([...values.keys()]).toEqual(byPath + byName === 0 ? [] : [1]);
    expect(report).toMatchObject({ rows: rows.length, matchedByPath: byPath, matchedByName: byName });
    expect(report.ambiguous.count).toBe(rows.length - values.size);
  });

  it('tells values that are no words for what they say, with their lines', () => {
    const reason = 'quality “superb” is not high, medium or low';
    const [row] = rowsOf('a.wav');
    const { values, report } = matchManifest(row ? [{ ...row, unknown: [reason] }] : [], recordingsOf('a.wav'));
    expect(values.get(1)).toEqual(positive);
    expect(report.unknownValues).toEqual({ count: 1, first: [{ line: 2, path: 'a.wav', reason }] });
  });

  it('lists what it cannot place and what contradicts itself', () => {
    const [one, two] = rowsOf('d/a.wav', 'd/a.wav');
    const rows = [...(one && two ? [one, { ...two, values: negative }] : []), ...rowsOf('x.wav', '')];
    const { values, report } = matchManifest(rows, recordingsOf('d/a.wav'));
    expect(values.size).toBe(0);
    expect(report.ambiguous.first.map(({ reason }) => reason)).toEqual([
      'another row says something else of this recording',
    ]);
    expect(report.unmatched).toMatchObject({
      count: 2,
      first: [{ path: 'x.wav' }, { reason: 'the row names no file' }],
    });
  });
});

describe('previewNames', () => {
  it('counts what matches by which rule, what changes, and shows some of each kind', () => {
    const templates = unwrap(readTemplates(['{label}_{recorder}_*', '{label}/*']));
    const recordings = [
      { id: 1, relativePath: 'positive_02_a.wav', now: null },
      { id: 2, relativePath: 'negative/b.wav', now: negative },
      { id: 3, relativePath: 'c.wav', now: null },
      { id: 4, relativePath: 'd.wav', now: positive },
      { id: 5, relativePath: 'positive_03_e.wav', now: null },
    ];
    const manifest = new Map([[5, { ...nothingSaid, role: 'negative' as const }]]);
    const preview = previewNames(recordings, {
      ruleCount: 2,
      read: (recording) => readName(recording, templates, manifest),
      whyNot: (recording) => whyNotNamed(recording, templates),
    });
    expect(preview).toMatchObject({ total: 5, matched: 3, unmatched: 2, changed: 3, positive: 1, negative: 2 });
    expect(preview.matchedByRule).toEqual([1, 1]);
    expect(preview.examples.map(({ recordingId, origin, rule }) => [recordingId, origin, rule])).toEqual([
      [1, 'rule', 0],
      [2, 'rule', 1],
      [3, null, null],
      [4, null, null],
      [5, 'manifest', null],
    ]);
    const reason = 'rule 1: does not fit the pattern at “_{recorder}_*”';
    expect(preview.reasons).toEqual([{ reason, count: 2, first: ['c.wav', 'd.wav'] }]);
    expect(preview.examples.map((example) => example.reason)).toEqual([null, null, reason, reason, null]);
    // The manifest goes before the rule, and the rule fills in what it leaves open.
    expect(preview.examples.at(-1)?.values).toEqual({ ...negative, recorder: '03' });
  });
});
