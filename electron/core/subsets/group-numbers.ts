import { recorderAliases, recorderKey, type RecorderKey } from '../leakage/recorder-key.ts';

/** Numbers from 1 in the order in which values come up. */
export function createNumbers<Value>() {
  const numbers = new Map<Value, number>();
  return {
    of: (value: Value): number => {
      const known = numbers.get(value);
      if (known !== undefined) {
        return known;
      }
      numbers.set(value, numbers.size + 1);
      return numbers.size;
    },
    highest: (): number => numbers.size,
  };
}

interface RecorderNumber {
  readonly number: number;
  /** False where the source stands for its recorder. */
  readonly isKnown: boolean;
}

/**
 * One number a recorder, however its header and its source's owner name it: a serial and the number that only it is known by
 * are one. Recordings without either are told apart by source, because a source is usually one recorder's card.
 */
export function recorderNumbers(
  rows: Iterable<readonly [recordingId: number, sourceId: number, header: string | null, ...rest: unknown[]]>,
  recorderOfSource: (sourceId: number) => string | null,
) {
  const numbers = createNumbers<RecorderKey>();
  const headers = headersOf(rows);
  const serials = onlySerials(headers, recorderOfSource);
  const bySource = new Map<number, Map<string | null, RecorderNumber>>();
  for (const [sourceId, names] of headers) {
    const numbered = new Map<string | null, RecorderNumber>();
    for (const header of names) {
      const key = recorderKey(header) ?? recorderKey(recorderOfSource(sourceId));
      const number = numbers.of(key === null ? `source ${sourceId}` : (serials.get(key) ?? key));
      numbered.set(header, { number, isKnown: key !== null });
    }
    bySource.set(sourceId, numbered);
  }
  const unknown = { number: 0, isKnown: false };
  return {
    of: (sourceId: number, header: string | null): RecorderNumber => bySource.get(sourceId)?.get(header) ?? unknown,
    highest: numbers.highest,
  };
}

function headersOf(
  rows: Iterable<readonly [number, number, string | null, ...unknown[]]>,
): ReadonlyMap<number, ReadonlySet<string | null>> {
  const headers = new Map<number, Set<string | null>>();
  for (const [, sourceId, header] of rows) {
    const known = headers.get(sourceId);
    if (known === undefined) {
      headers.set(sourceId, new Set([header]));
    } else {
      known.add(header);
    }
  }
  return headers;
}

/** The serial behind a number, where the library knows that number of one serial only. */
function onlySerials(
  headers: ReadonlyMap<number, ReadonlySet<string | null>>,
  recorderOfSource: (sourceId: number) => string | null,
): ReadonlyMap<RecorderKey, RecorderKey> {
  const pairs = [...headers].flatMap(([sourceId, names]) =>
    [...names].map((recorder) => ({ recorder, sourceRecorder: recorderOfSource(sourceId) })),
  );
  const serials = new Map<RecorderKey, Set<RecorderKey>>();
  for (const [serial, names] of recorderAliases(pairs)) {
    for (const name of names) {
      serials.set(name, (serials.get(name) ?? new Set()).add(serial));
    }
  }
  return new Map([...serials].flatMap(([name, of]) => (of.size === 1 ? [[name, [...of][0] ?? name] as const] : [])));
}
