import type { RecordingRow } from '../../db/queries/recording-queries.ts';
import type { Recording } from '../contract/sources.ts';
import { storedFault } from './jobs/job-view.ts';

/** A recording as the window sees it. */
export function recordingView(row: RecordingRow): Recording {
  const { id, sourceId, relativePath, fileName, format, sampleRate, channels, bitsPerSample, durationSeconds } = row;
  return {
    id,
    sourceId,
    relativePath,
    fileName,
    sizeBytes: Math.max(0, row.sizeBytes),
    modifiedAt: new Date(row.modifiedMs).toISOString(),
    format,
    sampleRate,
    channels,
    bitsPerSample,
    durationSeconds,
    recordedAt: row.recordedAt,
    recorder: row.recorder,
    warning: row.warning,
    fault: storedFault(row.faultCode, row.faultMessage),
  };
}
