import { hash } from 'node:crypto';
import { firstBytes, mostNameBytes, nameKey, safeNamePart, safeStem } from './safe-file-name.ts';

/** What the exported name of a recording is made of. */
export interface NamedRecording {
  readonly recordingId: number;
  readonly sourceName: string;
  readonly recorder: string | null;
  readonly relativePath: string;
  readonly fileName: string;
  /** The name of an earlier export, which stays. */
  readonly existingName: string | null;
}

const extension = '.wav';
const separator = '__';
/** So that a long folder or recorder name leaves room for the file's own. */
const mostPrefixBytes = 80;

function stemOf(fileName: string): string {
  return safeStem(fileName.replace(/\.[^.]*$/u, ''));
}

/** Prefixes and stem as one name of at most `mostNameBytes`; the stem gives way, the ending stays. */
function compose(prefixes: readonly string[], stem: string, ending = ''): string {
  const parts = prefixes.map(safeNamePart).filter((part) => part !== '');
  const prefix = parts.length === 0 ? '' : `${firstBytes(parts.join(separator), mostPrefixBytes)}${separator}`;
  const room = mostNameBytes - Buffer.byteLength(prefix + ending + extension);
  return `${safeStem(`${prefix}${firstBytes(stem, room)}`)}${ending}${extension}`;
}

/** The name a recording gets when nobody shares it: its own, safe on every system, with a lower-case `.wav`. */
export function plainExportedName(fileName: string): string {
  return compose([], stemOf(fileName));
}

function foldersOf(relativePath: string): string {
  return relativePath.split(/[\\/]/u).slice(0, -1).join('_');
}

/** Ever longer names for one recording; the first that nobody else has or wants is taken. */
function candidateName(recording: NamedRecording, level: number): string {
  const { sourceName, recorder, relativePath, fileName, recordingId } = recording;
  const stem = stemOf(fileName);
  switch (level) {
    case 0:
      return plainExportedName(fileName);
    case 1:
      return compose([recorder ?? sourceName], stem);
    case 2:
      return compose([recorder ?? '', sourceName, foldersOf(relativePath)], stem);
    case 3:
      return compose(
        [recorder ?? sourceName],
        stem,
        `~${hash('sha256', `${sourceName}\0${relativePath}`).slice(0, 8)}`,
      );
    default:
      return compose([recorder ?? sourceName], stem, `~${recordingId}${'_'.repeat(level - 4)}`);
  }
}

/** Existing names are kept; should two recordings claim one, the recording that was added first keeps it. */
function keepExisting(recordings: readonly NamedRecording[], taken: Set<string>): Map<number, string> {
  const names = new Map<number, string>();
  for (const { recordingId, existingName } of recordings.toSorted((a, b) => a.recordingId - b.recordingId)) {
    if (existingName !== null && !taken.has(nameKey(existingName))) {
      taken.add(nameKey(existingName));
      names.set(recordingId, existingName);
    }
  }
  return names;
}

/**
 * One exported name a recording, the same in every tier and family (DESIGN §2.7): unique also where case or Unicode form
 * is ignored, safe on Windows, at most 180 bytes, ending in `.wav`. Names of earlier exports are kept. A new name that
 * several recordings share goes to none of them: each gets its recorder (or source) in front, then its folders, then a
 * short hash of its path. The result does not depend on the order of the recordings.
 */
export function assignExportedNames(recordings: readonly NamedRecording[]): Map<number, string> {
  const taken = new Set<string>();
  const names = keepExisting(recordings, taken);
  let waiting = recordings.filter(({ recordingId }) => !names.has(recordingId));
  for (let level = 0; waiting.length > 0; level += 1) {
    const wishes = waiting.map((recording) => ({ recording, name: candidateName(recording, level) }));
    const wanted = new Map<string, number>();
    for (const { name } of wishes) {
      wanted.set(nameKey(name), (wanted.get(nameKey(name)) ?? 0) + 1);
    }
    const isFree = (name: string): boolean => wanted.get(nameKey(name)) === 1 && !taken.has(nameKey(name));
    const granted = wishes.filter(({ name }) => isFree(name));
    for (const { recording, name } of granted) {
      names.set(recording.recordingId, name);
      taken.add(nameKey(name));
    }
    waiting = waiting.filter(({ recordingId }) => !names.has(recordingId));
  }
  return names;
}
