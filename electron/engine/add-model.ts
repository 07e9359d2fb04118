import { dirname, parse, resolve } from 'node:path';
import type { ManifestProblem } from '../contract/model-inspection.ts';
import type { ModelDescription, Model, ModelManifest } from '../contract/models.ts';
import { fail, succeed, type Outcome } from '../contract/outcome.ts';
import { manifestProblem, manifestProblems, noLabels } from '../core/models/manifest-problems.ts';
import type { EngineContext } from './engine-context.ts';
import { inspectModel } from './inspect-model.ts';
import {
  findLabels,
  outputWidths,
  placeHead,
  readHead,
  readManifestBeside,
  readManifestFile,
  readModelFile,
  type ModelFilesRead,
  type PlacedManifest,
} from './model-parts.ts';
import { hashModelFile, modelView } from './stored-models.ts';

export interface ModelFiles {
  readonly path: string;
  /** A complete manifest, from the form; its paths start from the model's folder. */
  readonly manifest?: ModelManifest | undefined;
  readonly manifestPath?: string | undefined;
  readonly labelsPath?: string | undefined;
  readonly headPath?: string | undefined;
  readonly bundled?: boolean;
}

/** A manifest with everything it refers to read and checked. */
export interface PreparedModel extends ModelFilesRead {
  readonly manifest: ModelManifest;
  readonly labels: string[];
}

/**
 * Adds a model: its file, its manifest (given, beside it, or recognised beyond doubt) and its labels.
 * Adding the same bytes with the same manifest again gives the model that is there.
 */
export function addModel(context: EngineContext, files: ModelFiles): Promise<Outcome<Model>> {
  return context.standby.during(() => readAndStore(context, files));
}

async function readAndStore(context: EngineContext, files: ModelFiles): Promise<Outcome<Model>> {
  const read = await readModelFile(context, files.path);
  if (!read.ok) {
    return read;
  }
  const placed = await findManifest(context, read.value, files);
  if (!placed.ok) {
    return placed;
  }
  const prepared = await prepareModel(context, read.value, placed.value, files.labelsPath);
  return prepared.ok ? succeed(await storeModel(context, prepared.value, files.bundled ?? false)) : prepared;
}

/** What a manifest refers to, read, and what is still wrong with it. */
export interface CheckedManifest {
  readonly manifest: ModelManifest;
  /** Null where none are known. */
  readonly labels: string[] | null;
  readonly problems: readonly ManifestProblem[];
}

/** Reads what a manifest refers to and checks it against the file; what cannot be read is a problem of its field. */
export async function checkManifest(
  context: EngineContext,
  { description, path }: ModelFilesRead,
  placed: PlacedManifest,
  labelsPath: string | undefined,
): Promise<CheckedManifest> {
  const manifest = placeHead(placed);
  const head = await readHead(context, manifest);
  const headDescription = head.ok ? head.value : null;
  const widths = outputWidths(headDescription ?? description);
  const found = await findLabels({ modelPath: path, placed, labelsPath, widths });
  const labels = found.ok ? found.value : null;
  const unread = [
    ...(head.ok ? [] : [{ ...head.fault, field: 'head' }]),
    ...(found.ok ? [] : [{ ...found.fault, field: 'labels' }]),
  ];
  const others = manifestProblems(manifest, { description, headDescription, labels });
  // The reason itself, and not besides that there is none.
  const problems = [...unread, ...others.filter(({ field }) => unread.every((fault) => fault.field !== field))];
  return { manifest, labels, problems };
}

/** A manifest that can be scored with; otherwise its first problem. Errors: `manifest-invalid`, `file-missing`, `model-unreadable`. */
export async function prepareModel(
  context: EngineContext,
  read: ModelFilesRead,
  placed: PlacedManifest,
  labelsPath: string | undefined,
): Promise<Outcome<PreparedModel>> {
  const { manifest, labels, problems } = await checkManifest(context, read, placed, labelsPath);
  const [problem] = problems;
  if (problem !== undefined || labels === null) {
    const fault = problem ?? manifestProblem('labels', noLabels);
    return { ok: false, fault: { ...fault, detail: fault.detail ?? describe(read.description) } };
  }
  return succeed({ ...read, manifest, labels });
}

async function storeModel(context: EngineContext, model: PreparedModel, isBundled: boolean): Promise<Model> {
  const { models } = context.queries;
  const sha256 = await hashModelFile(model.path);
  const manifest = JSON.stringify(await withHeadHash(model.manifest));
  const existing = models.byContent(sha256, manifest);
  if (existing !== undefined) {
    models.relocate(existing.id, model.path);
    context.events.announce('model/changed', {});
    return modelView({ ...existing, path: model.path });
  }
  const row = {
    name: model.manifest.name,
    path: model.path,
    sha256,
    sizeBytes: model.size,
    bundled: isBundled ? (1 as const) : (0 as const),
    manifest,
    labels: JSON.stringify(model.labels),
    addedAt: context.now(),
  };
  const id = models.insert(row);
  context.events.announce('model/changed', {});
  return modelView({ ...row, id });
}

async function withHeadHash(manifest: ModelManifest): Promise<ModelManifest> {
  const { head } = manifest;
  return head === undefined ? manifest : { ...manifest, head: { ...head, sha256: await hashModelFile(head.path) } };
}

async function findManifest(
  context: EngineContext,
  { path }: ModelFilesRead,
  files: ModelFiles,
): Promise<Outcome<PlacedManifest>> {
  if (files.manifest !== undefined) {
    return succeed({ manifest: files.manifest, folder: dirname(path) });
  }
  if (files.manifestPath !== undefined) {
    return readManifestFile(resolve(files.manifestPath));
  }
  const beside = await readManifestBeside(path);
  return beside ?? recognise(context, path, files);
}

/** Only what leaves nothing to ask is added unseen; everything else wants a person to look at the form. */
async function recognise(context: EngineContext, path: string, files: ModelFiles): Promise<Outcome<PlacedManifest>> {
  const { labelsPath, headPath } = files;
  const inspected = await inspectModel(context, { path, labelsPath, headPath });
  if (!inspected.ok) {
    return inspected;
  }
  const [best] = inspected.value.proposals;
  if (best === undefined) {
    const [problem] = inspected.value.problems;
    return fail(problem?.code ?? 'model-unsupported', problem?.message ?? '', problem?.detail);
  }
  if (best.questions.length > 0) {
    return fail(
      'manifest-invalid',
      `Earmark takes this model for: ${best.label}. But it cannot see everything it must know. ${best.questions.join(' ')} Look at its form, or put ${parse(path).name}.manifest.json beside it.`,
      describe(inspected.value.description),
    );
  }
  return succeed({ manifest: best.manifest, folder: dirname(path) });
}

function describe({ inputs, outputs }: ModelDescription): string {
  const list = (tensors: ModelDescription['inputs']): string =>
    tensors.map(({ name, shape }) => `${name} [${shape.join(', ')}]`).join(', ');
  return `inputs: ${list(inputs)}; outputs: ${list(outputs)}`;
}
