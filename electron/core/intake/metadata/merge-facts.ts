import type { FactName, FactValues, RecordingFacts, TimeReading } from '../../../contract/recording-facts.ts';
import { clockTime } from '../../leakage/clock-time.ts';
import { isUnsetClock } from '../unset-clock.ts';
import { metadataReaders } from './index.ts';
import type { MetadataReader, MetadataSource, RecordingMetadata } from './metadata-reader.ts';

/** A time that is known to be wrong, or a date alone: taken only where nothing else is known. */
const doubtfulTrust = 90;
const dayTrust = 99;
/** A clock that was never set says nothing at all. */
const unsetTrust = 100;
const dayLength = 10;
/** A name is short; what is longer is another program's document. */
const longestOther = 500;
const mostOthers = 40;

interface Found {
  readonly reader: MetadataReader;
  readonly metadata: RecordingMetadata;
}

/** One record of all that the readers find: each fact from the first that knows it, and every reading of the time. */
export function readFacts(source: MetadataSource): RecordingFacts {
  const found: Found[] = [];
  for (const reader of metadataReaders) {
    const isAsked = reader.kinds.length === 0 || reader.kinds.some((kind) => source.blocks(kind).length > 0);
    const metadata = isAsked ? reader.read(source) : null;
    if (metadata !== null) {
      found.push({ reader, metadata });
    }
  }
  const values: Partial<Record<FactName, unknown>> = {};
  const origins: Partial<Record<FactName, string>> = {};
  for (const { reader, metadata } of found) {
    for (const name of Object.keys(metadata.facts) as FactName[]) {
      if (!(name in values)) {
        values[name] = metadata.facts[name];
        origins[name] = reader.id;
      }
    }
  }
  return { values: values as FactValues, origins, times: timesOf(found), others: othersOf(found) };
}

function timesOf(found: readonly Found[]): TimeReading[] {
  return found
    .flatMap(({ reader, metadata }) => {
      const time = metadata.recordedAt;
      return time === null ? [] : [{ time, origin: reader.id, trust: trustOf(reader, metadata, time) }];
    })
    .toSorted((one, other) => one.trust - other.trust)
    .map(({ time, origin }) => ({ time, origin }));
}

function trustOf(reader: MetadataReader, metadata: RecordingMetadata, time: string): number {
  if (isUnsetClock(clockTime(time)?.local ?? Infinity)) {
    return unsetTrust;
  }
  if (time.length === dayLength) {
    return dayTrust;
  }
  if (metadata.isTimeDoubtful === true) {
    return doubtfulTrust;
  }
  return /(?:Z|[+-]\d\d:\d\d)$/.test(time) ? reader.timeTrust.withOffset : reader.timeTrust.without;
}

function othersOf(found: readonly Found[]): RecordingFacts['others'] {
  return found
    .flatMap(({ reader, metadata }) =>
      Object.entries(metadata.others ?? {}).map(([name, value]) => ({
        name,
        value: value.slice(0, longestOther),
        origin: reader.id,
      })),
    )
    .slice(0, mostOthers);
}
