import type { Fault } from '../../contract/outcome.ts';
import { foldersProblem } from '../subsets/folder-words.ts';
import type { ExportPlanInput, PlannedTier } from './plan-export.ts';
import type { PlannedFile } from './plan-files.ts';
import { nameKey } from './safe-file-name.ts';
import { describeTable } from './tables/index.ts';

function emptyProblem(tier: PlannedTier): Fault | null {
  if (tier.items.length > 0) {
    return null;
  }
  const name = tier.subsets[0]?.name ?? '';
  const message =
    tier.leftOut.length > 0
      ? `None of the files of “${name}” is there. Connect the card or disk of its recordings.`
      : `The subset “${name}” has no files. Leave it out of the export, or change its rule or its decisions.`;
  return { code: 'subset-empty', message };
}

/** Links only make sense for files that stay as they are. */
function methodProblem({ method, sampleRate, mono16 }: ExportPlanInput): Fault | null {
  return method !== 'copy' && (sampleRate !== null || mono16)
    ? {
        code: 'invalid-input',
        message: 'A link cannot change the sample rate or the channels of a recording. Export copies instead.',
      }
    : null;
}

/** Names are unique by construction; a file lost to a mistake in that would be lost for good. */
function namesProblem(tier: PlannedTier, files: readonly PlannedFile[]): Fault | null {
  const names = tier.items.map(({ file }) => nameKey(files[file]?.exportedName ?? ''));
  return new Set(names).size === names.length
    ? null
    : { code: 'export-failed', message: `A file would be written twice to ${tier.path}. Please report this.` };
}

/** Why an export cannot be written, as far as that can be told without looking at the disk. */
export function planProblems(
  input: ExportPlanInput,
  tiers: readonly PlannedTier[],
  files: readonly PlannedFile[],
): Fault[] {
  const empty = tiers.map(emptyProblem);
  const folders = tiers.flatMap(({ folder, subsets }) =>
    subsets.map((subset) => input.layout.problem(folder, subset, input)),
  );
  const unknownTables = input.tables.filter((id) => describeTable(id) === null);
  const tables = unknownTables.map((id): Fault => ({ code: 'invalid-input', message: `There is no table “${id}”.` }));
  const all = [
    ...empty,
    ...folders,
    foldersProblem(tiers.map(({ folder }) => folder)),
    methodProblem(input),
    ...tiers.map((tier) => namesProblem(tier, files)),
    ...tables,
  ].filter((problem) => problem !== null);
  return [...new Map(all.map((problem) => [problem.message, problem])).values()];
}
