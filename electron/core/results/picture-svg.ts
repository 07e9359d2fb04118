import type { PictureCell, ResultsPicture } from '../../contract/results.ts';

const MARGIN = 24;
const CELL_WIDTH = 148;
const CELL_HEIGHT = 56;
const GAP = 3;
const HEAD = 56;
const PANEL_HEAD = 54;
const LINE = 16;
const CHARACTER = 7;
const text = '#19221f';
const dim = '#566560';

/** The picture as a file of its own, on white: for a paper or a talk. Widths of text are estimated, with room to spare. */
export function pictureSvg(picture: ResultsPicture): string {
  const { rows, columns, panels } = picture;
  const label = Math.max(90, ...rows.map((row) => row.label.length * CHARACTER + 16));
  const grid = columns.length * (CELL_WIDTH + GAP);
  const panelWidth = label + grid + 28;
  const panelHeight = PANEL_HEAD + rows.length * (CELL_HEIGHT + GAP);
  const width = Math.max(560, MARGIN * 2 + panels.length * panelWidth);
  const notes = [...picture.warnings, picture.caveat].flatMap((note) => wrap(note, (width - 2 * MARGIN) / 6.2));
  const notesTop = HEAD + panelHeight + 34;
  const height = notesTop + notes.length * LINE + MARGIN;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="system-ui, 'Segoe UI', Helvetica, Arial, sans-serif">`,
    `<title>${escape(picture.title)}</title>`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    words(MARGIN, 32, `${picture.title}, mean ± sd over seeds`, { size: 17, weight: 600 }),
    words(MARGIN, 50, 'positive subset down, negative subset across', { fill: dim }),
    ...panels.flatMap((panel, index) => {
      const left = MARGIN + index * panelWidth;
      return [
        words(left, HEAD + 22, panel.label, { size: 13, weight: 600 }),
        ...columns.map((column, place) =>
          words(left + label + place * (CELL_WIDTH + GAP) + CELL_WIDTH / 2, HEAD + PANEL_HEAD - 10, column.label, {
            anchor: 'middle',
            fill: dim,
          }),
        ),
        ...rows.map((row, place) =>
          words(left + label - 10, HEAD + PANEL_HEAD + place * (CELL_HEIGHT + GAP) + CELL_HEIGHT / 2 + 4, row.label, {
            anchor: 'end',
            fill: dim,
          }),
        ),
        ...panel.cells.map((cell) => drawCell(cell, left + label, HEAD + PANEL_HEAD)),
      ];
    }),
    ...notes.map((note, index) => words(MARGIN, notesTop + index * LINE, note, { fill: dim })),
    '</svg>',
    '',
  ].join('\n');
}

function drawCell(cell: PictureCell, left: number, top: number): string {
  const x = left + cell.column * (CELL_WIDTH + GAP);
  const y = top + cell.row * (CELL_HEIGHT + GAP);
  const { summary } = cell;
  const mark = cell.isBaseline ? ' · baseline' : '';
  const sd = summary?.sd ?? null;
  const value =
    summary === null ? 'not stated' : `${summary.mean.toFixed(3)}${sd === null ? '' : ` ± ${sd.toFixed(3)}`}`;
  const warns = cell.warnings.length > 0 ? ' !' : '';
  const middle = { anchor: 'middle' as const, fill: cell.ink };
  return [
    `<g><title>${escape([...cell.experiments, ...cell.warnings].join('\n'))}</title>`,
    `<rect x="${x}" y="${y}" width="${CELL_WIDTH}" height="${CELL_HEIGHT}" rx="4" fill="${cell.colour}"/>`,
    words(x + CELL_WIDTH / 2, y + 25, value, { ...middle, size: 14, weight: 600 }),
    words(x + CELL_WIDTH / 2, y + 43, `n = ${summary?.n ?? 0}${warns}${mark}`, middle),
    '</g>',
  ].join('');
}

interface WordOptions {
  readonly size?: number;
  readonly weight?: number;
  readonly anchor?: 'middle' | 'end';
  readonly fill?: string;
}

function words(
  x: number,
  y: number,
  content: string,
  { size = 12, weight = 400, anchor, fill = text }: WordOptions,
): string {
  const end = anchor === undefined ? '' : ` text-anchor="${anchor}"`;
  return `<text x="${x}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${fill}"${end}>${escape(content)}</text>`;
}

/** For content and attributes; what XML 1.0 forbids is left out. */
function escape(content: string): string {
  return content
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function wrap(content: string, characters: number): string[] {
  const lines: string[] = [];
  for (const word of content.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > characters) {
      lines.push(word);
    } else {
      lines[lines.length - 1] = `${last} ${word}`;
    }
  }
  return lines;
}
