import { readFile, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, parse, resolve } from 'node:path';
import { widthOf } from '../../native-models/adapters/families/pick-outputs.ts';
import { modelManifestSchema, type ModelDescription, type ModelManifest } from '../contract/models.ts';
import { fail, succeed, type Outcome } from '../contract/outcome.ts';
import { findLabelFile, readLabelFile, type LabelFile } from '../core/models/label-files.ts';
import { noLabels } from '../core/models/manifest-problems.ts';
import type { LabelFormat } from '../core/scoring/read-labels.ts';
import type { EngineContext } from './engine-context.ts';

/** What was read of a model's files, before anything is said about how to use them. */
export interface ModelFilesRead {
  readonly path: string;
  readonly size: number;
  readonly description: ModelDescription;
}

type Standby = Pick<EngineContext, 'standby'>;

/** Errors: `file-missing`, `model-unreadable`. */
export async function readModelFile({ standby }: Standby, givenPath: string): Promise<Outcome<ModelFilesRead>> {
  const path = resolve(givenPath);
  const size = await stat(path).then(
    (status) => (status.isFile() ? status.size : null),
    () => null,
  );
  if (size === null) {
    return fail('file-missing', `There is no model file ${path}. Choose the .onnx file itself.`);
  }
  const described = await standby.describe(path);
  return described.ok ? succeed({ path, size, description: described.value }) : described;
}

/** Inputs and outputs of a manifest's head; null where it has none. */
export async function readHead(context: Standby, manifest: ModelManifest): Promise<Outcome<ModelDescription | null>> {
  if (manifest.head === undefined) {
    return succeed(null);
  }
  const read = await readModelFile(context, manifest.head.path);
  return read.ok ? succeed(read.value.description) : read;
}

/** How many numbers a window the outputs give, as far as the file says: a label file should have one of these counts. */
export function outputWidths(description: ModelDescription): number[] {
  return [...new Set(description.outputs.map(widthOf).filter((width) => width > 0))];
}

/** A manifest and the folder that its paths start from. */
export interface PlacedManifest {
  readonly manifest: ModelManifest;
  readonly folder: string;
}

/** The manifest with its head's path made absolute. */
export function placeHead({ manifest, folder }: PlacedManifest): ModelManifest {
  const { head } = manifest;
  return head === undefined || isAbsolute(head.path)
    ? manifest
    : { ...manifest, head: { ...head, path: join(folder, head.path) } };
}

/** The manifest that lies beside a model as `<name>.manifest.json`; null where there is none. */
export async function readManifestBeside(modelPath: string): Promise<Outcome<PlacedManifest> | null> {
  const { dir, name } = parse(modelPath);
  const path = join(dir, `${name}.manifest.json`);
  const text = await readFile(path, 'utf8').catch(() => null);
  return text === null ? null : parseManifest(text, path);
}

export async function readManifestFile(path: string): Promise<Outcome<PlacedManifest>> {
  const text = await readFile(path, 'utf8').catch(() => null);
  return text === null ? fail('file-missing', `There is no manifest ${path}.`) : parseManifest(text, resolve(path));
}

function parseManifest(text: string, path: string): Outcome<PlacedManifest> {
  try {
    const parsed = modelManifestSchema.safeParse(JSON.parse(text.replace(/^\uFEFF/u, '')));
    if (parsed.success) {
      return succeed({ manifest: parsed.data, folder: dirname(path) });
    }
    const issue = parsed.error.issues[0];
    return fail('manifest-invalid', `${path}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not a manifest'}`);
  } catch (error) {
    return fail('manifest-invalid', `${path} is not JSON.`, String(error));
  }
}

export interface LabelSearch {
  readonly modelPath: string;
  readonly placed: PlacedManifest;
  /** Chosen by the person; before everything else. */
  readonly labelsPath: string | undefined;
  readonly widths: readonly number[];
}

/** Labels as a manifest gives them: chosen, in the manifest, in the file it names, or in a file of a usual name beside the model. */
export async function findLabels(search: LabelSearch): Promise<Outcome<string[]>> {
  const { placed, labelsPath, modelPath, widths } = search;
  const { manifest, folder } = placed;
  const own = manifest.head?.labels ?? manifest.labels;
  if (labelsPath !== undefined) {
    return labelsOf(await readFittingLabels(labelsPath, widths));
  }
  if (own !== undefined) {
    return succeed(own);
  }
  if (manifest.labelsFile !== undefined) {
    const { path, format } = manifest.labelsFile;
    const named = await readFittingLabels(resolve(folder, path), widths, format);
    if (named.ok || named.fault.code !== 'file-missing') {
      return labelsOf(named);
    }
    const found = await findLabelFile(modelPath, widths);
    return found === null ? named : succeed(found.labels);
  }
  const found = await findLabelFile(modelPath, widths);
  return found === null ? fail('manifest-invalid', noLabels) : succeed(found.labels);
}

function labelsOf(file: Outcome<LabelFile>): Outcome<string[]> {
  return file.ok ? succeed(file.value.labels) : file;
}

/** A label file, with a header told from a label by the model's own count. */
export async function readFittingLabels(
  path: string,
  widths: readonly number[],
  format?: LabelFormat,
): Promise<Outcome<LabelFile>> {
  const plain = await readLabelFile(path, { format });
  const expectedCount = plain.ok ? widths.find((width) => width === plain.value.labels.length - 1) : undefined;
  const isFitting = plain.ok && widths.includes(plain.value.labels.length);
  return expectedCount === undefined || isFitting ? plain : readLabelFile(path, { format, expectedCount });
}
