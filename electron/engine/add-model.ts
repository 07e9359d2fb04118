import { readFile, stat } from 'node:fs/promises';
import { dirname, join, parse, resolve } from 'node:path';
import { matchesDescription } from '../../native-models/manifests/known-manifest.ts';
import { knownManifests } from '../../native-models/manifests/index.ts';
import { modelManifestSchema, type Model, type ModelDescription, type ModelManifest } from '../contract/models.ts';
import { fail, succeed, type Outcome } from '../contract/outcome.ts';
import { guessLabelFormat, readLabels } from '../core/scoring/read-labels.ts';
import { describeModel } from './describe-model.ts';
import type { EngineContext } from './engine-context.ts';
import { hashFile, modelView } from './stored-models.ts';

export interface ModelFiles {
  readonly path: string;
  readonly manifestPath?: string | undefined;
  readonly labelsPath?: string | undefined;
  readonly bundled?: boolean;
}

interface FoundManifest {
  readonly manifest: ModelManifest;
  /** Label files are named relative to here. */
  readonly folder: string;
}

/**
 * Adds a model: its file, its manifest (given, beside it, or known by its shape) and its labels.
 * Adding the same bytes with the same manifest again gives the model that is there.
 */
export async function addModel(context: EngineContext, files: ModelFiles): Promise<Outcome<Model>> {
  const path = resolve(files.path);
  const size = await stat(path).then(
    (status) => (status.isFile() ? status.size : null),
    () => null,
  );
  if (size === null) {
    return fail('file-missing', `There is no model file ${path}. Choose the .onnx file itself.`);
  }
  const described = await describeModel(context.scorers, path);
  if (!described.ok) {
    return described;
  }
  const found = await findManifest(path, files, described.value);
  if (!found.ok) {
    return found;
  }
  const labels = await findLabels(found.value, files.labelsPath);
  if (!labels.ok) {
    return labels;
  }
  const { manifest } = found.value;
  const problem = describedProblem(manifest, labels.value, described.value);
  if (problem !== null) {
    return fail('manifest-invalid', problem);
  }
  return succeed(
    await storeModel(context, { path, size, manifest, labels: labels.value, bundled: files.bundled ?? false }),
  );
}

async function storeModel(
  context: EngineContext,
  model: { path: string; size: number; manifest: ModelManifest; labels: string[]; bundled: boolean },
): Promise<Model> {
  const { models } = context.queries;
  const sha256 = await hashFile(model.path);
  const manifest = JSON.stringify(model.manifest);
  const existing = models.byContent(sha256, manifest);
  if (existing !== undefined) {
    models.relocate(existing.id, model.path);
    return modelView({ ...existing, path: model.path });
  }
  const row = {
    name: model.manifest.name,
    path: model.path,
    sha256,
    sizeBytes: model.size,
    bundled: model.bundled ? (1 as const) : (0 as const),
    manifest,
    labels: JSON.stringify(model.labels),
    addedAt: context.now(),
  };
  const id = models.insert(row);
  context.events.announce('model/changed', {});
  return modelView({ ...row, id });
}

async function findManifest(
  path: string,
  files: ModelFiles,
  description: ModelDescription,
): Promise<Outcome<FoundManifest>> {
  const { dir, name } = parse(path);
  const candidates =
    files.manifestPath === undefined ? [join(dir, `${name}.manifest.json`)] : [resolve(files.manifestPath)];
  for (const candidate of candidates) {
    const text = await readFile(candidate, 'utf8').catch(() => null);
    if (text !== null) {
      return parseManifest(text, candidate);
    }
  }
  if (files.manifestPath !== undefined) {
    return fail('file-missing', `There is no manifest ${files.manifestPath}.`);
  }
  const known = knownManifests.find((each) => matchesDescription(each.match, description));
  if (known !== undefined) {
    return succeed({ manifest: modelManifestSchema.parse(known.manifest), folder: dir });
  }
  const inputs = description.inputs.map((input) => `${input.name} [${input.shape.join(', ')}]`).join(', ');
  const outputs = description.outputs.map((output) => `${output.name} [${output.shape.join(', ')}]`).join(', ');
  return fail(
    'manifest-invalid',
    `Earmark does not know this model by its shape (inputs: ${inputs}; outputs: ${outputs}). Put a manifest named ${name}.manifest.json beside it that states sample rate, window, input, outputs, activation and labels.`,
  );
}

function parseManifest(text: string, path: string): Outcome<FoundManifest> {
  try {
    const parsed = modelManifestSchema.safeParse(JSON.parse(text));
    if (parsed.success) {
      return succeed({ manifest: parsed.data, folder: dirname(path) });
    }
    const issue = parsed.error.issues[0];
    return fail('manifest-invalid', `${path}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not a manifest'}`);
  } catch (error) {
    return fail('manifest-invalid', `${path} is not JSON.`, String(error));
  }
}

async function findLabels(
  { manifest, folder }: FoundManifest,
  labelsPath: string | undefined,
): Promise<Outcome<string[]>> {
  if (manifest.labels !== undefined && labelsPath === undefined) {
    return succeed(manifest.labels);
  }
  const path = labelsPath ?? (manifest.labelsFile === undefined ? null : join(folder, manifest.labelsFile.path));
  if (path === null) {
    return fail('manifest-invalid', 'The manifest names no labels. Give a label file with the model.');
  }
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) {
    return fail('file-missing', `The label file ${path} is not there. Put it beside the model, or choose it.`);
  }
  const format = labelsPath === undefined ? manifest.labelsFile?.format : undefined;
  return readLabels(text, format ?? guessLabelFormat(text));
}

function describedProblem(
  manifest: ModelManifest,
  labels: readonly string[],
  description: ModelDescription,
): string | null {
  const output = description.outputs.find((each) => each.name === manifest.outputs.scores);
  if (output === undefined) {
    const names = description.outputs.map((each) => each.name).join(', ');
    return `The model has no output “${manifest.outputs.scores}”; it has ${names}. Correct the manifest.`;
  }
  const width = output.shape.at(-1) ?? -1;
  return width > 0 && width !== labels.length
    ? `The model gives ${width} scores a window, but there are ${labels.length} labels. Choose the label file that belongs to it.`
    : null;
}
