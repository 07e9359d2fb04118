import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import * as z from 'zod';

const manifestRowSchema = z.object({
  path: z.string(),
  group: z.string(),
  format: z.string(),
  channels: z.string(),
  peak_dbfs: z.string(),
  reader_results: z.string(),
});
export type SharedAudioRow = z.infer<typeof manifestRowSchema>;

/** The folder of shared reference material; it lies beside the repository and is absent from a clone elsewhere. */
export const sharedFolder = resolve(process.env['EARMARK_SHARED'] ?? join(import.meta.dirname, '../../../shared'));

/** True where the material is there; says once why a test is skipped otherwise. */
export function hasShared(part: string): boolean {
  const isThere = existsSync(join(sharedFolder, part));
  if (!isThere) {
    process.stderr.write(`skipped: ${join(sharedFolder, part)} is not on this machine (set EARMARK_SHARED)\n`);
  }
  return isThere;
}

/** Rows of the manifest of real audio files. */
export function readAudioManifest(): SharedAudioRow[] {
  const text = readFileSync(join(sharedFolder, 'audio/MANIFEST.csv'), 'utf8');
  return z.array(manifestRowSchema).parse(parse(text, { columns: true }));
}

export function sharedAudioPath(row: SharedAudioRow): string {
  return join(sharedFolder, 'audio', row.path);
}

/** What libsndfile found, null where it refused the file. */
export function expectedFrames(row: SharedAudioRow): number | null {
  const frames = /libsndfile [\d.]+: (\d+) frames/.exec(row.reader_results)?.[1];
  return frames === undefined ? null : Number(frames);
}
