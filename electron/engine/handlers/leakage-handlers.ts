import type { LeakageCheck, LeakageImported, Provenance } from '../../contract/leakage.ts';
import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import { manifestEntries } from '../../core/leakage/manifest-entries.ts';
import { countEntries } from '../../core/leakage/take-rows.ts';
import type { Handlers } from '../../rpc/dispatch.ts';
import type { EngineContext } from '../engine-context.ts';
import { leakageCheck } from '../leakage-check.ts';
import type { LeakageGuard } from '../leakage-guard.ts';
import { importProvenance, importView, type ImportRequest } from '../leakage-import.ts';
import type { Rankings } from '../rankings.ts';
import { readModel, type StoredModel } from '../stored-models.ts';
import type { SubsetMembers } from '../subset-members.ts';

type LeakageOperations =
  | 'leakage/import'
  | 'leakage/import-splits'
  | 'leakage/provenance'
  | 'leakage/splits'
  | 'leakage/remove'
  | 'leakage/check-run'
  | 'leakage/check-subset';

export interface LeakageServices {
  readonly rankings: Rankings;
  readonly members: SubsetMembers;
  readonly guard: LeakageGuard;
}

/** What models were trained on and what is held out, and which recordings touch it. */
export function leakageHandlers(context: EngineContext, services: LeakageServices): Handlers<LeakageOperations> {
  const { leakage } = context.queries;
  const changed = (): void => {
    services.guard.forget();
    context.events.announce('leakage/changed', {});
  };
  const importThen = async (request: ImportRequest, signal: AbortSignal): Promise<Outcome<LeakageImported>> => {
    const imported = await importProvenance(context, request, signal);
    if (imported.ok) {
      changed();
    }
    return imported;
  };
  return {
    'leakage/import': (input, { signal }) => {
      const model = modelOf(context, input.modelId);
      return model.ok ? importThen(input, signal) : model;
    },
    'leakage/import-splits': ({ path }, { signal }) => importThen({ modelId: null, path }, signal),
    'leakage/provenance': ({ modelId }) => {
      const model = modelOf(context, modelId);
      return model.ok ? succeed(provenance(context, model.value)) : model;
    },
    'leakage/splits': () => succeed(leakage.importsOfSplits().map(importView)),
    'leakage/remove': ({ importId }) => {
      if (leakage.importById(importId) === undefined) {
        return fail('not-found', 'This import is no longer in the library.');
      }
      leakage.removeImport(importId);
      changed();
      return succeed({});
    },
    'leakage/check-run': ({ runId }) => checkRun(context, services, runId),
    'leakage/check-subset': ({ subsetId }) => checkSubset(context, services, subsetId),
  };
}

function modelOf(context: EngineContext, modelId: number): Outcome<StoredModel> {
  const model = readModel(context.queries.models.byId(modelId));
  return model === undefined
    ? fail('not-found', 'This model is no longer in the library. Add it again.')
    : succeed(model);
}

function modelOfRun(context: EngineContext, runId: number): Outcome<StoredModel> {
  const run = context.queries.runs.byId(runId);
  return run === undefined ? fail('not-found', 'This run is no longer in the library.') : modelOf(context, run.modelId);
}

function provenance(context: EngineContext, model: StoredModel): Provenance {
  const { trainedOn, name } = model.manifest;
  const named = manifestEntries(trainedOn);
  const imports = context.queries.leakage.importsOfModel(model.id).map(importView);
  return {
    modelId: model.id,
    modelName: name,
    state: named.length > 0 || imports.length > 0 ? 'known' : 'not-known',
    note: trainedOn?.note ?? '',
    manifest: countEntries(named),
    imports,
  };
}

async function checkRun(
  context: EngineContext,
  { rankings, guard }: LeakageServices,
  runId: number,
): Promise<Outcome<LeakageCheck>> {
  const model = modelOfRun(context, runId);
  if (!model.ok) {
    return model;
  }
  const ranking = rankings.get({ runId, label: context.queries.runs.labels(runId)[0]?.label ?? '' });
  return ranking.ok
    ? succeed(
        leakageCheck(context, model.value, await guard.flags(model.value.id), [...ranking.value.scores.recordingIds]),
      )
    : ranking;
}

/** Members of a subset, in rank order. Exported for the preview of an export, which warns of the same. */
export async function checkSubset(
  context: EngineContext,
  { members, guard }: Pick<LeakageServices, 'members' | 'guard'>,
  subsetId: number,
): Promise<Outcome<LeakageCheck>> {
  await members.prepare();
  const selected = members.select(subsetId);
  if (!selected.ok) {
    return selected;
  }
  const { subset, ranking, selection } = selected.value;
  const model = modelOfRun(context, subset.settings.runId);
  if (!model.ok) {
    return model;
  }
  const ids = Array.from(selection.members, (place) => ranking.scores.recordingIds[place] ?? 0);
  return succeed(leakageCheck(context, model.value, await guard.flags(model.value.id), ids));
}
