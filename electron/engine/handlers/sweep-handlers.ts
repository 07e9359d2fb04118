import { resolve } from 'node:path';
import { succeed, fail } from '../../contract/outcome.ts';
import type { Purpose } from '../../contract/identifiers.ts';
import { checkBeforeWriting } from '../../core/sweep/composition/check-before-writing.ts';
import { composeSweep } from '../../core/sweep/composition/compose-sweep.ts';
import { specificationFromExports } from '../../core/sweep/from-exports.ts';
import { knownKeys } from '../../core/sweep/known-keys.ts';
import { openSpecification } from '../../core/sweep/open-specification.ts';
import { sweepPresets } from '../../core/sweep/presets.ts';
import { previewSweep } from '../../core/sweep/preview.ts';
import { subsetPlace } from '../../core/sweep/subset-place.ts';
import { writeSweep } from '../../core/sweep/write-sweep.ts';
import type { Handlers } from '../../rpc/dispatch.ts';
import type { EngineContext } from '../engine-context.ts';

type SweepOperations =
  | 'sweep/presets'
  | 'sweep/open'
  | 'sweep/keys'
  | 'sweep/from-exports'
  | 'sweep/preview'
  | 'sweep/compose'
  | 'sweep/write';

/** Training experiments over exported subsets. */
export function sweepHandlers(context: EngineContext): Handlers<SweepOperations> {
  return {
    'sweep/presets': () => succeed([...sweepPresets]),
    'sweep/open': ({ path }) => openSpecification(path),
    'sweep/keys': () => succeed([...knownKeys]),
    'sweep/from-exports': ({ presetId, exportRoot, audioRoot }) => {
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
      const place = subsetPlace(resolve(exportRoot), audioRoot === undefined ? undefined : resolve(audioRoot));
      return succeed({
        specification: specificationFromExports(preset, folders, place.prefix),
        audioRoot: place.audioRoot,
        note: place.note,
      });
    },
    'sweep/preview': ({ specification, ...style }) => previewSweep(specification, style),
    'sweep/compose': composeSweep,
    'sweep/write': async (request) => {
      const checked = await checkBeforeWriting(request);
      if (!checked.ok) {
        return checked;
      }
      const written = await writeSweep(request.root, request.specification, request);
      return written.ok ? succeed({ ...written.value, warnings: [...checked.value] }) : written;
    },
  };
}
