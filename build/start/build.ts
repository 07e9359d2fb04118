/** `npm run build`: everything of dist/ that is stale. */
import { join } from 'node:path';
import { buildIfStale } from './bundles.ts';

const root = join(import.meta.dirname, '../..');

for (const name of ['renderer', 'electron'] as const) {
  const seconds = await buildIfStale(root, name);
  process.stderr.write(`${name}: ${seconds === undefined ? 'up to date' : `built in ${seconds.toFixed(1)} s`}\n`);
}
