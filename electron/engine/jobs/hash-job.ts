import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { UnhashedRow } from '../../../db/queries/copy-queries.ts';
import type { RecordingHashRow } from '../../../db/queries/recording-queries.ts';
import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import type { FileCrew } from '../../core/export/file-crew.ts';
import { isFolderAway } from '../../core/intake/folder-presence.ts';
import type { EngineContext } from '../engine-context.ts';
import type { JobContext, JobDefinition } from './job-definition.ts';

/** Files between two commits: what a kill costs at most. */
const filesAtOnce = 256;
const lookEveryMilliseconds = 250;

/**
 * Reads the contents of all recordings whose hash is not known yet, one file after the other on a thread of its own. It
 * stands still while anything else runs, and says that contents are known only once, at its end: nothing that is being
 * looked at changes under a person's hands.
 */
export function createHashJob(context: EngineContext, crew: FileCrew): JobDefinition {
  return {
    kind: 'hash',
    lane: 'contents',
    run: async (_parameters, job) => {
      const outcome = await hashAll(context, crew, job);
      context.events.announce('copies/changed', {});
      return outcome;
    },
  };
}

async function hashAll(context: EngineContext, crew: FileCrew, job: JobContext): Promise<Outcome<null>> {
  const { copies } = context.queries;
  const totals = copies.unhashedTotals();
  let after = 0;
  let done = 0;
  const failed = new Set<number>();
  let workDone = 0;
  const report = (): void => {
    job.progress({ done, total: totals.files, failed: failed.size, workDone, workTotal: totals.bytes });
  };
  report();
  while (!job.signal.aborted) {
    await untilAlone(job);
    const rows = copies.unhashedAfter(after, filesAtOnce);
    const last = rows.at(-1);
    if (last === undefined) {
      return succeed(null);
    }
    const present = await withoutAwaySources(rows);
    const finished = await hashSome(context, { crew, job, rows: present }, (row, isHashed) => {
      // A handful that made way for other work is begun anew, with its failures.
      if (failed.has(row.id)) {
        return;
      }
      if (!isHashed) {
        failed.add(row.id);
      }
      done += 1;
      workDone += row.sizeBytes;
      report();
    });
    if (finished) {
      after = last.id;
    }
  }
  return fail('cancelled', 'Reading the contents was stopped. What is known stays known; it goes on with the rest.');
}

/** Whoever waits for scores, a scan or an export must not wait for this. */
async function untilAlone(job: JobContext): Promise<void> {
  while (!job.isAlone() && !job.signal.aborted) {
    await delay(lookEveryMilliseconds, undefined, { signal: job.signal }).catch(() => undefined);
  }
}

/** Recordings on a drive that is not there wait for it; they are no failures. */
async function withoutAwaySources(rows: readonly UnhashedRow[]): Promise<UnhashedRow[]> {
  const paths = new Set(rows.map((row) => row.sourcePath));
  const away = new Set<string>();
  for (const path of paths) {
    if (await isFolderAway(path)) {
      away.add(path);
    }
  }
  return rows.filter((row) => !away.has(row.sourcePath));
}

interface Handful {
  readonly crew: FileCrew;
  readonly job: JobContext;
  readonly rows: readonly UnhashedRow[];
}

/** False where it was interrupted; what was read until then is kept. */
async function hashSome(
  context: EngineContext,
  { crew, job, rows }: Handful,
  onFile: (row: UnhashedRow, isHashed: boolean) => void,
): Promise<boolean> {
  const makeWay = new AbortController();
  const watch = setInterval(() => {
    if (!job.isAlone()) {
      makeWay.abort();
    }
  }, lookEveryMilliseconds);
  const hashes: RecordingHashRow[] = [];
  const signal = AbortSignal.any([job.signal, makeWay.signal]);
  try {
    await crew.run(
      rows.map((row) => ({ kind: 'hash-known', file: { ...row, path: join(row.sourcePath, row.relativePath) } })),
      {
        signal,
        onResult: (result, index) => {
          const row = rows[index];
          if (row === undefined || (!result.ok && result.trouble === 'stopped')) {
            return;
          }
          if (result.ok) {
            hashes.push({ ...row, sha256: result.sha256 });
          }
          onFile(row, result.ok);
        },
      },
    );
    return true;
  } catch (error) {
    if (!signal.aborted) {
      throw error;
    }
    return false;
  } finally {
    clearInterval(watch);
    context.queries.recordings.rememberHashes(hashes);
  }
}
