import type { ManifestMatch, RecordingAttributes } from '../../../contract/source-names.ts';
import type { ManifestRow } from './attribute-manifest.ts';

export interface NamedRecording {
  readonly id: number;
  readonly relativePath: string;
}

export interface MatchedManifest {
  readonly values: ReadonlyMap<number, RecordingAttributes>;
  readonly report: Omit<ManifestMatch, 'path'>;
}

type Listed = ManifestMatch['ambiguous']['first'][number];
const mostListed = 100;

/**
 * Which recording each row means: by its path below the source (a longer or shorter path with the same end will do where
 * only one has it), then by a file name that one recording and one row have. What stays open is listed, never guessed.
 */
export function matchManifest(rows: readonly ManifestRow[], recordings: readonly NamedRecording[]): MatchedManifest {
  const byName = groupBy(recordings, ({ relativePath }) => nameOf(relativePath));
  const rowsByName = groupBy(rows, ({ path }) => nameOf(path));
  const values = new Map<number, RecordingAttributes>();
  const ambiguous: Listed[] = [];
  const unmatched: Listed[] = [];
  const contradicted = new Set<number>();
  const ways = new Map<number, 'byPath' | 'byName'>();
  for (const row of rows) {
    const found = find(row, byName.get(nameOf(row.path)) ?? [], rowsByName.get(nameOf(row.path))?.length ?? 0);
    if ('reason' in found) {
      (found.isAmbiguous ? ambiguous : unmatched).push({ line: row.line, path: row.path, reason: found.reason });
      continue;
    }
    const { id } = found.recording;
    if (contradicted.has(id) || contradicts(values.get(id), row.values)) {
      ambiguous.push({ line: row.line, path: row.path, reason: 'another row says something else of this recording' });
      contradicted.add(id);
      values.delete(id);
      ways.delete(id);
    } else {
      values.set(id, row.values);
      ways.set(id, found.by);
    }
  }
  const matchedByPath = [...ways.values()].filter((way) => way === 'byPath').length;
  const listed = (list: readonly Listed[]) => ({ count: list.length, first: list.slice(0, mostListed) });
  return {
    values,
    report: {
      rows: rows.length,
      matchedByPath,
      matchedByName: ways.size - matchedByPath,
      ambiguous: listed(ambiguous),
      unmatched: listed(unmatched),
      unknownValues: listed(rows.flatMap(unknownIn)),
    },
  };
}

function unknownIn({ line, path, unknown = [] }: ManifestRow): Listed[] {
  return unknown.map((reason) => ({ line, path, reason }));
}

type Found =
  | { readonly recording: NamedRecording; readonly by: 'byPath' | 'byName' }
  | { readonly reason: string; readonly isAmbiguous: boolean };

function find(row: ManifestRow, sameName: readonly NamedRecording[], rowsOfName: number): Found {
  const path = normal(row.path);
  const [first] = sameName;
  if (first === undefined) {
    return { reason: row.path === '' ? 'the row names no file' : 'no recording has this name', isAmbiguous: false };
  }
  const byPath =
    only(sameName.filter(({ relativePath }) => relativePath === row.path)) ??
    only(sameName.filter(({ relativePath }) => normal(relativePath) === path)) ??
    only(sameName.filter(({ relativePath }) => haveSameEnd(relativePath, row.path))) ??
    only(sameName.filter(({ relativePath }) => haveSameEnd(normal(relativePath), path)));
  if (byPath !== undefined) {
    return { recording: byPath, by: 'byPath' };
  }
  if (sameName.length > 1) {
    return { reason: `${sameName.length} recordings have this name`, isAmbiguous: true };
  }
  return rowsOfName > 1
    ? { reason: `${rowsOfName} rows have this name and no path of this source`, isAmbiguous: true }
    : { recording: first, by: 'byName' };
}

function only<Item>(items: readonly Item[]): Item | undefined {
  return items.length === 1 ? items[0] : undefined;
}

/** One path is the other with more folders before it; a bare name is no path. */
function haveSameEnd(one: string, other: string): boolean {
  if (!one.includes('/') || !other.includes('/')) {
    return false;
  }
  return one.endsWith(`/${other}`) || other.endsWith(`/${one}`);
}

function contradicts(known: RecordingAttributes | undefined, values: RecordingAttributes): boolean {
  return known !== undefined && JSON.stringify(known) !== JSON.stringify(values);
}

/** File systems differ in case and in the form of accents. */
function normal(path: string): string {
  return path.normalize('NFC').toLowerCase();
}

function nameOf(path: string): string {
  return normal(path.slice(path.lastIndexOf('/') + 1));
}

function groupBy<Item>(items: readonly Item[], key: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group === undefined) {
      groups.set(key(item), [item]);
    } else {
      group.push(item);
    }
  }
  return groups;
}
