import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileTask } from './file-task.ts';
import type { ExportPlan } from './plan-export.ts';
import { knownFile, stagedTierFolder, writtenWhole, type Placement, type StageOptions } from './stage-tiers.ts';
import type { StagedFiles } from './staged-files.ts';
import type { JournalEntry } from './staging-journal.ts';

interface Reuse {
  readonly plan: ExportPlan;
  readonly places: readonly Placement[];
  readonly staged: StagedFiles;
  readonly options: Pick<StageOptions, 'crew' | 'signal'>;
}

/** Indexes of planned files that are complete by the journal, and whose bytes say so too. */
async function completeFiles(
  { plan, places, options }: Reuse,
  journal: ReadonlyMap<string, JournalEntry>,
): Promise<ReadonlyMap<number, string>> {
  const noted = plan.files.flatMap((file, index) => {
    const entry = journal.get(places[index]?.name ?? '');
    return entry === undefined ? [] : [{ file, index, entry, path: places[index]?.first ?? '' }];
  });
  const complete = new Map<number, string>();
  await options.crew.run(
    noted.map(({ path }): FileTask => ({ kind: 'hash', path })),
    {
      signal: options.signal,
      onResult: (result, place) => {
        const candidate = noted[place];
        if (candidate !== undefined && result.ok && result.sha256 === candidate.entry.sha256) {
          complete.set(candidate.index, result.sha256);
        }
      },
    },
  );
  // A source that is gone or changed since must be found out as ever: such a file is written again.
  const candidates = [...complete.keys()].flatMap((index) => {
    const file = plan.files[index];
    return file === undefined ? [] : [{ index, file }];
  });
  await options.crew.run(
    candidates.map(({ file }): FileTask => ({ kind: 'look', file: knownFile(file) })),
    {
      signal: options.signal,
      onResult: (result, place) => {
        if (!result.ok) {
          complete.delete(candidates[place]?.index ?? -1);
        }
      },
    },
  );
  return complete;
}

/** Everything else goes: half-written files, links and tables are made anew. */
async function removeTheRest({ plan }: Reuse, stagingPath: string, keep: ReadonlySet<string>): Promise<void> {
  for (const tier of plan.tiers.keys()) {
    const folder = stagedTierFolder(stagingPath, tier);
    for (const name of await readdir(folder)) {
      const path = join(folder, name);
      if (!keep.has(path)) {
        await rm(path, { recursive: true, force: true });
      }
    }
  }
}

/** Takes over what a killed export had completed: every byte is read again, nothing is copied again. */
export async function reuseStaged(
  reuse: Reuse,
  journal: ReadonlyMap<string, JournalEntry>,
  stagingPath: string,
): Promise<void> {
  const complete = await completeFiles(reuse, journal);
  const kept = [...complete.keys()].map((index) => reuse.places[index]?.first ?? '');
  await removeTheRest(reuse, stagingPath, new Set(kept));
  for (const [index, sha256] of complete) {
    const file = reuse.plan.files[index];
    if (file !== undefined) {
      const { size, mtimeMs } = await stat(reuse.places[index]?.first ?? '');
      const written =
        file.part === null
          ? writtenWhole(file, sha256, reuse.plan.method)
          : { bytes: size, sha256, modifiedMs: mtimeMs };
      reuse.staged.add(index, written, 'found');
    }
  }
}
