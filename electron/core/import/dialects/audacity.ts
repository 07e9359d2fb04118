import { numberOf, secondsOf, type Dialect } from '../dialect.ts';

/** `Rana draytonii 0.93`, `RADR (93 %)`: a fraction or a percentage behind a separator. `RADR1` and `sp 10` are names. */
const scoreAtEnd = /[\s:;,|([](?<score>[01]?[.,]\d+|\d{1,3}(?:[.,]\d+)?\s?%|(?<=[([])[01])\s*[)\]]?$/u;
const separators = ' \t\u00A0:;,|([';
/** No score with its brackets is longer; what is before it is not searched. */
const longestTail = 40;
/** Audacity's second line of a label with a band of frequencies. */
const frequencies = '\\';

/** BirdNET-Analyzer writes `Scientific name, Common name`, its later versions `Scientific name_Common name`. */
function namesOf(label: string): readonly string[] {
  const parts = label.split(/_|, /u, 2).map((part) => part.trim());
  // `noise_0` and `noise_1` are two sounds.
  return parts.length === 2 && !/^\d*$/u.test(parts[1] ?? '') ? [...parts, label] : [label];
}

function readLabel(label: string): { readonly name: string; readonly score: string | null } {
  const tailAt = Math.max(0, label.length - longestTail);
  const found = scoreAtEnd.exec(label.slice(tailAt));
  const name = found === null ? '' : withoutSeparators(label.slice(0, tailAt + found.index));
  return name === '' ? { name: label, score: null } : { name, score: found?.groups?.['score'] ?? null };
}

/** A loop, because a pattern for it would look at a row of blanks again from each of them. */
function withoutSeparators(text: string): string {
  let end = text.length;
  while (end > 0 && separators.includes(text.charAt(end - 1))) {
    end -= 1;
  }
  return text.slice(0, end).trim();
}

function isLabelRow(cells: readonly string[] | undefined): boolean {
  return cells !== undefined && cells.length >= 2 && [cells[0], cells[1]].every((cell) => secondsOf(cell) !== null);
}

/** Start, end and label, a line each and no header: a label track of Audacity, or what BirdNET-Analyzer writes for it. */
export const audacityDialect: Dialect = {
  id: 'audacity',
  label: 'Audacity labels',
  description: 'start, end, label[, confidence] separated by tabs, one table a recording, named after it',
  hasNoHeader: true,
  isPerFile: true,
  recognises: ({ cells, samples, fileName }) =>
    (cells.length === 0 && /\.(BirdNET|bat)\.results\.txt$/iu.test(fileName)) ||
    (/\.txt$/iu.test(fileName) &&
      cells.length <= 4 &&
      isLabelRow(cells) &&
      samples.every((sample) => isLabelRow(sample) || sample[0] === frequencies)),
  reader: () => (cells) => {
    if (cells[0] === frequencies) {
      return null;
    }
    const written = cells[2]?.trim() ?? '';
    const { name, score } = cells[3] === undefined ? readLabel(written) : { name: written, score: cells[3] };
    return {
      file: null,
      start: secondsOf(cells[0]),
      end: secondsOf(cells[1]),
      names: namesOf(name),
      score: score ?? '1',
      model: '',
      isMark: score === null || !Number.isFinite(numberOf(score.replace('%', ''))),
    };
  },
  scale: () => 'confidence',
};

/** All recordings in one table that names none of them. */
export const audacityCombinedDialect: Dialect = {
  id: 'audacity-combined',
  label: 'BirdNET-Analyzer combined Audacity labels',
  description: 'BirdNET_AudacityLabels.txt; left aside, because it names no file',
  recognises: ({ fileName }) => /^BirdNET_AudacityLabels\.txt$/iu.test(fileName),
  reader: () => null,
  scale: () => 'confidence',
  reason:
    'BirdNET_AudacityLabels.txt names no files. Analyse with split tables, or write csv besides, and import those.',
};
