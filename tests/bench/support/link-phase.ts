import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { stageTiers } from '../../../electron/core/export/stage-tiers.ts';
import { memberOf, optionsOf, planOf, subsetOf } from '../../unit/export/make-export.ts';

export interface LinkedCard {
  readonly folder: string;
  /** In the order of their names, with what the library knows of them. */
  readonly files: readonly { readonly name: string; readonly sizeBytes: number; readonly modifiedMs: number }[];
}

/**
 * Stages tiers that all hold every file, and tells the seconds from the last copy to the last link: what the links cost
 * in an export, without planning, copying and documents.
 */
export async function timeLinkPhase(card: LinkedCard, tierCount: number, folder: string): Promise<number> {
  const members = card.files.map(({ name, ...facts }, index) =>
    memberOf(index + 1, { ...facts, relativePath: name, absolutePath: join(card.folder, name) }),
  );
  const subsets = Array.from({ length: tierCount }, (_, index) =>
    subsetOf({ name: `t${index}`, folder: `bestLowQuality/t${index}`, id: index + 1 }, members),
  );
  const plan = planOf(folder, subsets, { extent: 'whole' });
  mkdirSync(folder, { recursive: true });
  let copied = 0;
  const onProgress = ({ done, total }: { readonly done: number; readonly total: number }): void => {
    copied = done === total ? performance.now() : copied;
  };
  await stageTiers(plan, folder, { ...optionsOf(), onProgress });
  const seconds = (performance.now() - copied) / 1000;
  rmSync(folder, { recursive: true });
  return seconds;
}
