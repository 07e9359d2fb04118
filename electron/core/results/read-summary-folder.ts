import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import type { ResultsIssue } from '../../contract/results.ts';
import { nameColumn } from './columns.ts';
import { flattenSummary } from './flatten-summary.ts';
import type { RawResults, RawRow } from './read-results-csv.ts';

const summaryPath = join('evaluation', 'experiment_summary.json');

interface Summary {
  readonly place: string;
  readonly cells: ReadonlyMap<string, string>;
}

/**
 * Reads `experiments/<name>/evaluation/experiment_summary.json` of every experiment in a folder; the folder of a single
 * experiment is taken too. Experiments without a summary are issues, since they did not finish.
 * @returns `invalid-input` where there is no summary at all
 */
export async function readSummaryFolder(folder: string, signal: AbortSignal): Promise<Outcome<RawResults>> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory() || entry.isSymbolicLink()).map((entry) => entry.name);
  const own = names.includes('evaluation') ? ['.'] : [];
  const issues: ResultsIssue[] = [];
  const summaries: Summary[] = [];
  for (const name of [...own, ...names.filter((each) => each !== 'evaluation').sort()]) {
    signal.throwIfAborted();
    const place = join(name, summaryPath);
    const read = await readSummary(join(folder, place));
    if (typeof read === 'string') {
      issues.push({ place, experiment: name, column: null, reason: read, kept: false });
    } else {
      summaries.push({ place, cells: read.has(nameColumn) ? read : new Map([[nameColumn, name], ...read]) });
    }
  }
  if (summaries.length === 0) {
    return fail(
      'invalid-input',
      `${folder} holds no results: no folder in it has evaluation/experiment_summary.json. Choose the folder “experiments” of the trainer, or all_experiments.csv.`,
    );
  }
  return succeed({ ...tableOf(summaries), issues });
}

/** The summary's cells, or why there are none. */
async function readSummary(path: string): Promise<ReadonlyMap<string, string> | string> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    return 'It has no evaluation/experiment_summary.json: it did not finish, or is not an experiment.';
  }
  try {
    // Python's json writes NaN, which JSON does not know.
    const value: unknown = JSON.parse(text.replace(/(?<=[:[,]\s*)(?:NaN|-?Infinity)(?=\s*[,\]}])/gu, 'null'));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? flattenSummary(value)
      : 'Its summary is not a JSON object.';
  } catch {
    return 'Its summary is not valid JSON; it may have been cut off. Evaluate the experiment again.';
  }
}

function tableOf(summaries: readonly Summary[]): { columns: string[]; rows: RawRow[] } {
  const columns = [...new Set(summaries.flatMap(({ cells }) => [...cells.keys()]))];
  const rows = summaries.map(({ place, cells }) => ({
    place,
    cells: columns.map((column) => cells.get(column) ?? ''),
  }));
  return { columns, rows };
}
