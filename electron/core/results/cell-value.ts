import { readPythonLiteral, type PythonValue } from './python-literal.ts';

/** Ways in which pandas, Python and spreadsheets write that there is nothing. */
const emptyTexts: ReadonlySet<string> = new Set(['', 'none', 'nan', '<na>', 'na', 'n/a', 'null']);
const numberPattern = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/u;

/** Reads a cell as the study's tables write it; text that is nothing else stays text. */
export function readCell(cell: string): PythonValue {
  const text = cell.trim();
  const lower = text.toLowerCase();
  if (emptyTexts.has(lower)) {
    return null;
  }
  if (lower === 'true' || lower === 'false') {
    return lower === 'true';
  }
  if (numberPattern.test(text)) {
    return Number(text);
  }
  return /^[[(]/u.test(text) ? (readPythonLiteral(text) ?? text) : text;
}

/** Whether a cell begins like a list but cannot be read as one. */
export function isBrokenList(cell: string): boolean {
  return /^[[(]/u.test(cell.trim()) && readPythonLiteral(cell.trim()) === undefined;
}
