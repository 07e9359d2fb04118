import type { RecordingRow } from '../../db/queries/recording-queries.ts';
import type { Recording } from '../contract/sources.ts';
import { recordingFactsSchema, type RecordingFacts } from '../contract/recording-facts.ts';
import type { AttributeRow } from '../../db/queries/attribute-queries.ts';
import { originLabel } from '../core/intake/metadata/origin-label.ts';
import { storedFault } from './jobs/job-view.ts';

/** A recording as the window sees it. */
export function recordingView(row: RecordingRow, attributes: AttributeRow | undefined): Recording {
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
    channel: row.channel,
    bitsPerSample,
    durationSeconds,
    recordedAt: row.recordedAt,
    recorder: attributes?.recorder ?? row.recorder,
    facts: row.facts === null ? null : factsView(recordingFactsSchema.parse(JSON.parse(row.facts))),
    timeRemark: row.timeRemark,
    attributes: attributes === undefined ? null : attributesView(attributes),
    warning: row.warning,
    fault: storedFault(row.faultCode, row.faultMessage),
  };
}

/** Places as a person calls them, in place of the readers' ids. */
function factsView({ values, origins, times, others }: RecordingFacts): RecordingFacts {
  const labelled = Object.entries(origins).map(([name, origin]) => [name, originLabel(origin)]);
  return {
    values,
    origins: Object.fromEntries(labelled) as RecordingFacts['origins'],
    times: times.map(({ time, origin }) => ({ time, origin: originLabel(origin) })),
    others: others.map((other) => ({ ...other, origin: originLabel(other.origin) })),
  };
}

function attributesView({ origin, role, quality, callType, site, recorder }: AttributeRow): Recording['attributes'] {
  return { origin, role, quality, callType, site, recorder };
}
