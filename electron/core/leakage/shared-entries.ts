import type { LeakCounts } from '../../contract/leakage.ts';
import type { ComparedRecording, LeakageEntry } from './leakage-entry.ts';
import type { LeakageIndex } from './leakage-index.ts';
import { matchRecording, traitsOf } from './match-recording.ts';
import type { RecorderAliases } from './recorder-key.ts';

/**
 * How much of a split is training data: its entries are compared as if they were recordings. A row of a manifest gives a
 * name and a time; the one that finds more counts, so that a row is not counted twice.
 */
export function countShared(
  index: LeakageIndex,
  entries: Iterable<LeakageEntry>,
  aliases: RecorderAliases,
): LeakCounts {
  const found = { exact: 0, names: 0, times: 0, nights: 0 };
  for (const entry of entries) {
    const match = matchRecording(index, traitsOf(asRecording(entry), aliases));
    if (match?.by === 'content') {
      found.exact += 1;
    } else if (match?.by === 'name') {
      found.names += 1;
    } else if (match?.by === 'recorder-and-time') {
      found.times += 1;
    } else if (match?.by === 'recorder-and-night') {
      found.nights += 1;
    }
  }
  const strong = Math.max(found.names, found.times);
  // A night is known by the time alone: of those found by name some are among them.
  return { exact: found.exact, strong, weak: Math.max(0, found.nights - (strong - found.times)) };
}

const nothing: ComparedRecording = {
  recordingId: 0,
  sha256: null,
  sourcePath: '',
  relativePath: '',
  fileName: '',
  recorder: null,
  sourceRecorder: null,
  timeZone: null,
  recordedAt: null,
  durationSeconds: null,
};

function asRecording(entry: LeakageEntry): ComparedRecording {
  switch (entry.kind) {
    case 'sha256':
      return { ...nothing, sha256: entry.sha256 };
    case 'file-name':
      return { ...nothing, fileName: entry.fileName, recorder: entry.recorder };
    case 'recorder-time':
      return { ...nothing, recorder: entry.recorder, recordedAt: entry.time, durationSeconds: entry.seconds };
    case 'folder':
      return nothing;
  }
}
