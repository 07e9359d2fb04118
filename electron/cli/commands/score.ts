import type { Command } from 'commander';
import type { Model } from '../../contract/models.ts';
import type { Job, Run } from '../../contract/runs.ts';
import type { Source } from '../../contract/sources.ts';
import { nearNames } from '../near-names.ts';
import { findModel, findSources, stop } from '../lookup.ts';
import { createProgressLine, type Report } from '../output.ts';
import type { Session } from '../session.ts';
import type { RegisterCommand } from './command.ts';

export interface ScoreOptions {
  readonly model?: string;
  readonly manifest?: string;
  readonly label: readonly string[];
  readonly source: readonly string[];
  readonly hop?: string;
  readonly topLabels?: string;
  readonly retryFailed?: boolean;
}

const failureHint =
  'Which failed and why: earmark ls --failed. --retry-failed tries them again; files that were copied anew are read in with earmark add.';

export const registerScore: RegisterCommand = (program, context) => {
  program
    .command('score')
    .description('score recordings with a model; run again, it goes on where it stopped and takes what is new')
    .option('--model <model>', 'an .onnx file, or the name or number of one that was added (default: the bundled one)')
    .option('--manifest <file>', 'the model’s manifest, where it does not lie beside it')
    .option('--label <label...>', 'target labels (default: the model’s suggested one)', [])
    .option('--source <source...>', 'names or numbers of sources (default: all)', [])
    .option('--hop <samples>', 'distance between windows in model samples')
    .option('--top-labels <n>', 'keep so many of the highest labels for every recording (0 to 10)')
    .option('--retry-failed', 'try files again that failed')
    .action((options: ScoreOptions, command: Command) =>
      context.run(command, (session) => scoreSources(session, options)),
    );
};

export async function scoreSources(session: Session, options: ScoreOptions): Promise<Report> {
  const model = await findModel(session, options.model, options.manifest);
  const sources = await findSources(session, options.source);
  if (sources.length === 0) {
    stop('not-found', 'There is nothing to score yet. Add a folder first: earmark add FOLDER');
  }
  const { runId, jobId } = await startScoring(session, model, sources, options);
  const started = performance.now();
  const job: Job = await session.finish(jobId, createProgressLine());
  const run = (await session.call('run/list', {})).find((each) => each.id === runId);
  const seconds = (performance.now() - started) / 1000;
  return {
    value: { run, seconds },
    lines: [
      `Run ${runId}, ${model.name}, ${run?.labels.join(', ') ?? ''}: ${run?.scored ?? 0} of ${job.total} recordings scored, ${run?.failed ?? 0} failed, in ${seconds.toFixed(1)} s`,
      ...(run === undefined || run.failed === 0 ? [] : [failureHint]),
    ],
  };
}

async function startScoring(
  session: Session,
  model: Model,
  sources: readonly Source[],
  options: ScoreOptions,
): Promise<{ runId: number; jobId: number }> {
  const labels = options.label.length > 0 ? knownLabels(model, options.label) : defaultLabels(model);
  const sourceIds = sources.map((source) => source.id);
  const hopSamples = options.hop === undefined ? model.manifest.hopSamples : Number(options.hop);
  // Where it is not said, a run that keeps them is gone on with like any other.
  const topLabels = options.topLabels === undefined ? null : Number(options.topLabels);
  const same = (await session.call('run/list', {})).find((run) =>
    isSameRun(run, model, { labels, sourceIds, hopSamples, topLabels }),
  );
  if (same !== undefined) {
    const { jobId } = await session.call('run/score', { runId: same.id, retryFailed: options.retryFailed ?? false });
    return { runId: same.id, jobId };
  }
  const created = await session.call('run/create', {
    modelId: model.id,
    labels,
    sourceIds,
    hopSamples,
    ...(topLabels === null ? {} : { topLabels }),
  });
  return { runId: created.run.id, jobId: created.jobId };
}

function isSameRun(
  run: Run,
  model: Model,
  wanted: Pick<Run, 'labels' | 'sourceIds'> & { readonly hopSamples: number; readonly topLabels: number | null },
): boolean {
  return (
    run.modelId === model.id &&
    run.settings.hopSamples === wanted.hopSamples &&
    (wanted.topLabels === null || run.settings.topLabels === wanted.topLabels) &&
    sameMembers(run.labels, wanted.labels) &&
    sameMembers(run.sourceIds, wanted.sourceIds)
  );
}

function sameMembers<Value>(left: readonly Value[], right: readonly Value[]): boolean {
  return left.length === right.length && left.every((value) => right.includes(value));
}

/** So many labels are listed to a person; of more, those that are like the one that was typed. */
const mostListed = 20;

function knownLabels({ name, labels }: Model, wanted: readonly string[]): string[] {
  const unknown = wanted.find((label) => !labels.includes(label));
  if (unknown === undefined) {
    return [...wanted];
  }
  const near = nearNames(unknown, labels);
  const listed = near.length === 0 && labels.length <= mostListed ? labels : near.slice(0, mostListed);
  const lead = near.length === 0 ? 'It has' : 'Like it';
  const hint = listed.length === 0 ? ` It has ${labels.length} others.` : ` ${lead}: ${listed.join(', ')}.`;
  return stop('label-unknown', `${name} has no label “${unknown}”.${hint}`);
}

function defaultLabels(model: Model): string[] {
  const label = model.manifest.suggestedTargets[0] ?? (model.labels.length === 1 ? model.labels[0] : undefined);
  return label === undefined
    ? stop('label-unknown', `Name a target with --label; ${model.name} has ${model.labels.length}.`)
    : [label];
}
