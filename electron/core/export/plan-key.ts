import { createHash } from 'node:crypto';
import type { ExportPlan } from './plan-export.ts';

/** Tells whether two exports would write the same bytes to the same places; the tables are always written anew. */
export function planKey({ tiers, files, method }: ExportPlan): string {
  const digest = createHash('sha256');
  digest.update(method);
  for (const { exportedName, member, part } of files) {
    const { absolutePath, sizeBytes, modifiedMs } = member;
    digest.update(JSON.stringify([exportedName, absolutePath, sizeBytes, modifiedMs, part]));
  }
  for (const { folder, items } of tiers) {
    digest.update(JSON.stringify([folder, items.map(({ file }) => file)]));
  }
  return digest.digest('hex');
}
