import type { TableKind } from './table.ts';

/** For `sha256sum -c SHA256SUMS`; exported names hold neither backslashes nor line feeds, so nothing is escaped. */
export const sha256sumsTable: TableKind = {
  id: 'sha256sums',
  label: 'SHA256SUMS',
  description: 'Checked without Earmark by sha256sum -c SHA256SUMS.',
  fileName: 'SHA256SUMS',
  text: ({ files, written }) => {
    const audio = files.map(({ planned, written: { sha256 } }) => [planned.exportedName, sha256] as const);
    const tables = [...written].map(([name, { sha256 }]) => [name, sha256] as const);
    return [...audio, ...tables].map(([name, sha256]) => `${sha256}  ${name}\n`).join('');
  },
};
