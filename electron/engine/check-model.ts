import { dirname } from 'node:path';
import { pictureDimensions } from '../../native-models/adapters/image.ts';
import type { ManifestCheck } from '../contract/model-inspection.ts';
import type { ModelManifest } from '../contract/models.ts';
import { succeed, type Outcome } from '../contract/outcome.ts';
import { checkManifest } from './add-model.ts';
import type { EngineContext } from './engine-context.ts';
import { readModelFile } from './model-parts.ts';

export interface CheckRequest {
  readonly path: string;
  readonly manifest: ModelManifest;
  readonly labelsPath?: string | undefined;
}

/** Whether a model can be scored by a manifest; of an unchanged file quick enough to ask with every change. Errors: `file-missing`, `model-unreadable`. */
export async function checkModel(context: EngineContext, request: CheckRequest): Promise<Outcome<ManifestCheck>> {
  const read = await readModelFile(context, request.path);
  if (!read.ok) {
    return read;
  }
  const placed = { manifest: request.manifest, folder: dirname(read.value.path) };
  const { labels, problems } = await checkManifest(context, read.value, placed, request.labelsPath);
  return succeed({ problems: [...problems], labelCount: labels?.length ?? null, picture: pictureOf(request.manifest) });
}

function pictureOf({ family, image, sampleRate, windowSamples }: ModelManifest): number[] | null {
  return family !== 'image' || image === undefined ? null : pictureDimensions(image, sampleRate, windowSamples);
}
