import type { LeakGrade } from '../../contract/leakage.ts';
import { clockTime, type ClockTime } from './clock-time.ts';
import type { ComparedRecording, LeakageEntry } from './leakage-entry.ts';
import type { IndexedName, LeakageIndex } from './leakage-index.ts';
import { areOtherRecorders, recorderKeys, type RecorderKey } from './recorder-key.ts';
import { recordingName, type RecordingName } from './recording-name.ts';
import { inZone } from './zoned-time.ts';

/** How a recording was found among the entries. */
export interface LeakMatch {
  readonly grade: LeakGrade;
  readonly by: 'content' | 'name' | 'recorder-and-time' | 'folder' | 'recorder-and-night';
  readonly entry: LeakageEntry;
}

export interface LeakResult {
  /** The strongest match, null where there is none. */
  readonly match: LeakMatch | null;
  /** False where the recording's date or recorder is not known, so that this check could not be made. */
  readonly hasRecorderAndTime: boolean;
}

/**
 * Compares a recording with all entries. Exact: the same content. Strong: the same name, sound shared by recorder and
 * time, or a folder that was trained on. Weak: the same recorder in the same night.
 */
export function matchRecording(index: LeakageIndex, recording: ComparedRecording): LeakResult {
  const name = recordingName(recording.fileName);
  const recorders = recorderKeys([name.recorder, recording.recorder, recording.sourceRecorder], index.aliases);
  const time = timeOf(recording);
  return {
    match:
      matchContent(index, recording) ??
      matchName(index, name, recorders) ??
      matchTime(index, recorders, { time, seconds: recording.durationSeconds }) ??
      matchFolder(index, recording) ??
      matchNight(index, recorders, time),
    hasRecorderAndTime: recorders.length > 0 && time !== null,
  };
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
function matchName(
  { names, innerNames }: LeakageIndex,
  name: RecordingName,
  recorders: readonly RecorderKey[],
): LeakMatch | null {
  const found =
    sameRecorder(names.get(name.full), recorders) ??
    sameRecorder(innerNames.get(name.full), recorders) ??
    name.inner.map((inner) => sameRecorder(names.get(inner), recorders)).find((entry) => entry !== null);
  return found ? { grade: 'strong', by: 'name', entry: found.entry } : null;
}

function sameRecorder(
  candidates: readonly IndexedName[] | undefined,
  recorders: readonly RecorderKey[],
): IndexedName | null {
  return candidates?.find((candidate) => !areOtherRecorders(candidate.recorders, recorders)) ?? null;
}

function matchTime(
  { times }: LeakageIndex,
  recorders: readonly RecorderKey[],
  { time, seconds }: { readonly time: ClockTime | null; readonly seconds: number | null },
): LeakMatch | null {
  if (time === null) {
    return null;
  }
  for (const recorder of recorders) {
    const entry = times.get(recorder)?.overlapping(time, seconds) ?? null;
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

function matchNight(
  { times }: LeakageIndex,
  recorders: readonly RecorderKey[],
  time: ClockTime | null,
): LeakMatch | null {
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
