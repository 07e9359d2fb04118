import type { SourceNamesPreview } from '../../electron/contract/source-names.ts';
import { recording } from './example-values.ts';
import type { Examples } from './examples.ts';

const preview: SourceNamesPreview = {
  total: 3,
  matched: 2,
  unmatched: 1,
  changed: 2,
  positive: 1,
  negative: 1,
  matchedByRule: [1],
  manifest: {
    path: '/home/anna/manifest.csv',
    rows: 3,
    matchedByPath: 1,
    matchedByName: 0,
    ambiguous: { count: 1, first: [{ line: 3, path: 'a.wav', reason: '2 recordings have this name' }] },
    unmatched: { count: 1, first: [{ line: 4, path: 'ü.wav', reason: 'no recording has this name' }] },
    unknownValues: {
      count: 1,
      first: [{ line: 2, path: 'b.wav', reason: 'quality “superb” is not high, medium or low' }],
    },
  },
  reasons: [{ reason: '{quality} = “Hgih” is not high, medium or low', count: 1, first: ['positive_Hgih_ü.wav'] }],
  examples: [
    {
      recordingId: 7,
      relativePath: recording.relativePath,
      origin: 'rule',
      rule: 0,
      values: { role: 'positive', quality: 'low', callType: 'grunt', site: 'ASU', recorder: '02' },
      changed: true,
      reason: null,
    },
  ],
};

const input = {
  sourceId: 1,
  rules: ['{label}_{quality}_{calltype}_{recorder}_{site}_{timestamp}.wav'],
  manifestPath: '/home/anna/manifest.csv',
};

export const sourceExamples: Pick<Examples, 'source/preview-names' | 'source/apply-names'> = {
  'source/preview-names': { input, output: preview },
  'source/apply-names': { input: { sourceId: 1, rules: [] }, output: { ...preview, manifest: null } },
};
