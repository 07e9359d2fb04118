import { resolve } from 'node:path';
import type { ExportRequest } from '../contract/exports.ts';
import { fail, succeed, type Outcome } from '../contract/outcome.ts';
import { assignExportedNames, plainExportedName, type NamedRecording } from '../core/export/exported-name.ts';
import type { ExportSubset } from '../core/export/export-subset.ts';
import type { FileCrew } from '../core/export/file-crew.ts';
import { layoutById } from '../core/export/layouts/index.ts';
import { troubledOriginals, type TroubledOriginal } from '../core/export/look-at-originals.ts';
import { planExport, type ExportPlan, type ExportPlanInput } from '../core/export/plan-export.ts';
import { nameKey } from '../core/export/safe-file-name.ts';
import { optionalTables } from '../core/export/tables/index.ts';
import type { EngineContext } from './engine-context.ts';
import { heardPositives, rejectedSubsets, type ExportedSelection } from './export-extras.ts';
import { ExportMembers } from './export-members.ts';
import { readModel } from './stored-models.ts';
import type { SelectedSubset, SubsetMembers } from './subset-members.ts';

export interface PlannedRequest {
  readonly plan: ExportPlan;
  readonly names: ReadonlyMap<number, string>;
  readonly sourcePaths: readonly string[];
  /** Originals that are not there and are left out on request. */
  readonly leftOut: readonly TroubledOriginal[];
}

/** A trainer's window is 3 s in this field; a model's may be shorter, and a clip shorter than the trainer's would be padded. */
const shortestDefaultClipSeconds = 3;

export interface PlanServices {
  readonly members: SubsetMembers;
  readonly crew: FileCrew;
  readonly signal?: AbortSignal;
}

/**
 * Everything that an export request means, reckoned from the library; nothing is written. Where missing originals are to
 * be left out, all of them are looked at first.
 */
export async function planRequest(
  context: EngineContext,
  services: PlanServices,
  request: ExportRequest,
): Promise<Outcome<PlannedRequest>> {
  const layout = layoutById(request.layout);
  if (!layout.ok) {
    return layout;
  }
  const chosen = chosenSubsets(context, services.members, request);
  if (!chosen.ok) {
    return chosen;
  }
  const { subsets, clipSeconds } = chosen.value;
  const leftOut = request.missingFiles === 'refuse' ? [] : await missingOf(subsets, services);
  const names = exportedNames(context, subsets);
  const input: ExportPlanInput = {
    root: resolve(request.root),
    layout: layout.value,
    negativeClass: request.negativeClass,
    method: request.method,
    extent: request.extent,
    clipSeconds,
    clipsPerRecording: request.clipsPerRecording,
    clipConfidence: request.clipConfidence,
    padClips: request.padClips,
    sampleRate: request.sampleRate ?? null,
    mono16: request.mono16,
    tables: request.tables ?? optionalTables.map(({ id }) => id),
    dropCopies: request.dropCopies,
    subsets,
    names,
    leftOut: new Set(leftOut.map(({ path }) => path)),
  };
  const sourcePaths = context.queries.sources.list().map((source) => source.path);
  return succeed({ plan: planExport(input), names, sourcePaths, leftOut });
}

async function missingOf(
  subsets: readonly ExportSubset[],
  { crew, signal }: PlanServices,
): Promise<readonly TroubledOriginal[]> {
  const originals = subsets.flatMap(({ members }) => members);
  return troubledOriginals(originals, crew, signal);
}

interface Chosen {
  readonly subsets: readonly ExportSubset[];
  readonly clipSeconds: number;
}

/** The subsets that were asked for, then what reviewing found beside them. */
function chosenSubsets(context: EngineContext, members: SubsetMembers, request: ExportRequest): Outcome<Chosen> {
  const exportMembers = new ExportMembers(context, {
    count: request.clipsPerRecording,
    confidence: request.clipConfidence,
  });
  const selections: ExportedSelection[] = [];
  let clipSeconds = request.clipSeconds ?? shortestDefaultClipSeconds;
  for (const subsetId of request.subsetIds) {
    const selected = members.select(subsetId);
    if (!selected.ok) {
      return selected;
    }
    const exported = exportSubset(context, selected.value, exportMembers);
    if (!exported.ok) {
      return exported;
    }
    selections.push({ selected: selected.value, exported: exported.value });
    clipSeconds = request.clipSeconds ?? Math.max(clipSeconds, selected.value.ranking.windowSeconds);
  }
  const heard = request.heardPositives ? heardPositives(selections, exportMembers) : null;
  const rejects = request.rejects ? rejectedSubsets(selections, exportMembers) : [];
  const subsets = [...selections.map(({ exported }) => exported), ...(heard === null ? [] : [heard]), ...rejects];
  return succeed({ subsets, clipSeconds });
}

/**
 * Names for the members. Only recordings that could claim the same name, or have one already, are asked: so a name
 * depends on the library, not on what else was chosen, and a million recordings cost one walk over their file names.
 */
function exportedNames(context: EngineContext, subsets: readonly ExportSubset[]): Map<number, string> {
  const fileNames = new Set(subsets.flatMap(({ members }) => members.map(({ fileName }) => fileName)));
  const wanted = new Set(Array.from(fileNames, stemKey));
  const rivals: NamedRecording[] = [];
  for (const { id: recordingId, exportedName: existingName, ...row } of context.queries.recordings.named()) {
    if (existingName !== null || fileNames.has(row.fileName) || wanted.has(stemKey(row.fileName))) {
      rivals.push({ recordingId, existingName, ...row });
    }
  }
  return assignExportedNames(rivals);
}

function stemKey(fileName: string): string {
  return nameKey(plainExportedName(fileName));
}

function exportSubset(
  context: EngineContext,
  { subset, ranking, selection }: SelectedSubset,
  members: ExportMembers,
): Outcome<ExportSubset> {
  const { settings } = subset;
  const run = context.queries.runs.byId(settings.runId);
  const model = run === undefined ? undefined : readModel(context.queries.models.byId(run.modelId));
  if (run === undefined || model === undefined) {
    return fail('not-found', `The run of the subset “${subset.name}” is no longer in the library.`);
  }
  return succeed({
    subsetId: subset.id,
    origin: 'subset',
    name: subset.name,
    family: subset.family,
    folder: subset.folder,
    rule: subset.rule,
    settings,
    counts: subset.counts,
    createdAt: subset.createdAt,
    run: { id: run.id, name: run.name, reading: ranking.reading },
    model: { name: model.manifest.name, sha256: model.sha256 },
    reviewers: context.queries.findings.reviewers(settings.label),
    members: members.at(ranking, { runId: settings.runId, label: settings.label }, selection.members),
  });
}
