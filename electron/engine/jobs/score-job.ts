import { opendirSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { PendingRow } from '../../../db/queries/scoring-queries.ts';
import type { RunLabelRow } from '../../../db/queries/run-queries.ts';
import type { ErrorCode } from '../../contract/error-codes.ts';
import { fail, succeed, type Fault, type Outcome } from '../../contract/outcome.ts';
import type { RunSettings } from '../../contract/runs.ts';
import { offlineFault } from '../../core/intake/folder-presence.ts';
import type { ScorerSettings } from '../../core/scoring/scorer-messages.ts';
import type { EngineContext } from '../engine-context.ts';
import { modelSettings } from '../model-settings.ts';
import { scorerSetting } from '../scorer-count.ts';
import { checkModelFile, readModel, readRunSettings, watchModelFile, type StoredModel } from '../stored-models.ts';
import type { JobContext, JobDefinition } from './job-definition.ts';
import { probesFirst } from './probe-order.ts';
import { createScoreOrder } from './score-order.ts';
import { createScoreProgress, expectedWindows } from './score-progress.ts';
import { createResultWriter } from './score-results.ts';
import { scoreWithCrew, type CrewFile, type FileResult } from './scoring-crew.ts';

export const scoreParametersSchema = z.object({ runId: z.int(), retryFailed: z.boolean().default(false) });

/** Windows at a time at most; more gains nothing on one thread and takes memory. */
const batchSize = 4;

/** Scores every pending recording of a run; run again, it goes on where it stopped. */
export function createScoreJob(context: EngineContext): JobDefinition {
  return {
    kind: 'score',
    lane: 'scoring',
    run: async (rawParameters, job) => {
      const parameters = scoreParametersSchema.parse(rawParameters);
      const run = context.queries.runs.byId(parameters.runId);
      const model = run === undefined ? undefined : readModel(context.queries.models.byId(run.modelId));
      if (run === undefined || model === undefined) {
        return fail('not-found', 'This run was removed.');
      }
      const checkAgain = watchModelFile(model);
      const checked = await checkModelFile(model);
      if (!checked.ok) {
        return checked;
      }
      if (parameters.retryFailed) {
        context.queries.scoring.retryFailed(run.id);
      }
      context.queries.scoring.enqueue(run.id);
      const labels = context.queries.runs.labels(run.id);
      const settings = readRunSettings(run.settings);
      return scorePending(context, job, { runId: run.id, model, labels, settings, checkAgain });
    },
  };
}

interface ScoringTask {
  readonly runId: number;
  readonly model: StoredModel;
  readonly labels: readonly RunLabelRow[];
  readonly settings: ReturnType<typeof readRunSettings>;
  readonly checkAgain: () => Outcome<null>;
}

async function scorePending(context: EngineContext, job: JobContext, task: ScoringTask): Promise<Outcome<null>> {
  const pending = probesFirst(context.queries.scoring.pending(task.runId), (row) => row.durationSeconds ?? 0);
  const byTicket = new Map(pending.map((row) => [row.recordingId, row]));
  const counts = context.queries.runs.byId(task.runId) ?? { total: pending.length, failed: 0 };
  const progress = createScoreProgress(job, counts, task.settings, pending);
  const halt = new AbortController();
  const target = { ...task, hopSamples: task.settings.hopSamples, total: counts.total };
  const writer = createResultWriter(context, target, () => {
    halt.abort();
  });
  let haltFault: Fault | null = null;
  const nextRow = createScoreOrder(pending, context.waitedFor);
  if (pending.length === 0) {
    return succeed(null);
  }
  const scoring = scoreWithCrew({
    scorers: context.scorers,
    scorerCount: Math.min(scorerSetting(context).count, pending.length),
    settings: scorerSettings(task),
    signal: AbortSignal.any([job.signal, halt.signal]),
    log: context.log,
    next: () => {
      const row = nextRow();
      return row === undefined ? undefined : crewFile(row, task.settings);
    },
    beforeRestart: task.checkAgain,
    onCrash: (ticket) => context.queries.scoring.countAttempt(task.runId, ticket),
    onHeard: (ticket, windowCount) => {
      const row = byTicket.get(ticket);
      if (row !== undefined) {
        progress.hear(row, windowCount);
      }
    },
    onResult: (result, milliseconds) => {
      const row = byTicket.get(result.ticket);
      if (row === undefined) {
        return;
      }
      haltFault ??= faultOfAwayDrive(result, row);
      if (haltFault !== null) {
        halt.abort();
        return;
      }
      writer.take(result, row.channel);
      progress.count(result, row, milliseconds);
    },
  });
  const outcome = await scoring.finally(() => {
    writer.close();
  });
  progress.report();
  context.events.announce('run/changed', { runId: task.runId });
  return haltFault === null ? outcome : { ok: false, fault: haltFault };
}

function crewFile(row: PendingRow, settings: RunSettings): CrewFile {
  const { recordingId: ticket, sourcePath, relativePath, durationSeconds, attempts } = row;
  const windows = expectedWindows(settings, durationSeconds);
  const path = join(sourcePath, relativePath);
  return { ticket, path, channel: row.channel ?? undefined, windows, isSuspect: attempts > 0 };
}

function scorerSettings({ model, labels, settings }: ScoringTask): ScorerSettings {
  return {
    ...modelSettings(model.path, model.manifest, model.labels.length),
    sampleRate: settings.sampleRate,
    windowSamples: settings.windowSamples,
    hopSamples: settings.hopSamples,
    levelNormalisation: settings.levelNormalisation,
    topLabels: settings.topLabels,
    outputIndexes: labels.map((label) => label.outputIndex),
    batchSize,
    isBackground: true,
    inferenceThreads: 1,
  };
}

/** A drive that was taken out must not turn thousands of files into failures: the job stops and can be resumed. */
function faultOfAwayDrive(result: FileResult, row: PendingRow): Fault | null {
  const mayBeAway: readonly string[] = ['file-missing', 'file-unreadable'] satisfies ErrorCode[];
  if (result.kind !== 'failed' || !mayBeAway.includes(result.fault.code) || !isAway(row.sourcePath)) {
    return null;
  }
  return offlineFault(row.sourcePath);
}

/** A mount point stays behind as an empty folder, and a drive that was pulled out may give errors before it vanishes. */
function isAway(folder: string): boolean {
  try {
    const entries = opendirSync(folder);
    const first = entries.readSync();
    entries.closeSync();
    return first === null;
  } catch {
    return true;
  }
}
