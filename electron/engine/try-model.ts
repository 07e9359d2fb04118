import { dirname, join } from 'node:path';
import {
  manifestProblemSchema,
  type ModelInspection,
  type ModelTrial,
  type TryWarning,
} from '../contract/model-inspection.ts';
import type { ModelManifest } from '../contract/models.ts';
import { fail, succeed, type Fault, type Outcome } from '../contract/outcome.ts';
import { confidenceOf } from '../core/scoring/confidence.ts';
import { toLogProbabilities } from '../core/scoring/log-probability.ts';
import type { ScorerSettings } from '../core/scoring/scorer-messages.ts';
import { bestWindow, labelScores, windowStart } from '../core/scoring/window-scores.ts';
import { trialWarnings, type RawOutputs } from '../core/models/trial-warnings.ts';
import { prepareModel, type PreparedModel } from './add-model.ts';
import type { EngineContext } from './engine-context.ts';
import { readModelFile } from './model-parts.ts';
import { modelSettings } from './model-settings.ts';
import type { Trial, TrialScores } from './standby-scorer.ts';

export interface TrialRequest {
  readonly path: string;
  readonly manifest: ModelManifest;
  readonly labelsPath?: string | undefined;
  readonly recordingId: number;
  readonly labels: readonly string[];
}

/** A trial is for looking at: so much of a recording, and so many numbers, are enough. */
const mostSeconds = 120;
const mostNumbers = 4_000_000;
const batchSize = 4;
const topLabels = 5;

/**
 * Scores one recording with a model that need not be in the library, and says what its settings get wrong. Nothing is
 * stored. A model that cannot be scored by this manifest is an answer too: no scores, and the reason among the warnings.
 * Errors: `not-found`, `file-missing`, `model-unreadable`, `cancelled`.
 */
export function tryModel(
  context: EngineContext,
  request: TrialRequest,
  signal: AbortSignal,
): Promise<Outcome<ModelTrial>> {
  return context.standby.during(() => runTrial(context, request, signal));
}

/** Has the model of an inspection loaded, by its best proposal where that can be scored as it is: a try usually follows. */
export function prepareTrial({ standby }: EngineContext, { path, proposals, labels }: ModelInspection): void {
  const [best] = proposals;
  if (best === undefined) {
    return;
  }
  const isComplete = best.problems.length === 0 && labels !== null;
  standby.prepare(path, isComplete ? trialSettings(path, best.manifest, labels.count) : null);
}

async function runTrial(
  context: EngineContext,
  request: TrialRequest,
  signal: AbortSignal,
): Promise<Outcome<ModelTrial>> {
  const recording = findRecording(context, request.recordingId);
  if (recording === null) {
    return fail('not-found', 'This recording is no longer in the library. Choose another one to try the model on.');
  }
  const read = await readModelFile(context, request.path);
  if (!read.ok) {
    return read;
  }
  const placed = { manifest: request.manifest, folder: dirname(read.value.path) };
  const prepared = await prepareModel(context, read.value, placed, request.labelsPath);
  if (!prepared.ok) {
    return succeed(emptyTrial(request, [warningOf(prepared.fault)]));
  }
  const { path, manifest, labels } = prepared.value;
  const settings = trialSettings(path, manifest, labels.length);
  const scored = await context.standby.score({ settings, ...recording, signal });
  if (scored.ok) {
    return succeed(trialOf(request, prepared.value, scored.value));
  }
  return scored.fault.code === 'cancelled' ? scored : succeed(emptyTrial(request, [warningOf(scored.fault)]));
}

function findRecording(
  { queries }: EngineContext,
  recordingId: number,
): Pick<Trial, 'recordingPath' | 'channel'> | null {
  const recording = queries.recordings.byId(recordingId);
  const source = recording === undefined ? undefined : queries.sources.byId(recording.sourceId);
  return recording === undefined || source === undefined
    ? null
    : { recordingPath: join(source.path, recording.relativePath), channel: source.channel ?? undefined };
}

