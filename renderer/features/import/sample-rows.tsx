import type { ImportPreview } from '../../../electron/contract/import.ts';
import type { MappingDraft } from './import-draft.ts';
import styles from './import.module.css';

interface SampleRowsProps {
  readonly preview: ImportPreview;
  readonly mapping: MappingDraft | null;
}

/** The first rows of a table whose columns must be mapped, so that nobody has to open it. */
export function SampleRows({ preview: { columns, samples }, mapping }: SampleRowsProps) {
  const roleOf = (column: string): string => {
    const role = (['file', 'score', 'label', 'start', 'end'] as const).find((kind) => mapping?.[kind] === column);
    return role ?? (mapping?.labelColumns?.includes(column) === true ? 'score' : '');
  };
  return (
    <div className={styles['samples']} role="region" aria-label="First rows" tabIndex={0}>
      <table>
        <thead>
          <tr>
            {columns.map((column, index) => (
              <th key={index} scope="col" data-mapped={roleOf(column) !== ''}>
                {column}
                <span>{roleOf(column)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {samples.map((cells, row) => (
            <tr key={row}>
              {cells.map((cell, index) => (
                <td key={index} title={cell}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
