import { writeFile, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Argument, type Command } from 'commander';
import type { ModelInspection, ModelTrial } from '../../contract/model-inspection.ts';
import { modelManifestSchema, type ModelManifest, type TensorDescription } from '../../contract/models.ts';
import type { Recording } from '../../contract/sources.ts';
import { findModel, stop } from '../lookup.ts';
import { table, type Report } from '../output.ts';
import type { Session } from '../session.ts';
import type { RegisterCommand } from './command.ts';

const actions = ['list', 'inspect', 'check', 'add', 'try', 'remove'] as const;
type Action = (typeof actions)[number];

export interface ModelOptions {
  readonly manifest?: string;
  readonly labels?: string;
  readonly head?: string;
  readonly label: readonly string[];
  readonly recording?: string;
  readonly family?: string;
  readonly write?: string;
}

type ModelCall = (session: Session, name: string | undefined, options: ModelOptions) => Promise<Report>;

const largestPage = 1000;

export const registerModel: RegisterCommand = (program, context) => {
  program
    .command('model')
    .description('look at an ONNX model, try it on a recording, add it, list or remove what was added')
    .addArgument(new Argument('<action>').choices(actions))
    .argument('[model]', 'an .onnx file; for remove: name or number')
    .option('--manifest <file>', 'a manifest to use instead of the proposed one; check: the one that is checked')
    .option('--labels <file>', 'the label file')
    .option('--head <file>', 'a separate head on the model’s embeddings')
    .option('--family <family>', 'of the proposals, take this family’s')
    .option('--write <file>', 'inspect: write the proposed manifest there, to be completed')
    .option('--recording <recording>', 'try: number or part of a path (default: the first that can be read)')
    .option('--label <label...>', 'try: labels to show (default: the highest)', [])
    .action((action: Action, name: string | undefined, options: ModelOptions, command: Command) =>
      context.run(command, (session) => calls[action](session, name, options)),
    );
};

const calls: Readonly<Record<Action, ModelCall>> = {
  list: listModels,
  inspect: inspectModel,
  check: checkModel,
  add: addModel,
  try: tryModel,
  remove: removeModel,
};

async function listModels(session: Session): Promise<Report> {
  const models = await session.call('model/list', {});
  const rows = models.map((model) => [
    String(model.id),
    model.name,
    String(model.labels.length),
    `${model.manifest.sampleRate} Hz`,
    `${(model.manifest.windowSamples / model.manifest.sampleRate).toFixed(2)} s`,
    model.manifest.activation,
    model.path,
  ]);
  return { value: models, lines: table(['id', 'model', 'labels', 'rate', 'window', 'activation', 'file'], rows) };
}

async function inspectModel(session: Session, name: string | undefined, options: ModelOptions): Promise<Report> {
  const inspection = await inspect(session, name, options);
  if (options.write !== undefined) {
    const manifest = chooseManifest(inspection, options);
    await writeFile(resolve(options.write), `${JSON.stringify(manifest, null, 2)}\n`, { flag: 'wx' });
  }
  return { value: inspection, lines: inspectionLines(inspection) };
}

function inspect(session: Session, name: string | undefined, { labels, head }: ModelOptions): Promise<ModelInspection> {
  return session.call('model/inspect', {
    path: modelFile(name),
    ...(labels === undefined ? {} : { labelsPath: resolve(labels) }),
    ...(head === undefined ? {} : { headPath: resolve(head) }),
  });
}

function modelFile(name: string | undefined): string {
  return resolve(name ?? stop('invalid-input', 'Name the model’s file: earmark model inspect FILE.onnx'));
}

function chooseManifest({ proposals, problems }: ModelInspection, { family }: ModelOptions): ModelManifest {
  const chosen = proposals.find((proposal) => family === undefined || proposal.family === family);
  if (chosen !== undefined) {
    return chosen.manifest;
  }
  const offered = proposals.map((proposal) => proposal.family).join(', ');
  return proposals.length > 0
    ? stop('invalid-input', `The model is not proposed as “${family ?? ''}”. Its proposals: ${offered}.`)
    : stop('model-unsupported', problems[0]?.message ?? 'Nothing can be proposed for this model.');
}

function inspectionLines({ description, proposals, labels, problems }: ModelInspection): string[] {
  const tensor = ({ name, type, shape }: TensorDescription): string =>
    `${name} ${type} [${shape.map((size) => (size < 0 ? '?' : size)).join(', ')}]`;
  return [
    `inputs:  ${description.inputs.map(tensor).join('; ')}`,
    `outputs: ${description.outputs.map(tensor).join('; ')}`,
    labels === null ? 'labels:  none found' : `labels:  ${labels.count}: ${labels.sample.join(', ')} …`,
    ...proposals.flatMap((proposal) => [
      `${proposal.family} (${proposal.certainty}): ${proposal.reason}`,
      ...proposal.questions.map((question) => `  ? ${question}`),
    ]),
    ...problems.map((problem) => `! ${problem.message}`),
  ];
}

