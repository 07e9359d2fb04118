import { resolve } from 'node:path';
import { succeed, fail } from '../../contract/outcome.ts';
import type { Purpose } from '../../contract/identifiers.ts';
import { specificationFromExports, subsetPrefix } from '../../core/sweep/from-exports.ts';
import { sweepPresets } from '../../core/sweep/presets.ts';
import { previewSweep } from '../../core/sweep/preview.ts';
import { writeSweep } from '../../core/sweep/write-sweep.ts';
import type { Handlers } from '../../rpc/dispatch.ts';
import type { EngineContext } from '../engine-context.ts';

type SweepOperations = 'sweep/presets' | 'sweep/from-exports' | 'sweep/preview' | 'sweep/write';

/** Training experiments over exported subsets. */
export function sweepHandlers(context: EngineContext): Handlers<SweepOperations> {
  return {
    'sweep/presets': () => succeed([...sweepPresets]),
    'sweep/from-exports': ({ presetId, exportRoot }) => {
      const preset = sweepPresets.find((each) => each.id === presetId);
      if (preset === undefined) {
        return fail('not-found', `There is no sweep preset “${presetId}”.`);
      }
      const folders = context.queries.subsets
        .exports()
        .filter((row) => row.root === resolve(exportRoot))
        .map(({ folder, purpose }): { folder: string; purpose: Purpose } => ({
          folder,
          purpose: purpose === 'positive' ? 'positive' : 'negative',
        }));
      if (folders.length === 0) {
        return fail(
          'sweep-folder-missing',
          `Nothing has been exported to ${exportRoot} yet. Export the subsets first.`,
        );
      }
      return succeed(specificationFromExports(preset, folders, subsetPrefix(resolve(exportRoot))));
    },
    'sweep/preview': ({ specification, ...style }) => previewSweep(specification, style),
    'sweep/write': ({ specification, root, ...style }) => writeSweep(root, specification, style),
  };
}
