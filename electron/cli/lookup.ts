import type { Model } from '../contract/models.ts';
import { fail, FaultError } from '../contract/outcome.ts';
import type { Run } from '../contract/runs.ts';
import type { Source } from '../contract/sources.ts';
import type { Session } from './session.ts';

/** Sources by id, name or path; all of them where none is named. */
export async function findSources(session: Session, names: readonly string[]): Promise<Source[]> {
  const sources = await session.call('source/list', {});
  if (names.length === 0) {
    return sources;
  }
  return names.map((name) => {
    const found = sources.find((source) => [String(source.id), source.name, source.path].includes(name));
    return found ?? stop('not-found', `There is no source “${name}”. The library has: ${list(sources)}.`);
  });
}

/** A model by id or name, or the file at a path, which is added first; the bundled one where none is named. */
export async function findModel(session: Session, name: string | undefined, manifestPath?: string): Promise<Model> {
  const models = await session.call('model/list', {});
  if (name === undefined) {
    return models.find((model) => model.bundled) ?? stop('not-found', 'Name a model with --model FILE.onnx.');
  }
  const known = models.find((model) => String(model.id) === name || model.name === name || model.manifest.id === name);
  if (known !== undefined && manifestPath === undefined) {
    return known;
  }
  return session.call('model/add', { path: name, ...(manifestPath === undefined ? {} : { manifestPath }) });
}

/** A run by id or name; the newest where none is named. */
export async function findRun(session: Session, name: string | undefined): Promise<Run> {
  const runs = await session.call('run/list', {});
  const found = name === undefined ? runs[0] : runs.find((run) => String(run.id) === name || run.name === name);
  return (
    found ??
    stop(
      'not-found',
      name === undefined ? 'Nothing has been scored yet. Run: earmark score' : `There is no run “${name}”.`,
    )
  );
}

/** The label asked for, else the run's first. */
export function findLabel(run: Run, label: string | undefined): string {
  const found = label === undefined ? run.labels[0] : run.labels.find((each) => each === label);
  return found ?? stop('label-unknown', `Run ${run.id} has the labels ${run.labels.join(', ')}.`);
}

export function stop(code: Parameters<typeof fail>[0], message: string): never {
  throw new FaultError(fail(code, message).fault);
}

function list(sources: readonly Source[]): string {
  return sources.map((source) => source.name).join(', ') || 'none yet';
}
