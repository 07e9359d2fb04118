import { dirname, parse, relative } from 'node:path';
import { recogniseModel, type Recognition } from '../../native-models/adapters/families/index.ts';
import { refusalOf } from '../../native-models/adapters/families/refusal.ts';
import type { ManifestProposal, ModelInspection } from '../contract/model-inspection.ts';
import { modelManifestSchema, type ModelDescription, type ModelManifest } from '../contract/models.ts';
import { succeed, type Fault, type Outcome } from '../contract/outcome.ts';
import { findLabelFile, fittingLabels, type LabelFile } from '../core/models/label-files.ts';
import { manifestProblems } from '../core/models/manifest-problems.ts';
import { needsHead, unrecognisedFault } from '../core/models/unrecognised.ts';
import type { EngineContext } from './engine-context.ts';
import {
  findLabels,
  outputWidths,
  placeHead,
  readFittingLabels,
  readHead,
  readManifestBeside,
  readModelFile,
  type PlacedManifest,
} from './model-parts.ts';

export interface InspectionRequest {
  readonly path: string;
  readonly labelsPath?: string | undefined;
  readonly labelsText?: string | undefined;
  readonly headPath?: string | undefined;
}

/** Labels, before any manifest says which; from a text they have no file. */
interface FoundLabels {
  readonly labels: readonly string[];
  readonly file: LabelFile | null;
}

interface Inspected {
  readonly path: string;
  readonly description: ModelDescription;
  readonly head: { readonly path: string; readonly description: ModelDescription } | null;
  readonly found: FoundLabels | null;
  readonly labelsPath: string | undefined;
}

const sampleLabels = 8;

/**
 * Looks at an ONNX file without adding it: inputs and outputs, what family it is of, a manifest for each candidate with
 * what is still wrong with it, and the labels found. Errors: `file-missing`, `model-unreadable`, `manifest-invalid`.
 */
export async function inspectModel(
  context: EngineContext,
  request: InspectionRequest,
): Promise<Outcome<ModelInspection>> {
  const read = await readModelFile(context, request.path);
  if (!read.ok) {
    return read;
  }
  const head = request.headPath === undefined ? null : await readModelFile(context, request.headPath);
  if (head?.ok === false) {
    return head;
  }
  const { path, description } = read.value;
  const found = await lookForLabels(request, path, outputWidths((head?.value ?? read.value).description));
  if (!found.ok) {
    return found;
  }
  const inspected: Inspected = {
    path,
    description,
    head: head === null ? null : { path: head.value.path, description: head.value.description },
    found: found.value,
    labelsPath: request.labelsText === undefined ? request.labelsPath : undefined,
  };
  return succeed(await inspectionOf(context, inspected));
}

/** From the text, the chosen file, or a file beside the model; null where there is none. */
async function lookForLabels(
  { labelsText, labelsPath }: InspectionRequest,
  modelPath: string,
  widths: readonly number[],
): Promise<Outcome<FoundLabels | null>> {
  if (labelsText !== undefined) {
    const labels = fittingLabels(labelsText, widths);
    return labels.ok ? succeed({ labels: labels.value, file: null }) : labels;
  }
  if (labelsPath !== undefined) {
    const chosen = await readFittingLabels(labelsPath, widths);
    return chosen.ok ? succeed({ labels: chosen.value.labels, file: chosen.value }) : chosen;
  }
  const file = await findLabelFile(modelPath, widths);
  return succeed(file === null ? null : { labels: file.labels, file });
}

async function inspectionOf(context: EngineContext, inspected: Inspected): Promise<ModelInspection> {
  const { path, description, head, found } = inspected;
  const refusal = refusalFault(inspected);
  const beside = refusal === null ? await proposalBeside(context, inspected) : nothingBeside;
  const recognised = refusal === null ? await recognise(inspected) : [];
  const proposals = [...beside.proposals, ...recognised];
  const [best] = proposals;
  const unusable = refusal ?? unrecognisedFault(description);
  return {
    path,
    description,
    headDescription: head?.description ?? null,
    proposals: proposals.map(({ proposal }) => proposal),
    labels: labelsFound(best === undefined ? (found?.labels ?? null) : best.labels, found),
    needsHead: needsHead(description),
    problems: [...beside.faults, ...(best === undefined ? [unusable] : best.proposal.problems)],
  };
}

