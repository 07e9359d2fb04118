import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { processIdentitySchema } from './process-identity.ts';

export const markerName = 'staging.json';

const swapSchema = z.object({ staged: z.string(), destination: z.string(), aside: z.string() });
/** A folder that is moved in, and where what was there before is moved to. Paths below the staging are relative to it. */
export type Swap = z.infer<typeof swapSchema>;

const markerSchema = z.object({
  program: z.literal('earmark'),
  owner: processIdentitySchema,
  /** What is being exported: only the same export may go on with what is here. */
  plan: z.string().default(''),
  swaps: z.array(swapSchema),
});
export type StagingMarker = z.infer<typeof markerSchema>;

/** Replaces the marker at once: it is never read half-written. */
export async function writeMarker(stagingPath: string, marker: Omit<StagingMarker, 'program'>): Promise<void> {
  const temporary = join(stagingPath, `${markerName}.new`);
  await writeFile(temporary, JSON.stringify({ program: 'earmark', ...marker }), { flush: marker.swaps.length > 0 });
  await rename(temporary, join(stagingPath, markerName));
}

export async function readMarker(stagingPath: string): Promise<StagingMarker | null> {
  try {
    return markerSchema.parse(JSON.parse(await readFile(join(stagingPath, markerName), 'utf8')));
  } catch {
    return null;
  }
}
