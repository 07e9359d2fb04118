import type { LeakGrade } from '../../contract/leakage.ts';
import { clockTime, type ClockTime } from './clock-time.ts';
import type { ComparedRecording, LeakageEntry } from './leakage-entry.ts';
import type { IndexedName, LeakageIndex } from './leakage-index.ts';
import {
  areOtherRecorders,
  recorderKeys,
  recorderShape,
  type RecorderAliases,
  type RecorderKey,
} from './recorder-key.ts';
import { recordingName, type RecordingName } from './recording-name.ts';
import { inZone } from './zoned-time.ts';

/** How a recording was found among the entries. */
export interface LeakMatch {
  readonly grade: LeakGrade;
  readonly by: 'content' | 'name' | 'recorder-and-time' | 'folder' | 'recorder-and-night';
  readonly entry: LeakageEntry;
}

/** What a recording is compared by; read once, however many sets of entries it is compared with. */
export interface RecordingTraits {
  readonly recording: ComparedRecording;
  readonly name: RecordingName;
  readonly recorders: readonly RecorderKey[];
  /** null where the date is not known. */
  readonly time: ClockTime | null;
}

/** Name, recorder and time of a recording in the form in which they are compared. */
export function traitsOf(recording: ComparedRecording, aliases: RecorderAliases): RecordingTraits {
  const name = recordingName(recording.fileName);
  const recorders = recorderKeys([name.recorder, recording.recorder, recording.sourceRecorder], aliases);
  return { recording, name, recorders, time: timeOf(recording) };
}

/**
 * Whether the check by recorder, time and night means anything: the recording's date and recorder are known, and the
 * entries name recorders in the same way. A serial is never found among numbers.
 */
export function isComparableByTime(index: LeakageIndex, { recorders, time }: RecordingTraits): boolean {
  return time !== null && recorders.some((key) => index.recorderShapes.has(recorderShape(key)));
}

/**
 * Compares a recording with all entries and tells the surest match, null where there is none. Exact: the same content.
 * Strong: the same name, sound shared by recorder and time, or a folder that was trained on. Weak: the same recorder in
 * the same night.
 */
export function matchRecording(index: LeakageIndex, traits: RecordingTraits): LeakMatch | null {
  return (
    matchContent(index, traits.recording) ??
    matchName(index, traits) ??
    matchTime(index, traits) ??
    matchFolder(index, traits.recording) ??
    matchNight(index, traits)
  );
}

function timeOf({ recordedAt, timeZone }: ComparedRecording): ClockTime | null {
  const time = recordedAt === null ? null : clockTime(recordedAt);
  return time === null ? null : inZone(time, timeZone);
}

function matchContent({ hashes }: LeakageIndex, { sha256 }: ComparedRecording): LeakMatch | null {
  const entry = sha256 === null || hashes.size === 0 ? undefined : hashes.get(sha256.toLowerCase());
  return entry === undefined ? null : { grade: 'exact', by: 'content', entry };
}

/**
 * Many recorders name files by the time alone: where both sides know their recorders and they differ, equal names are
 * no match. Two clips of one recording have another name each and do not match either.
 */
function matchName({ names, innerNames }: LeakageIndex, { name, recorders }: RecordingTraits): LeakMatch | null {
  let found = sameRecorder(names.get(name.full), recorders) ?? sameRecorder(innerNames.get(name.full), recorders);
  for (const inner of found === null ? name.inner : []) {
    found ??= sameRecorder(names.get(inner), recorders);
  }
  return found === null ? null : { grade: 'strong', by: 'name', entry: found.entry };
}

function sameRecorder(
  candidates: readonly IndexedName[] | undefined,
  recorders: readonly RecorderKey[],
): IndexedName | null {
  return candidates?.find((candidate) => !areOtherRecorders(candidate.recorders, recorders)) ?? null;
}

function matchTime({ times }: LeakageIndex, { recorders, time, recording }: RecordingTraits): LeakMatch | null {
  if (time === null) {
    return null;
  }
  for (const recorder of recorders) {
    const entry = times.get(recorder)?.overlapping(time, recording.durationSeconds) ?? null;
    if (entry !== null) {
      return { grade: 'strong', by: 'recorder-and-time', entry };
    }
  }
  return null;
}

function matchFolder({ folders }: LeakageIndex, { sourcePath, relativePath }: ComparedRecording): LeakMatch | null {
  if (folders.length === 0) {
    return null;
  }
  const path = `${sourcePath}/${relativePath}`;
  const entry = folders.find(({ holds }) => holds(path))?.entry;
  return entry === undefined ? null : { grade: 'strong', by: 'folder', entry };
}

function matchNight({ times }: LeakageIndex, { recorders, time }: RecordingTraits): LeakMatch | null {
  if (time === null) {
    return null;
  }
  for (const recorder of recorders) {
    const entry = times.get(recorder)?.sameNight(time) ?? null;
    if (entry !== null) {
      return { grade: 'weak', by: 'recorder-and-night', entry };
    }
  }
  return null;
}
