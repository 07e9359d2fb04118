import type { CopyPlace } from '../../electron/contract/copies.ts';
import type { RelinkPreview } from '../../electron/contract/relink.ts';
import { recording, source } from './example-values.ts';

export const copyPlace: CopyPlace = {
  recordingId: 9,
  sourceId: 2,
  sourceName: 'Card 2',
  relativePath: recording.relativePath,
  absolutePath: `/media/anna/two/${recording.relativePath}`,
  missing: true,
};

const relinkPreview: RelinkPreview = {
  sourceId: 1,
  path: '/archive/DATA',
  total: 20457,
  matched: 20450,
  renamed: 5,
  changed: 1,
  unmatched: 1,
  added: 3,
  renamedExamples: [{ from: recording.relativePath, to: 'nuit é/A.WAV' }],
  changedExamples: ['b, c.wav'],
  unmatchedExamples: ['“d”.wav'],
};

export const identityExamples = {
  'source/relink-preview': { input: { sourceId: 1, path: '/archive/DATA' }, output: relinkPreview },
  'source/relink': {
    input: { sourceId: 1, path: '/archive/DATA' },
    output: { source: { ...source, path: '/archive/DATA' }, preview: relinkPreview, jobId: 5 },
  },
  'copies/find': { input: {}, output: { jobId: null } },
  'copies/summary': {
    input: {},
    output: { unknown: 3, contents: 1, recordings: 2, shared: [{ sourceId: 1, otherSourceId: 2, count: 1 }] },
  },
  'copies/list': {
    input: { offset: 0, limit: 100 },
    output: {
      total: 1,
      rows: [
        {
          sha256: 'ab'.repeat(32),
          sizeBytes: recording.sizeBytes,
          places: [copyPlace, { ...copyPlace, recordingId: 7, sourceId: 1 }],
        },
      ],
    },
  },
};
