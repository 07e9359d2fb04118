import { join } from 'node:path';
import { timelineOf } from './timeline.ts';
import type { TableKind } from './table.ts';

const columns = [
  'Selection',
  'View',
  'Channel',
  'Begin Time (s)',
  'End Time (s)',
  'Low Freq (Hz)',
  'High Freq (Hz)',
  'Begin File',
  'Begin Path',
  'File Offset (s)',
  'Label',
  'Confidence',
] as const;

/**
 * A selection table over all files of the folder (field guide §4.2): Begin Time runs over the files by name, each with its
 * whole length, and Begin Path with File Offset lets Raven open it as a sound selection table.
 */
export const ravenTable: TableKind = {
  id: 'raven',
  label: 'Raven selection table',
  description: 'One selection a file. Open it as a sound selection table, or with all files of the folder by name.',
  fileName: 'earmark.Table.1.selections.txt',
  text: ({ folder, files }) => {
    const rows = timelineOf(files).map((timed, index) =>
      [
        index + 1,
        'Spectrogram 1',
        1,
        (timed.beginSeconds + timed.fromSeconds).toFixed(6),
        (timed.beginSeconds + timed.toSeconds).toFixed(6),
        '0.0',
        (timed.sampleRate / 2).toFixed(1),
        timed.file.planned.exportedName,
        join(folder, timed.file.planned.exportedName),
        timed.fromSeconds.toFixed(6),
        timed.file.subsets[0]?.settings.label ?? '',
        timed.confidence.toFixed(4),
      ].join('\t'),
    );
    return `${[columns.join('\t'), ...rows].join('\n')}\n`;
  },
};
