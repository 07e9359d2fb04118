import { timelineOf } from './timeline.ts';
import type { TableKind } from './table.ts';

/**
 * Labels for the files of the folder laid end to end by name (field guide §4.3). Audacity has no labels for a file within
 * a folder: each import is a track, and one label track runs beside them all.
 */
export const audacityTable: TableKind = {
  id: 'audacity',
  label: 'Audacity labels',
  description:
    'Import all files of the folder, align them end to end (Tracks › Align Tracks), then import these labels.',
  fileName: 'audacity-labels.txt',
  text: ({ files }) =>
    timelineOf(files)
      .map(({ file, beginSeconds, fromSeconds, toSeconds, confidence }) => {
        const label = file.subsets[0]?.settings.label ?? '';
        const words = `${label} ${confidence.toFixed(4)} ${file.planned.exportedName}`;
        return `${(beginSeconds + fromSeconds).toFixed(6)}\t${(beginSeconds + toSeconds).toFixed(6)}\t${words}\n`;
      })
      .join(''),
};
