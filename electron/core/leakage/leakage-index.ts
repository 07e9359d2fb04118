import { clockTime, type ClockTime } from './clock-time.ts';
import { folderTest } from './folder-paths.ts';
import type { LeakageEntry } from './leakage-entry.ts';
import {
  recorderKeys,
  recorderShape,
  type RecorderAliases,
  type RecorderKey,
  type RecorderShape,
} from './recorder-key.ts';
import { RecorderTimes, type TimedEntry } from './recorder-times.ts';
import { recordingName } from './recording-name.ts';

export type HashEntry = Extract<LeakageEntry, { kind: 'sha256' }>;
export type NameEntry = Extract<LeakageEntry, { kind: 'file-name' }>;
export type FolderEntry = Extract<LeakageEntry, { kind: 'folder' }>;

export interface IndexedName {
  readonly entry: NameEntry;
  readonly recorders: readonly RecorderKey[];
}

/** Entries by what is looked up: a recording is compared with all of them at once, however many there are. */
export interface LeakageIndex {
  readonly hashes: ReadonlyMap<string, HashEntry>;
  readonly names: ReadonlyMap<string, readonly IndexedName[]>;
  /** Entries that may be clips or renamed copies, by the name of what they came from. */
  readonly innerNames: ReadonlyMap<string, readonly IndexedName[]>;
  readonly folders: readonly { readonly entry: FolderEntry; readonly holds: (path: string) => boolean }[];
  readonly times: ReadonlyMap<RecorderKey, RecorderTimes>;
  /** How the entries name recorders: by serial, by number… */
  readonly recorderShapes: ReadonlySet<RecorderShape>;
}

/** Puts entries in order for `matchRecording`. */
export function indexEntries(entries: Iterable<LeakageEntry>, aliases: RecorderAliases): LeakageIndex {
  const hashes = new Map<string, HashEntry>();
  const names = new Map<string, IndexedName[]>();
  const innerNames = new Map<string, IndexedName[]>();
  const folders: LeakageIndex['folders'][number][] = [];
  const timed = new Map<RecorderKey, { entry: TimedEntry; time: ClockTime }[]>();
  for (const entry of entries) {
    switch (entry.kind) {
      case 'sha256':
        hashes.set(entry.sha256.toLowerCase(), entry);
        break;
      case 'file-name':
        addName(entry, { names, innerNames, aliases });
        break;
      case 'folder':
        folders.push({ entry, holds: folderTest(entry.folder) });
        break;
      case 'recorder-time':
        addTime(entry, timed, aliases);
        break;
    }
  }
  const times = new Map([...timed].map(([recorder, list]) => [recorder, new RecorderTimes(list)]));
  const recorderShapes = new Set([...times.keys()].map(recorderShape));
  return { hashes, names, innerNames, folders, times, recorderShapes };
}

function addName(
  entry: NameEntry,
  index: {
    readonly names: Map<string, IndexedName[]>;
    readonly innerNames: Map<string, IndexedName[]>;
    readonly aliases: RecorderAliases;
  },
): void {
  const name = recordingName(entry.fileName);
  const indexed = { entry, recorders: recorderKeys([entry.recorder, name.recorder], index.aliases) };
  append(index.names, name.full, indexed);
  name.inner.forEach((inner) => {
    append(index.innerNames, inner, indexed);
  });
}

function addTime(
  entry: TimedEntry,
  timed: Map<RecorderKey, { entry: TimedEntry; time: ClockTime }[]>,
  aliases: RecorderAliases,
): void {
  const time = clockTime(entry.time);
  if (time !== null) {
    recorderKeys([entry.recorder], aliases).forEach((recorder) => {
      append(timed, recorder, { entry, time });
    });
  }
}

function append<Value>(lists: Map<string, Value[]>, key: string, value: Value): void {
  const list = lists.get(key);
  if (list === undefined) {
    lists.set(key, [value]);
  } else {
    list.push(value);
  }
}
