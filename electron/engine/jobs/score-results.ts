import type { RunLabelRow } from '../../../db/queries/run-queries.ts';
import type { ScoredFile } from '../../../db/queries/scoring-queries.ts';
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

/**
 * Commits each file as it is finished, so that a killed engine loses only what was in a scorer's hands. These commits
 * survive the process but not a power cut, which costs a rescore at worst; findings are written more carefully.
 */
export function createResultWriter(context: EngineContext, target: ResultTarget): (result: FileResult) => void {
  const pause = Math.max(announceEveryMilliseconds, announceMillisecondsPerRecording * target.total);
  let lastAnnounced = performance.now();
  return (result) => {
    if (result.kind === 'scored') {
      context.queries.scoring.commit(scoredFile(result, target));
    } else {
      const { code, message } = result.fault;
      const failed = { runId: target.runId, recordingId: result.ticket, faultCode: code, faultMessage: message };
      context.queries.scoring.commitFailure(failed);
    }
    if (performance.now() - lastAnnounced >= pause) {
      lastAnnounced = performance.now();
      context.events.announce('run/changed', { runId: target.runId });
    }
  };
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
