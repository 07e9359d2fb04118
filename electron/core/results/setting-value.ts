import type { ResultValue } from '../../contract/results.ts';
import { readCell } from './cell-value.ts';
import { subsetColumns } from './columns.ts';
import { writePythonLiteral, type PythonValue } from './python-literal.ts';
import { normalSubsetPath, subsetName, writtenName } from './subset-path.ts';

/** A setting as one experiment states it. */
export interface SettingValue extends Pick<ResultValue, 'key' | 'label'> {
  /** The same in the spelling of the cell. */
  readonly written: string;
}

export const noSubset = 'none';
const notStated = 'not stated';

/** Reads a setting so that equal settings have equal keys, however they are written. */
export function readSetting(column: string, cell: string): SettingValue {
  const value = readCell(cell);
  return subsetColumns.has(column) ? readSubsets(value) : readPlain(value);
}

/** No subset, an empty list and `None` are the same: the baseline. */
function readSubsets(value: PythonValue): SettingValue {
  const members = (value === null ? [] : isList(value) ? value : [value]).map(plainText);
  const paths = [...new Set(members.map(normalSubsetPath))].sort();
  if (paths.length === 0) {
    return { key: noSubset, label: noSubset, written: noSubset };
  }
  return {
    key: paths.join(' + '),
    label: paths.map(subsetName).join(' + '),
    written: members.map(writtenName).join(' + '),
  };
}

function readPlain(value: PythonValue): SettingValue {
  if (value === null) {
    return sameSpelling('', notStated);
  }
  if (!isList(value)) {
    return sameSpelling(plainText(value), plainText(value));
  }
  const members = value.map(plainText);
  // Filters take any of their values: the order in which they stand says nothing.
  return sameSpelling(
    writePythonLiteral([...members].sort()),
    members.length === 0 ? 'empty list' : members.join(' + '),
  );
}

function sameSpelling(key: string, label: string): SettingValue {
  return { key, label, written: label };
}

function isList(value: PythonValue): value is readonly PythonValue[] {
  return Array.isArray(value);
}

function plainText(value: PythonValue): string {
  if (typeof value === 'boolean') {
    return value ? 'True' : 'False';
  }
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : writePythonLiteral(value);
}
