import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, parse } from 'node:path';
import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import { guessLabelFormat, readLabels, type LabelFormat } from '../scoring/read-labels.ts';

export interface LabelFile {
  readonly path: string;
  readonly format: LabelFormat;
  readonly labels: string[];
}

/** Files that are named after nobody in particular: they belong to the model they lie beside, whatever their count. */
const plainNames = /^(labels?|label_names|classes|class_names|species)\.(txt|csv|tsv)$/iu;
/** Files that came with some well-known model, not necessarily with this one. */
const otherNames = /(_labels?|_classes|class_map|_species|label_names)\.(txt|csv|tsv)$/iu;
const subfolders = ['labels', 'classes'];

/** Reads one label file; the format is guessed from its text where it is not given. */
export async function readLabelFile(
  path: string,
  options: { readonly format?: LabelFormat | undefined; readonly expectedCount?: number | undefined } = {},
): Promise<Outcome<LabelFile>> {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) {
    return fail('file-missing', `The label file ${path} is not there. Put it beside the model, or choose it.`);
  }
  const format = options.format ?? guessLabelFormat(text);
  const labels = readLabels(text, format, options.expectedCount);
  return labels.ok ? succeed({ path, format, labels: labels.value }) : labels;
}

/** Labels out of a text, with a header told from a label by what the model gives: one of `widths`, where any fits. */
export function fittingLabels(text: string, widths: readonly number[]): Outcome<string[]> {
  const format = guessLabelFormat(text);
  const plain = readLabels(text, format);
  if (!plain.ok || widths.includes(plain.value.length)) {
    return plain;
  }
  const expectedCount = widths.find((width) => width === plain.value.length - 1);
  return expectedCount === undefined ? plain : readLabels(text, format, expectedCount);
}

/**
 * The label file that lies beside a model by one of the usual names: the model's own name first, then `labels.txt` and
 * its like, then others; one that fits a width of the model's outputs before one that does not. Null where there is none.
 */
export async function findLabelFile(modelPath: string, widths: readonly number[]): Promise<LabelFile | null> {
  const folder = dirname(modelPath);
  const { name } = parse(modelPath);
  const files = await candidateFiles(folder);
  const read = async (names: readonly string[]): Promise<LabelFile[]> => {
    const found = await Promise.all(names.map((each) => readFitting(join(folder, each), widths)));
    return found.filter((file) => file !== null);
  };
  const base = (file: string): string => parse(file).base;
  const own = await read(files.filter((file) => isNamedAfter(base(file), name)));
  const plain = await read(files.filter((file) => plainNames.test(base(file))));
  const others = await read(files.filter((file) => otherNames.test(base(file)) && !isNamedAfter(base(file), name)));
  const fits = ({ labels }: LabelFile): boolean => widths.includes(labels.length);
  return [...own, ...plain, ...others].find(fits) ?? own[0] ?? plain[0] ?? null;
}

async function candidateFiles(folder: string): Promise<string[]> {
  const names = async (path: string): Promise<string[]> => (await readdir(path).catch(() => [])).sort();
  const nested = await Promise.all(
    subfolders.map(async (each) => (await names(join(folder, each))).map((file) => join(each, file))),
  );
  return [...(await names(folder)), ...nested.flat()].filter((file) => /\.(txt|csv|tsv)$/iu.test(file));
}

function isNamedAfter(file: string, modelName: string): boolean {
  return new RegExp(`^${escape(modelName)}([._-](labels?|classes|species|label_names))?\\.(txt|csv|tsv)$`, 'iu').test(
    file,
  );
}

function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/gu, '\\$&');
}

/** With each width in turn as the expected count, so that a header is told from a label. */
async function readFitting(path: string, widths: readonly number[]): Promise<LabelFile | null> {
  for (const expectedCount of [...widths, undefined]) {
    const file = await readLabelFile(path, { expectedCount });
    if (!file.ok) {
      return null;
    }
    if (expectedCount === undefined || file.value.labels.length === expectedCount) {
      return file.value;
    }
  }
  return null;
}
