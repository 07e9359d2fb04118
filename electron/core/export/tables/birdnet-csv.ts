import { join } from 'node:path';
import { speciesOf, timelineOf } from './timeline.ts';
import type { TableKind } from './table.ts';

const header = 'Start (s),End (s),Scientific name,Common name,Confidence,File';

/** Version 2.4 quotes nothing; a path with a comma would shift every column, so that one is quoted. */
function cell(text: string): string {
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function seconds(value: number): string {
  return Number.isInteger(value) ? value.toFixed(1) : String(Number(value.toFixed(4)));
}

/** The table that BirdNET-Analyzer 2.4 writes with `--rtype csv`, which the study's suite and others read. */
export const birdnetTable: TableKind = {
  id: 'birdnet',
  label: 'BirdNET 2.4 table',
  description: 'The scored window of each file, as BirdNET-Analyzer 2.4 writes it, with four decimals.',
  fileName: 'BirdNET_CombinedTable.csv',
  text: ({ folder, files }) => {
    const rows = timelineOf(files).map(({ file, fromSeconds, toSeconds, confidence }) => {
      const { scientific, common } = speciesOf(file.subsets[0]?.settings.label ?? '');
      return [
        seconds(fromSeconds),
        seconds(toSeconds),
        cell(scientific),
        cell(common),
        confidence.toFixed(4),
        cell(join(folder, file.planned.exportedName)),
      ].join(',');
    });
    return `${[header, ...rows].join('\n')}\n`;
  },
};
