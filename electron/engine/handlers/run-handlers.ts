import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import type { OperationParsedInput } from '../../contract/operations.ts';
import type { Job, Run, RunSettings } from '../../contract/runs.ts';
import type { Handlers } from '../../rpc/dispatch.ts';
import { addModel } from '../add-model.ts';
import type { EngineContext } from '../engine-context.ts';
import type { JobRunner } from '../jobs/job-runner.ts';
import type { Rankings } from '../rankings.ts';
import { requireRun, runView } from '../run-view.ts';
import {
  cannotScore,
  isImported,
  modelView,
  readModel,
  readRunSettings,
  runReading,
  type StoredModel,
} from '../stored-models.ts';

type RunOperations =
  | 'model/list'
  | 'model/add'
  | 'run/list'
  | 'run/create'
  | 'run/update'
  | 'run/score'
  | 'run/remove'
  | 'job/list'
  | 'job/pause'
  | 'job/resume'
  | 'job/cancel';

/** Models, runs and the jobs that work on them. */
export function runHandlers(context: EngineContext, jobs: JobRunner, rankings: Rankings): Handlers<RunOperations> {
  const { queries, events } = context;
  const enqueue = (runId: number, name: string, retryFailed: boolean): number =>
    jobs.enqueue({ kind: 'score', title: `Scoring with ${name}`, parameters: { runId, retryFailed }, runId }).id;
  /** A job of the run that waits or is paused does the same: it goes on, rather than lie beside a second one. */
  const goOn = (runId: number): number | undefined => {
    const isWaiting = ({ state }: Job): boolean => state === 'queued' || state === 'paused';
    const waiting = jobs.list().find((job) => job.kind === 'score' && job.runId === runId && isWaiting(job));
    return waiting !== undefined && jobs.resume(waiting.id).ok ? waiting.id : undefined;
  };

  return {
    'model/list': () => succeed(queries.models.list().map(modelView)),
    'model/add': (files) => addModel(context, files),
    'run/list': () => succeed(queries.runs.list().map((row) => runView(context, row))),
    'run/create': (input) => {
      const model = scorableModel(context, input);
      if (!model.ok) {
        return model;
      }
      const runId = queries.transaction(() => createRun(context, model.value, input));
      events.announce('run/changed', { runId });
      const run = requireRun(context, runId);
      return run.ok ? succeed({ run: run.value, jobId: enqueue(runId, run.value.modelName, false) }) : run;
    },
    'run/update': (input) => updateRun(context, input),
    'run/score': ({ runId, retryFailed }) => {
      const run = requireRun(context, runId);
      if (!run.ok) {
        return run;
      }
      if (run.value.settings.imported !== null) {
        return cannotScore(run.value.modelName);
      }
      const waiting = retryFailed ? undefined : goOn(runId);
      return succeed({ jobId: waiting ?? enqueue(runId, run.value.modelName, retryFailed) });
    },
    'run/remove': async ({ runId }) => {
      await jobs.whileStopped(
        (job) => job.runId === runId || job.kind === 'export',
        () => {
          removeRun(context, runId);
        },
      );
      rankings.forget(runId);
      events.announce('run/changed', { runId });
      events.announce('subset/changed', {});
      return succeed({});
    },
    'job/list': () => succeed(jobs.list()),
    'job/pause': ({ jobId }) => jobs.pause(jobId),
    'job/resume': ({ jobId }) => jobs.resume(jobId),
    'job/cancel': ({ jobId }) => jobs.cancel(jobId),
  };
}

/** The model of a new run. Errors: `not-found`, `model-unsupported`, `label-unknown`. */
function scorableModel(context: EngineContext, input: OperationParsedInput<'run/create'>): Outcome<StoredModel> {
  const model = readModel(context.queries.models.byId(input.modelId));
  if (model === undefined) {
    return fail('not-found', 'This model is no longer in the library. Add it again.');
  }
  if (isImported(model)) {
    return cannotScore(model.manifest.name);
  }
  const unknown = input.labels.filter((label) => !model.labels.includes(label));
  return unknown.length === 0
    ? succeed(model)
    : fail('label-unknown', `${model.manifest.name} has no label “${unknown.join('”, “')}”. Choose one of its labels.`);
}

function createRun(context: EngineContext, model: StoredModel, input: OperationParsedInput<'run/create'>): number {
  const { runs, scoring } = context.queries;
  const { manifest } = model;
  const settings: RunSettings = {
    sampleRate: manifest.sampleRate,
    windowSamples: manifest.windowSamples,
    hopSamples: input.hopSamples ?? manifest.hopSamples,
    levelNormalisation: manifest.levelNormalisation,
    topLabels: input.topLabels,
    sensitivity: 1,
    activation: null,
    imported: null,
  };
  const labels = [...new Set(input.labels)];
  const runId = runs.insert({
    modelId: model.id,
    name: input.name ?? `${manifest.name} · ${labels.join(', ')}`,
    settings: JSON.stringify(settings),
    createdAt: context.now(),
  });
  labels.forEach((label, position) => {
    runs.insertLabel({ runId, label, outputIndex: model.labels.indexOf(label), position });
  });
  input.sourceIds.forEach((sourceId) => {
    runs.insertSource(runId, sourceId);
  });
  scoring.enqueue(runId);
  return runId;
}

/** Changes what a run is called and how its scores are read; the scores stay as they are. */
function updateRun(context: EngineContext, input: OperationParsedInput<'run/update'>): Outcome<Run> {
  const { queries, events } = context;
  const row = queries.runs.byId(input.runId);
  const model = row === undefined ? undefined : readModel(queries.models.byId(row.modelId));
  if (row === undefined || model === undefined) {
    return fail('not-found', 'This run is no longer in the library.');
  }
  const before = readRunSettings(row.settings);
  const settings: RunSettings = {
    ...before,
    sensitivity: input.sensitivity ?? before.sensitivity,
    activation: input.activation === undefined ? before.activation : input.activation,
  };
  if (before.imported !== null && (input.sensitivity !== undefined || input.activation !== undefined)) {
    return fail(
      'invalid-input',
      'These scores were imported as the other program reckoned them. To read them with another sensitivity, analyse the recordings again with it there, and import that table.',
    );
  }
  const own = model.manifest.activation;
  if ((runReading(settings, own).activation === 'softmax') !== (own === 'softmax')) {
    return fail(
      'invalid-input',
      'Softmax weighs all labels of a window against each other, which only scoring can do. Add the model again with another activation and score with it.',
    );
  }
  queries.runs.update({ id: row.id, name: input.name ?? row.name, settings: JSON.stringify(settings) });
  // Rankings are read anew on this event, and subsets reckoned from them.
  events.announce('run/changed', { runId: row.id });
  events.announce('subset/changed', {});
  return requireRun(context, row.id);
}

/** With the run goes what stood for the model of imported scores: no other run can have it. */
function removeRun({ queries }: EngineContext, runId: number): void {
  const run = queries.runs.byId(runId);
  const model = run === undefined ? undefined : readModel(queries.models.byId(run.modelId));
  queries.transaction(() => {
    queries.runs.remove(runId);
    if (model !== undefined && isImported(model)) {
      queries.models.remove(model.id);
    }
  });
}
