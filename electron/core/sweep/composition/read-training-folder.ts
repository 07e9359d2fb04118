import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, succeed, type Outcome } from '../../../contract/outcome.ts';
import { hasAudioName } from '../../intake/audio-names.ts';
import type { BaseRow, BaseSet } from './base-rows.ts';

/** Class folders that hold no target: the study's own, and those that BirdNET-Analyzer takes for non-events. */
const negativeClasses: ReadonlySet<string> = new Set(['negative', 'noise', 'other', 'background', 'silence']);

function rowsOfClass(className: string, files: readonly string[]): BaseRow[] {
  const label = negativeClasses.has(className.toLowerCase()) ? 'negative' : 'positive';
  return files.filter(hasAudioName).map((name) => ({
    label,
    quality: '',
    callType: '',
    site: '',
    recorder: '',
    split: '',
    name,
    isThere: true,
  }));
}

/**
 * A folder with one folder a class, as BirdNET-Analyzer trains on; every class but the non-events counts as positive.
 * @returns `not-a-folder` where there is none, `invalid-input` where it holds no audio
 */
export async function readTrainingFolder(path: string): Promise<Outcome<BaseSet>> {
  try {
    const classes = (await readdir(path, { withFileTypes: true })).filter((entry) => entry.isDirectory());
    const rows: BaseRow[] = [];
    for (const { name } of classes) {
      rows.push(...rowsOfClass(name, await readdir(join(path, name))));
    }
    return rows.length > 0
      ? succeed({ rows, hasColumns: false })
      : fail('invalid-input', `${path} holds no class folders with audio, such as RADR and Negative.`);
  } catch (error) {
    return fail('not-a-folder', `${path} is not a folder that can be read.`, String(error));
  }
}