function refusalFault({ description, head }: Inspected): Fault | null {
  if (refusalOf(description) !== null) {
    return unrecognisedFault(description);
  }
  const headRefusal = head === null ? null : refusalOf(head.description);
  return headRefusal === null
    ? null
    : { code: 'model-unsupported', message: `The head cannot be used. ${headRefusal}` };
}

function recognise(inspected: Inspected): Promise<ResolvedProposal[]> {
  const { path, description, head, found } = inspected;
  const labelCount = found?.labels.length ?? null;
  const recognised = recogniseModel(description, { fileName: parse(path).name, labelCount, head });
  return Promise.all(recognised.map((each) => proposalOf(inspected, each)));
}

interface ResolvedProposal {
  readonly proposal: ManifestProposal;
  readonly labels: readonly string[] | null;
}

interface Beside {
  readonly proposals: readonly ResolvedProposal[];
  readonly faults: readonly Fault[];
}

const nothingBeside: Beside = { proposals: [], faults: [] };

/** The manifest that its maker put beside the model comes first; where it is faulty, that is a problem to show. */
async function proposalBeside(context: EngineContext, inspected: Inspected): Promise<Beside> {
  const beside = await readManifestBeside(inspected.path);
  if (beside === null) {
    return nothingBeside;
  }
  if (!beside.ok) {
    return { proposals: [], faults: [beside.fault] };
  }
  const manifest = withGivenLabels(placeHead(beside.value), inspected);
  const head = await readHead(context, manifest);
  const resolved = await resolveProposal(
    { ...inspected, head: head.ok && head.value !== null ? { path: '', description: head.value } : null },
    { manifest, folder: beside.value.folder },
    {
      family: 'manifest',
      label: 'Its own manifest',
      certainty: 'certain',
      reason: 'A manifest lies beside the model.',
      questions: [],
    },
  );
  return { proposals: [resolved], faults: [] };
}

function proposalOf(inspected: Inspected, recognition: Recognition): Promise<ResolvedProposal> {
  const { manifest: draft, family, label, certainty, reason, questions } = recognition;
  const manifest = withLabels(modelManifestSchema.parse(draft), inspected);
  const placed = { manifest, folder: dirname(inspected.path) };
  return resolveProposal(inspected, placed, { family, label, certainty, reason, questions: [...questions] });
}

async function resolveProposal(
  inspected: Inspected,
  placed: PlacedManifest,
  about: Omit<ManifestProposal, 'manifest' | 'problems'>,
): Promise<ResolvedProposal> {
  const { path, description, head, labelsPath } = inspected;
  const headDescription = head?.description ?? null;
  const widths = outputWidths(headDescription ?? description);
  const found = await findLabels({ modelPath: path, placed, labelsPath, widths });
  const labels = found.ok ? found.value : null;
  const problems = manifestProblems(placed.manifest, { description, headDescription, labels });
  return { proposal: { ...about, manifest: placed.manifest, problems }, labels };
}

/** With the labels that were given as a text, or the name of the file that was found, so that both can be shared. */
function withLabels(manifest: ModelManifest, inspected: Inspected): ModelManifest {
  const file = inspected.found?.file ?? null;
  if (file === null || manifest.labels !== undefined || manifest.labelsFile !== undefined) {
    return withGivenLabels(manifest, inspected);
  }
  const within = relative(dirname(inspected.path), file.path);
  const path = within.startsWith('..') ? file.path : within;
  return { ...manifest, labelsFile: { path, format: file.format } };
}

/** A text has no place that a manifest could name: its labels become the manifest's own. */
function withGivenLabels(manifest: ModelManifest, { found }: Inspected): ModelManifest {
  if (found === null || found.file !== null) {
    return manifest;
  }
  const labels = [...found.labels];
  const given = { ...manifest, labels };
  delete given.labelsFile;
  return given.head === undefined ? given : { ...given, head: { ...given.head, labels } };
}

function labelsFound(labels: readonly string[] | null, found: FoundLabels | null): ModelInspection['labels'] {
  if (labels === null) {
    return null;
  }
  const file = found?.file ?? null;
  const isFromFile = file?.labels.length === labels.length && file.labels[0] === labels[0];
  return { path: isFromFile ? file.path : null, count: labels.length, sample: labels.slice(0, sampleLabels) };
}
