/**
 * A row's cells without the empty ones that a spreadsheet adds at its end. One whose path holds commas that were not
 * quoted has more cells than the header: those from `pathColumn` on, as many as there are too many, are one path again. A
 * row of the right width is returned as it is.
 */
export function recoverPath(cells: readonly string[], pathColumn: number, width: number): readonly string[] {
  let length = cells.length;
  while (length > width && cells[length - 1]?.trim() === '') {
    length -= 1;
  }
  const surplus = length - width;
  if (surplus <= 0) {
    return cells;
  }
  const end = pathColumn + surplus + 1;
  return [...cells.slice(0, pathColumn), cells.slice(pathColumn, end).join(','), ...cells.slice(end, length)];
}
