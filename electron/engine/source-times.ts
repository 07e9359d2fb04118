import { recordingFactsSchema, type RecordingFacts } from '../contract/recording-facts.ts';
import { earlierReading } from '../core/intake/metadata/origin-label.ts';
import { recordedTime } from '../core/intake/recorded-time.ts';
import type { EngineContext } from './engine-context.ts';

/** Reads the times of a source anew in another time zone, from what its files said when they were scanned. */
export function rereadTimes({ queries, now }: EngineContext, sourceId: number, timeZone: string | null): void {
  queries.transaction(() => {
    for (const row of queries.attributes.times(sourceId)) {
      const facts =
        row.facts === null ? factsOfEarlier(row.recordedAt) : recordingFactsSchema.parse(JSON.parse(row.facts));
      const { recordedAt, remark } = recordedTime(facts.times, timeZone, now());
      queries.attributes.setTime({ id: row.id, recordedAt, timeRemark: remark, facts: JSON.stringify(facts) });
    }
  });
}

/** Libraries from before facts were kept hold one reading, which would be lost by completing it. */
function factsOfEarlier(recordedAt: string | null): RecordingFacts {
  const times = recordedAt === null ? [] : [{ time: recordedAt, origin: earlierReading }];
  return { values: {}, origins: {}, times, others: [] };
}
