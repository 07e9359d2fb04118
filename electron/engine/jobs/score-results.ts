import type { RunLabelRow } from '../../../db/queries/run-queries.ts';
import type { FailedFile, ScoredFile } from '../../../db/queries/scoring-queries.ts';
import { encodeTopLabels } from '../../core/scoring/top-labels.ts';
import { bestWindow, labelScores, windowStart } from '../../core/scoring/window-scores.ts';
import type { EngineContext } from '../engine-context.ts';
import type { FileResult } from './scoring-crew.ts';

export interface ResultTarget {
  readonly runId: number;
  readonly labels: readonly RunLabelRow[];
  readonly hopSamples: number;
  /** Recordings in the run: reading a ranking anew costs in proportion. */
  readonly total: number;
}

const announceEveryMilliseconds = 500;
/** Whoever shows the ranking reads it anew at every announcement; this keeps that below a tenth of the engine's time. */
const announceMillisecondsPerRecording = 0.02;

/** Results that are kept in memory, and for how long: at most so much is scored again after a kill -9. */
const mostUncommitted = 16;
const commitAfterMilliseconds = 100;

export interface ResultWriter {
  /** `channel`: the one that was heard; null: the mean of all. */
  take(result: FileResult, channel: number | null): void;
  /** Commits what is left. Throws what a commit in between has thrown, a full disk, say. */
  close(): void;
}

/**
 * Commits files a few at a time, because a commit costs as much for one file as for ten. These commits survive the
 * process but not a power cut, which costs a rescore at worst; findings are written more carefully. `onFailure` hears
 * when results can no longer be written.
 */
export function createResultWriter(context: EngineContext, target: ResultTarget, onFailure: () => void): ResultWriter {
  const pause = Math.max(announceEveryMilliseconds, announceMillisecondsPerRecording * target.total);
  let lastAnnounced = performance.now();
  let waiting: (ScoredFile | FailedFile)[] = [];
  let timer: NodeJS.Timeout | null = null;
  let failure: { readonly error: unknown } | null = null;
  const commit = (): void => {
    clearTimeout(timer ?? undefined);
    timer = null;
    const results = waiting;
    waiting = [];
    if (results.length > 0) {
      context.queries.scoring.commit(results);
    }
  };
  const attempt = (): void => {
    try {
      commit();
    } catch (error) {
      failure ??= { error };
      onFailure();
    }
  };
  return {
    take: (result, channel) => {
      if (failure !== null) {
        return;
      }
      const file = result.kind === 'scored' ? scoredFile(result, target) : failedFile(result, target);
      waiting.push({ ...file, channel });
      if (waiting.length >= mostUncommitted) {
        attempt();
      } else {
        timer ??= setTimeout(attempt, commitAfterMilliseconds);
      }
      if (performance.now() - lastAnnounced >= pause) {
        lastAnnounced = performance.now();
        attempt();
        context.events.announce('run/changed', { runId: target.runId });
      }
    },
    close: () => {
      if (failure !== null) {
        throw failure.error;
      }
      commit();
    },
  };
}

function failedFile({ ticket, fault }: Extract<FileResult, { kind: 'failed' }>, target: ResultTarget): FailedFile {
  return { runId: target.runId, recordingId: ticket, faultCode: fault.code, faultMessage: fault.message };
}

function scoredFile(result: Extract<FileResult, { kind: 'scored' }>, target: ResultTarget): ScoredFile {
  const { windowCount, lastWindowStart, scores, topLabels } = result;
  return {
    runId: target.runId,
    recordingId: result.ticket,
    windowCount,
    lastWindowStart,
    windowScores: Buffer.from(scores.buffer, scores.byteOffset, scores.byteLength),
    ...(topLabels === undefined ? {} : { topLabels: encodeTopLabels(topLabels) }),
    scores: target.labels.map((label) => {
      const best = bestWindow(labelScores(scores, label.position, windowCount));
      return {
        runLabelId: label.id,
        raw: best.raw,
        windowStart: windowStart(best.windowIndex, windowCount, target.hopSamples, lastWindowStart),
      };
    }),
  };
}
