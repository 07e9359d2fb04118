/** Cells of one line of a table (RFC 4180); null where a quoted cell does not end on it. */
export function splitRow(line: string, delimiter: string): string[] | null {
  if (!line.includes('"')) {
    return line.split(delimiter);
  }
  const cells: string[] = [];
  let from = 0;
  while (from <= line.length) {
    const cell = line[from] === '"' ? quotedCell(line, from, delimiter) : plainCell(line, from, delimiter);
    if (cell === null) {
      return null;
    }
    cells.push(cell.text);
    from = cell.end + 1;
  }
  return cells;
}

interface Cell {
  readonly text: string;
  /** Where the delimiter after it stands, or the end of the line. */
  readonly end: number;
}

function plainCell(line: string, from: number, delimiter: string): Cell {
  const next = line.indexOf(delimiter, from);
  const end = next < 0 ? line.length : next;
  return { text: line.slice(from, end), end };
}

/** What follows a closing quote up to the delimiter belongs to the cell: names with a stray quote are kept whole. */
function quotedCell(line: string, from: number, delimiter: string): Cell | null {
  let close = line.indexOf('"', from + 1);
  while (close >= 0 && line[close + 1] === '"') {
    close = line.indexOf('"', close + 2);
  }
  if (close < 0) {
    return null;
  }
  const rest = plainCell(line, close + 1, delimiter);
  return { text: line.slice(from + 1, close).replaceAll('""', '"') + rest.text, end: rest.end };
}