async function addModel(session: Session, name: string | undefined, options: ModelOptions): Promise<Report> {
  const { manifest: manifestPath, labels, head, family } = options;
  const path = modelFile(name);
  const chosen = family === undefined ? undefined : chooseManifest(await inspect(session, name, options), options);
  const model = await session.call('model/add', {
    path,
    ...(chosen === undefined ? {} : { manifest: chosen }),
    ...(manifestPath === undefined ? {} : { manifestPath: resolve(manifestPath) }),
    ...(labels === undefined ? {} : { labelsPath: resolve(labels) }),
    ...(head === undefined ? {} : { headPath: resolve(head) }),
  });
  return { value: model, lines: [`Model ${model.id}: ${model.name}, ${model.labels.length} labels`] };
}

async function checkModel(session: Session, name: string | undefined, options: ModelOptions): Promise<Report> {
  const { labels } = options;
  const check = await session.call('model/check', {
    path: modelFile(name),
    manifest: await manifestOf(session, name, options),
    ...(labels === undefined ? {} : { labelsPath: resolve(labels) }),
  });
  const picture = check.picture === null ? [] : [`picture: ${check.picture.join(' × ')}`];
  const verdict =
    check.problems.length === 0
      ? ['The model can be scored by this manifest.']
      : check.problems.map(({ field, message }) => `! ${field === null ? '' : `${field}: `}${message}`);
  return { value: check, lines: [`labels:  ${check.labelCount ?? 'none found'}`, ...picture, ...verdict] };
}

/** The one that was named, or the proposed one. */
async function manifestOf(session: Session, name: string | undefined, options: ModelOptions): Promise<ModelManifest> {
  return options.manifest === undefined
    ? chooseManifest(await inspect(session, name, options), options)
    : readManifest(resolve(options.manifest));
}

async function tryModel(session: Session, name: string | undefined, options: ModelOptions): Promise<Report> {
  const path = modelFile(name);
  const manifest = await manifestOf(session, name, options);
  const recording = await findRecording(session, options.recording);
  const trial = await session.call('model/try', {
    path,
    manifest,
    recordingId: recording.id,
    labels: [...options.label],
    ...(options.labels === undefined ? {} : { labelsPath: resolve(options.labels) }),
  });
  return { value: { ...trial, recording: recording.relativePath }, lines: trialLines(trial, recording) };
}

async function readManifest(path: string): Promise<ModelManifest> {
  const text = await readFile(path, 'utf8').catch(() => stop('file-missing', `There is no manifest ${path}.`));
  const parsed = modelManifestSchema.safeParse(parseJson(text, path));
  const issue = parsed.error?.issues[0];
  return parsed.success
    ? parsed.data
    : stop('manifest-invalid', `${path}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not a manifest'}`);
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return stop('manifest-invalid', `${path} is not JSON.`);
  }
}

async function findRecording(session: Session, wanted: string | undefined): Promise<Recording> {
  for (let offset = 0; ; offset += largestPage) {
    const { total, rows } = await session.call('recording/page', { offset, limit: largestPage });
    const found = rows.find((row) =>
      wanted === undefined ? row.fault === null : String(row.id) === wanted || row.relativePath.includes(wanted),
    );
    if (found !== undefined) {
      return found;
    }
    if (offset + rows.length >= total) {
      return stop('not-found', 'There is no such recording in the library. Add a folder first: earmark add FOLDER');
    }
  }
}

function trialLines(trial: ModelTrial, recording: Recording): string[] {
  const rows = trial.fromSeconds.map((from, window) => [
    from.toFixed(2),
    ...trial.scores.map(({ confidence }) => (confidence[window] ?? 0).toFixed(4)),
  ]);
  return [
    recording.relativePath,
    ...(rows.length === 0 ? [] : table(['seconds', ...trial.scores.map(({ label }) => label)], rows)),
    ...(trial.topLabels.length === 0
      ? []
      : [`highest: ${trial.topLabels.map(({ label, confidence }) => `${label} ${confidence.toFixed(4)}`).join(', ')}`]),
    ...trial.warnings.map(({ message }) => `! ${message}`),
  ];
}

async function removeModel(session: Session, name: string | undefined): Promise<Report> {
  const known = (await session.call('model/list', {})).some((model) =>
    [String(model.id), model.name].includes(name ?? ''),
  );
  const model = known
    ? await findModel(session, name)
    : stop('not-found', `There is no model “${name ?? ''}” in the library.`);
  await session.call('model/remove', { modelId: model.id });
  return { value: { removed: model.id }, lines: [`${model.name} is no longer in the library; its file stays.`] };
}
