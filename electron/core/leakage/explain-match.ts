import { clockTime, nightText, nightsOf } from './clock-time.ts';
import type { LeakMatch } from './match-recording.ts';
import { baseName } from './recording-name.ts';

/** Why a recording is flagged, as one phrase for the person who wonders. */
export function explainMatch({ by, entry }: LeakMatch): string {
  switch (entry.kind) {
    case 'sha256':
      return `the same content (sha256 ${entry.sha256.slice(0, 12)}…)`;
    case 'file-name':
      return entry.recorder === null
        ? `the same name as ${baseName(entry.fileName)}`
        : `the same name as ${baseName(entry.fileName)} of recorder ${entry.recorder}`;
    case 'folder':
      return `lies in ${entry.folder}`;
    case 'recorder-time':
      return by === 'recorder-and-time'
        ? `the same recorder (${entry.recorder}) and time as ${entry.time}`
        : `the same recorder (${entry.recorder}) and night (${nightOfEntry(entry.time)})`;
  }
}

function nightOfEntry(text: string): string {
  const time = clockTime(text);
  const [night] = time === null || time.isDay ? [] : nightsOf(time);
  return night === undefined ? text : nightText(night);
}
