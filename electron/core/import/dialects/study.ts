import type { Dialect, TableHead } from '../dialect.ts';
import { recoverPath } from '../recover-cells.ts';

const scoreColumn = /^(.+)_max_confidence$/u;

function scoreName({ columns }: TableHead): string | undefined {
  return [...columns.keys()].find((name) => scoreColumn.test(name));
}

/** The highest confidence of each file, as BirdNET-CustomClassifierSuite keeps it. Every such table is a run of its own. */
export const studyDialect: Dialect = {
  id: 'study',
  label: 'Highest confidence per file',
  description: 'File,radr_max_confidence[,saved_at,source,model] of BirdNET-CustomClassifierSuite',
  recognises: (head) => head.columns.has('file') && scoreName(head) !== undefined,
  reader: (head) => {
    const { cells: header, columns, fileName } = head;
    const name = scoreName(head) ?? '';
    const label = (scoreColumn.exec(name)?.[1] ?? name).toUpperCase();
    const [file, score] = [columns.get('file') ?? 0, columns.get(name) ?? 1];
    const model = columns.get('model') ?? -1;
    return (written) => {
      const cells = recoverPath(written, file, header.length);
      const stated = cells[model]?.trim() ?? '';
      return {
        file: cells[file] ?? '',
        start: null,
        end: null,
        names: [label],
        score: cells[score] ?? '',
        model: stated === '' ? fileName : stated,
      };
    };
  },
  scale: () => 'confidence',
};
