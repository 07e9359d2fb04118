import { job, tier } from './example-values.ts';
import type { Examples } from './examples.ts';

/** Of everything that has to do with an export. */
export const exportExamples: Pick<
  Examples,
  'export/preview' | 'export/write' | 'export/list' | 'export/options' | 'export/verify'
> = {
  'export/preview': {
    input: { subsetIds: [6], root: '/home/anna/exports' },
    output: {
      root: '/home/anna/exports',
      targets: [
        {
          subsetId: 6,
          subsetName: tier.name,
          path: `/home/anna/exports/${tier.folder}`,
          purpose: 'positive',
          files: 470,
          clips: 0,
          bytes: 1.35e8,
          trainer: { sees: 'positive', text: 'positives (“bestlow”)', files: 470 },
          state: 'refuse',
          problem: { code: 'export-not-ours', message: 'Earmark did not write this folder.' },
          foreignFiles: ['notes.txt'],
        },
      ],
      totalFiles: 470,
      distinctFiles: 470,
      totalBytes: 1.35e8,
      freeBytes: null,
      renamed: [{ original: 'x.wav', exportedName: 'x_2.wav' }],
      copiesDropped: { count: 1, first: [{ original: 'A/x.wav', copyOf: 'A/y.wav', folder: tier.folder }] },
      missing: { count: 1, first: [{ path: '/media/card/gone.wav', why: 'missing' }] },
      problems: [],
      warnings: [],
      clipSeconds: 3,
    },
  },
  'export/write': { input: { subsetIds: [6], root: '/home/anna/exports' }, output: { jobId: 5 } },
  'export/list': {
    input: {},
    output: [
      {
        id: 1,
        subsetId: null,
        subsetName: tier.name,
        root: '/home/anna/exports',
        path: `/home/anna/exports/${tier.folder}`,
        files: 470,
        bytes: 1.35e8,
        at: job.createdAt,
      },
    ],
  },
  'export/options': {
    input: {},
    output: {
      layouts: [{ id: 'study', label: 'Study', description: 'Folders', hasClassFolders: false, takesRejects: true }],
      methods: [{ id: 'copy', label: 'Copy', description: 'Files of their own.', danger: null }],
      tables: [{ id: 'raven', label: 'Raven', description: 'Selections', fileName: 'earmark.Table.1.selections.txt' }],
    },
  },
  'export/verify': {
    input: { path: '/home/anna/exports' },
    output: {
      path: '/home/anna/exports',
      isIntact: false,
      folders: [
        {
          path: `/home/anna/exports/${tier.folder}`,
          intact: 469,
          missing: ['x.wav'],
          changed: [],
          foreign: ['notes.txt'],
          problem: null,
        },
      ],
      missingFolders: [],
      beside: [],
      files: 469,
      bytes: 1.35e8,
    },
  },
};
