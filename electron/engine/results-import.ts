import { readFile, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { fail, succeed, type Outcome } from '../contract/outcome.ts';
import type { ResultsImport, ResultsImportRequest } from '../contract/results.ts';
import { cleanResults } from '../core/results/clean-results.ts';
import { readResultsCsv, type RawResults } from '../core/results/read-results-csv.ts';
import { readSummaryFolder } from '../core/results/read-summary-folder.ts';
import type { ResultsStore } from './stored-results.ts';

/** The study's table has 363 kB; a file of this size is something else. */
const MOST_BYTES = 256 * 1024 * 1024;

/** Reads the trainer's table, or the summaries of a folder of experiments, and stores them. */
export async function importResults(
  store: ResultsStore,
  request: ResultsImportRequest,
  signal: AbortSignal,
): Promise<Outcome<ResultsImport>> {
  if ('text' in request) {
    const read = readResultsCsv(request.text, request.fileName);
    return read.ok ? keep(store, { origin: request.fileName, kind: 'csv' }, read.value) : read;
  }
  const origin = resolve(request.path);
  const status = await stat(origin).catch(() => null);
  if (status === null) {
    return fail(
      'file-missing',
      `${origin} is not there. Choose all_experiments.csv, or the folder of the experiments.`,
    );
  }
  const kind = status.isDirectory() ? 'folder' : 'csv';
  if (kind === 'csv' && status.size > MOST_BYTES) {
    return fail('invalid-input', `${origin} is too large for a table of experiments. Choose all_experiments.csv.`);
  }
  const read = await readFrom(origin, kind, signal);
  return read.ok ? keep(store, { origin, kind }, read.value) : read;
}

async function readFrom(
  origin: string,
  kind: ResultsImport['kind'],
  signal: AbortSignal,
): Promise<Outcome<RawResults>> {
  try {
    return kind === 'folder'
      ? await readSummaryFolder(origin, signal)
      : readResultsCsv(await readFile(origin, { encoding: 'utf8', signal }), basename(origin));
  } catch (error) {
    signal.throwIfAborted();
    return fail('file-unreadable', `${origin} cannot be read. Check that you may open it.`, String(error));
  }
}

function keep(
  store: ResultsStore,
  { origin, kind }: Pick<ResultsImport, 'origin' | 'kind'>,
  raw: RawResults,
): Outcome<ResultsImport> {
  const clean = cleanResults(raw);
  if (clean.rows.length === 0) {
    const [first] = clean.issues;
    return fail(
      'invalid-input',
      `${origin} holds no experiment that can be read. ${first === undefined ? 'It has no rows.' : `${first.place}: ${first.reason}`}`,
    );
  }
  return succeed(store.replace(origin, kind, clean));
}
