import { join } from 'node:path';
import { FaultError, succeed, type Outcome } from '../../contract/outcome.ts';
import { hasAudioName } from '../intake/audio-names.ts';
import { walkFolder } from '../intake/folder-walk.ts';
import { readRecording } from '../intake/read-recording.ts';
import { suggestAttributes } from '../intake/suggest-attributes.ts';
import type { LeakageEntry } from './leakage-entry.ts';
import type { TrainingFile, TrainingRow } from './read-training-file.ts';
import { baseName, recordingName } from './recording-name.ts';

const parallelReads = 16;

/**
 * Reads a folder of training recordings: names, and recorder, time and length as headers and names state them. The
 * folder itself counts too, wherever the library took recordings from it. Fault: not-a-folder.
 */
export async function readTrainingFolder(path: string, signal?: AbortSignal): Promise<Outcome<TrainingFile>> {
  const rows: TrainingRow[] = [];
  try {
    for await (const { relativePath, fileNames } of walkFolder(path, signal)) {
      const paths = fileNames.filter(hasAudioName).map((name) => join(path, relativePath, name));
      for (let start = 0; start < paths.length; start += parallelReads) {
        signal?.throwIfAborted();
        rows.push(...(await Promise.all(paths.slice(start, start + parallelReads).map(rowOfFile))));
      }
    }
  } catch (error) {
    if (error instanceof FaultError) {
      return { ok: false, fault: error.fault };
    }
    throw error;
  }
  if (rows.length > 0) {
    rows.push({ split: '', entries: [{ kind: 'folder', folder: path }] });
  }
  return succeed({ format: 'folder', rows });
}

async function rowOfFile(path: string): Promise<TrainingRow> {
  const fileName = baseName(path);
  const facts = await readRecording(path);
  const folder = baseName(path.slice(0, Math.max(0, path.length - fileName.length - 1)));
  const recorder =
    recordingName(fileName).recorder ?? facts.recorder ?? suggestAttributes(folder, []).suggestedRecorder;
  const entries: LeakageEntry[] = [{ kind: 'file-name', fileName, recorder }];
  if (recorder !== null && facts.recordedAt !== null) {
    const seconds = facts.info?.durationSeconds ?? null;
    entries.push({ kind: 'recorder-time', recorder, time: facts.recordedAt, seconds });
  }
  return { split: '', entries };
}
