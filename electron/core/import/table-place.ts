import { hasAudioName } from '../intake/audio-names.ts';
import { withoutEnding } from './path-parts.ts';
import type { Reference } from './score-collector.ts';

/** What programs put behind a recording's name, its ending taken off. */
const perFile = [
  /^(.+)\.BirdNET\.(?:results(?:\.(?:kaleidoscope|r))?|selection\.table)\.(?:csv|txt)$/iu,
  /^(.+)\.bat\.results\.(?:csv|txt)$/iu,
  // BattyBirdNET-Analyzer forgets the dot.
  /^(.+?)\.?bat\.selection\.table\.txt$/iu,
  /^(.+)\.Table\.\d+\.selections?\.txt$/iu,
  /^(.+)\.selections?\.txt$/iu,
  /^(.+)\.labels\.txt$/iu,
];

/** `A/x.BirdNET.results.csv` and `A/x.wav.csv` are about `A/x.wav`; null for names that say nothing of the kind. */
export function fileOfTable(relativePath: string): Reference | null {
  const parts = relativePath.split(/[\\/]/u);
  const name = parts.pop() ?? '';
  const inFolder = (file: string): string => [...parts, file].join('/');
  const whole = withoutEnding(name);
  if (hasAudioName(whole)) {
    return { reference: inFolder(whole), isStem: false };
  }
  const stem = perFile.map((pattern) => pattern.exec(name)?.[1]).find((found) => found !== undefined);
  return stem === undefined ? null : { reference: inFolder(stem), isStem: true };
}

/** The recording that a table is about whose rows name none: whatever its name is without the ending. */
export function namesakeOfTable(relativePath: string): Reference {
  const parts = relativePath.split(/[\\/]/u);
  const stem = withoutEnding(parts.pop() ?? '');
  return fileOfTable(relativePath) ?? { reference: [...parts, stem].join('/'), isStem: true };
}
