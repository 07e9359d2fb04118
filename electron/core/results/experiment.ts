import type { MetricKey } from '../../contract/results.ts';
import { readCell } from './cell-value.ts';
import { metricColumns, nameColumn, seedColumns } from './columns.ts';
import { readSetting, type SettingValue } from './setting-value.ts';
import { settingsSignature } from './signature.ts';
import { stageOf } from './stage.ts';

/** One trained experiment with its settings and metrics. */
export interface Experiment {
  readonly name: string;
  readonly stage: string;
  /** As written; empty where it states none. */
  readonly seed: string;
  readonly signature: string;
  /** Only those that the experiment states, between 0 and 1. */
  readonly metrics: ReadonlyMap<MetricKey, number>;
  setting(column: string): SettingValue;
}

/** A table of results whose rows are all experiments of different names. */
export interface ResultTableCells {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export function readExperiments({ columns, rows }: ResultTableCells): Experiment[] {
  const placeOf = new Map(columns.map((column, index) => [column, index]));
  const read = new Map<string, SettingValue>();
  return rows.map((cells) => {
    const cell = (column: string): string => cells[placeOf.get(column) ?? -1] ?? '';
    const name = cell(nameColumn).trim();
    return {
      name,
      stage: stageOf(name),
      seed: seedText(seedColumns.map(cell).find((text) => readCell(text) !== null) ?? ''),
      signature: settingsSignature(columns, cells),
      metrics: readMetrics(cell),
      setting: (column) => {
        // Eight hundred experiments share a few dozen values.
        const key = `${column}\n${cell(column)}`;
        const known = read.get(key) ?? readSetting(column, cell(column));
        read.set(key, known);
        return known;
      },
    };
  });
}

function readMetrics(cell: (column: string) => string): Map<MetricKey, number> {
  const metrics = new Map<MetricKey, number>();
  for (const [key, column] of metricColumns) {
    const value = readCell(cell(column));
    if (typeof value === 'number' && value >= 0 && value <= 1) {
      metrics.set(key, value);
    }
  }
  return metrics;
}

/** pandas writes whole seeds as `123.0` where one of them is missing. */
function seedText(cell: string): string {
  const value = readCell(cell);
  return typeof value === 'number' ? String(value) : cell.trim();
}