/** Every output as it comes: the activation is what a trial is to judge. */
function trialSettings(path: string, manifest: ModelManifest, labelCount: number): ScorerSettings {
  const { sampleRate, windowSamples, hopSamples, levelNormalisation } = manifest;
  const byTime = Math.ceil((mostSeconds * sampleRate) / hopSamples);
  const bySize = Math.floor(mostNumbers / labelCount);
  return {
    ...modelSettings(path, manifest, labelCount),
    activation: 'none',
    sampleRate,
    windowSamples,
    hopSamples,
    levelNormalisation,
    outputIndexes: Array.from({ length: labelCount }, (_, index) => index),
    trialWindows: Math.max(1, Math.min(byTime, bySize)),
    batchSize,
    inferenceThreads: 1,
  };
}

function trialOf(request: TrialRequest, model: PreparedModel, scored: TrialScores): ModelTrial {
  const { manifest } = request;
  const { windowCount, lastWindowStart, scores: block } = scored;
  const outputs: RawOutputs = { block, labelCount: model.labels.length, windowCount };
  const warnings = trialWarnings(outputs, manifest);
  if (warnings.some((warning) => warning.code === 'not-a-number')) {
    return emptyTrial(request, warnings);
  }
  const raw = manifest.activation === 'softmax' ? logProbabilities(outputs) : block;
  const confidences = (index: number): number[] =>
    Array.from(labelScores(raw, index, windowCount), (value) => confidenceOf(value, manifest.activation));
  const best = model.labels
    .map((label, index) => ({ label, raw: bestWindow(labelScores(raw, index, windowCount)).raw }))
    .sort((left, right) => right.raw - left.raw)
    .slice(0, topLabels);
  const wanted = request.labels.length > 0 ? request.labels : best.slice(0, 1).map(({ label }) => label);
  const unknown = wanted.filter((label) => !model.labels.includes(label));
  return {
    ...emptyTrial(request, [...warnings, ...unknown.map(unknownLabel)]),
    fromSeconds: Array.from(
      { length: windowCount },
      (_, index) => windowStart(index, windowCount, manifest.hopSamples, lastWindowStart) / manifest.sampleRate,
    ),
    scores: wanted
      .map((label) => ({ label, index: model.labels.indexOf(label) }))
      .filter(({ index }) => index >= 0)
      .map(({ label, index }) => ({
        label,
        raw: Array.from(labelScores(raw, index, windowCount)),
        confidence: confidences(index),
      })),
    topLabels: best.map(({ label, raw: value }) => ({ label, confidence: confidenceOf(value, manifest.activation) })),
  };
}

/** The block with every window's outputs turned into log-probabilities. */
function logProbabilities({ block, labelCount, windowCount }: RawOutputs): Float32Array {
  const result = new Float32Array(block.length);
  const window = new Float32Array(labelCount);
  for (let index = 0; index < windowCount; index += 1) {
    for (let label = 0; label < labelCount; label += 1) {
      window[label] = block[label * windowCount + index] ?? Number.NaN;
    }
    toLogProbabilities(window);
    window.forEach((value, label) => {
      result[label * windowCount + index] = value;
    });
  }
  return result;
}

function emptyTrial({ recordingId, manifest }: TrialRequest, warnings: TryWarning[]): ModelTrial {
  const windowSeconds = manifest.windowSamples / manifest.sampleRate;
  return { recordingId, windowSeconds, fromSeconds: [], scores: [], topLabels: [], warnings };
}

function warningOf(fault: Fault): TryWarning {
  const { message, detail } = fault;
  const isLabelCount = /scores a window.*labels?\b/u.test(message);
  const problem = manifestProblemSchema.safeParse(fault);
  return {
    code: isLabelCount ? 'label-count' : 'not-scored',
    message,
    ...(detail === undefined ? {} : { detail }),
    field: isLabelCount ? 'labels' : (problem.data?.field ?? null),
    suggestion: null,
  };
}

function unknownLabel(label: string): TryWarning {
  const message = `The model has no label “${label}”. Choose one of its own.`;
  return { code: 'label-unknown', message, field: null, suggestion: null };
}
