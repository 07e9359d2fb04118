import { writePythonLiteral, type PythonValue } from './python-literal.ts';

/** A summary of one experiment as the columns of the table: nested names joined by dots, values as Python writes them. */
export function flattenSummary(summary: unknown): Map<string, string> {
  const cells = new Map<string, string>();
  const visit = (value: unknown, path: string): void => {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      for (const [name, member] of Object.entries(value)) {
        visit(member, path === '' ? name : `${path}.${name}`);
      }
      return;
    }
    if (path !== '') {
      cells.set(path, cellOf(value));
    }
  };
  visit(summary, '');
  return cells;
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) {
    return '';
  }
  return typeof value === 'string' ? value : writePythonLiteral(pythonValue(value));
}

function pythonValue(value: unknown): PythonValue {
  if (Array.isArray(value)) {
    return value.map(pythonValue);
  }
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return value;
  }
  return value === null || value === undefined ? null : JSON.stringify(value);
}
