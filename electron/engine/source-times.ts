import type { TimeFactsRow } from '../../db/queries/attribute-queries.ts';
import { recordingFactsSchema, type RecordingFacts } from '../contract/recording-facts.ts';
import { earlierReading } from '../core/intake/metadata/origin-label.ts';
import { recordedTime } from '../core/intake/recorded-time.ts';
import type { EngineContext } from './engine-context.ts';

/** Recordings read anew at once; between them others get their turn. */
const rowsAtOnce = 250;

/**
 * Reads the times of a source anew in another time zone, from what its files said when they were scanned. The zone itself is
 * the caller's to store, afterwards: where this is cut off half-way, setting it again reads all.
 */
export async function rereadTimes(
  { queries, now }: EngineContext,
  sourceId: number,
  timeZone: string | null,
): Promise<void> {
  const readAt = now();
  const reread = (row: TimeFactsRow): void => {
    const facts =
      row.facts === null ? factsOfEarlier(row.recordedAt) : recordingFactsSchema.parse(JSON.parse(row.facts));
    const { recordedAt, remark } = recordedTime(facts.times, timeZone, readAt);
    queries.attributes.setTime({ id: row.id, recordedAt, timeRemark: remark, facts: JSON.stringify(facts) });
  };
  let after = 0;
  for (;;) {
    const rows = queries.attributes.timesAfter(sourceId, after, rowsAtOnce);
    const last = rows.at(-1);
    if (last === undefined) {
      return;
    }
    queries.transaction(() => {
      rows.forEach(reread);
    });
    after = last.id;
    await new Promise(setImmediate);
  }
}

/** Libraries from before facts were kept hold one reading, which would be lost by completing it. */
function factsOfEarlier(recordedAt: string | null): RecordingFacts {
  const times = recordedAt === null ? [] : [{ time: recordedAt, origin: earlierReading }];
  return { values: {}, origins: {}, times, others: [] };
}
