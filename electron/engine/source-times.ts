import type { RecordedTimeRow, TimeFactsRow } from '../../db/queries/attribute-queries.ts';
import { recordingFactsSchema, type RecordingFacts } from '../contract/recording-facts.ts';
import { earlierReading } from '../core/intake/metadata/origin-label.ts';
import { recordedTime } from '../core/intake/recorded-time.ts';
import type { EngineContext } from './engine-context.ts';

/** Recordings read anew at once; between them others get their turn. */
const rowsAtOnce = 250;

/**
 * Reads the times of a source anew in its time zone, from what its files said when they were scanned; returns how many are
 * others now. The zone is stored before: what a scan takes in meanwhile has it already, and where this is cut off half-way,
 * saving the same zone again reads the rest.
 */
export async function rereadTimes({ queries, now }: EngineContext, sourceId: number): Promise<number> {
  const readAt = now();
  let redated = 0;
  const { first, last } = queries.attributes.numbers(sourceId);
  let after = first - 1;
  for (;;) {
    // Asked for each part: where the zone is changed once more meanwhile, the parts that are left are read in that one.
    const source = queries.sources.byId(sourceId);
    const rows = source === undefined ? [] : queries.attributes.timesAfter(sourceId, { after, last }, rowsAtOnce);
    const end = rows.at(-1);
    if (source === undefined || end === undefined) {
      return redated;
    }
    const changed = rows.flatMap((row) => rereadTime(row, source.timeZone, readAt) ?? []);
    queries.transaction(() => {
      changed.forEach((row) => {
        queries.attributes.setTime(row);
      });
    });
    redated += changed.length;
    after = end.id;
    await new Promise(setImmediate);
  }
}

/** null where it stays as it is. */
function rereadTime(row: TimeFactsRow, timeZone: string | null, readAt: string): RecordedTimeRow | null {
  const facts = row.facts === null ? factsOfEarlier(row.recordedAt) : recordingFactsSchema.parse(JSON.parse(row.facts));
  const { recordedAt, remark: timeRemark } = recordedTime(facts.times, timeZone, readAt);
  const isSame = row.facts !== null && recordedAt === row.recordedAt && timeRemark === row.timeRemark;
  return isSame ? null : { id: row.id, recordedAt, timeRemark, facts: row.facts ?? JSON.stringify(facts) };
}

/** Libraries from before facts were kept hold one reading, which would be lost by completing it. */
function factsOfEarlier(recordedAt: string | null): RecordingFacts {
  const times = recordedAt === null ? [] : [{ time: recordedAt, origin: earlierReading }];
  return { values: {}, origins: {}, times, others: [] };
}
