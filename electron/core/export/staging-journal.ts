import { appendFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { systemCode } from './write-fault.ts';

const journalName = 'journal.jsonl';

const entrySchema = z.object({ name: z.string(), sha256: z.string(), bytes: z.number() });
export type JournalEntry = z.infer<typeof entrySchema>;

/** Which files a staging holds complete, so that an export that was killed need not begin at the beginning. */
export interface StagingJournal {
  /** Entries of an earlier process, by path below the staging. */
  readonly earlier: ReadonlyMap<string, JournalEntry>;
  /** Notes files that are complete. A few at a time: one write for many. */
  note(entries: readonly JournalEntry[]): void;
}

/** A last line that was cut by a kill is no entry. */
function parsed(line: string): JournalEntry | null {
  try {
    return entrySchema.parse(JSON.parse(line));
  } catch {
    return null;
  }
}

export async function openJournal(stagingPath: string): Promise<StagingJournal> {
  const path = join(stagingPath, journalName);
  let text = '';
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') {
      throw error;
    }
  }
  const entries = text
    .split('\n')
    .map(parsed)
    .filter((entry) => entry !== null);
  return {
    earlier: new Map(entries.map((entry) => [entry.name, entry])),
    note: (finished) => {
      appendFileSync(path, finished.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
    },
  };
}
