import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import * as z from 'zod';
import type { ModelRow } from '../../db/queries/model-queries.ts';
import { modelManifestSchema, type Model, type ModelManifest } from '../contract/models.ts';
import { fail, succeed, type Outcome } from '../contract/outcome.ts';
import { runSettingsSchema, type RunSettings } from '../contract/runs.ts';

export interface StoredModel {
  readonly id: number;
  readonly path: string;
  readonly sha256: string;
  readonly manifest: ModelManifest;
  readonly labels: readonly string[];
}

const labelListSchema = z.array(z.string());

/** A model row with its JSON parsed. */
export function readModel(row: ModelRow | undefined): StoredModel | undefined {
  if (row === undefined) {
    return undefined;
  }
  const manifest = modelManifestSchema.parse(JSON.parse(row.manifest));
  const labels = labelListSchema.parse(JSON.parse(row.labels));
  return { id: row.id, path: row.path, sha256: row.sha256, manifest, labels };
}

export function modelView(row: ModelRow): Model {
  const { id, name, path, sha256, sizeBytes, addedAt } = row;
  const manifest = modelManifestSchema.parse(JSON.parse(row.manifest));
  const labels = labelListSchema.parse(JSON.parse(row.labels));
  return { id, name, path, sha256, sizeBytes, addedAt, bundled: row.bundled === 1, manifest, labels };
}

export function readRunSettings(json: string): RunSettings {
  return runSettingsSchema.parse(JSON.parse(json));
}

/** SHA-256 of a file, streamed. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** A run names its model by hash: a file that is gone or was replaced must not be scored with under the old name. */
export async function checkModelFile(model: StoredModel): Promise<Outcome<null>> {
  try {
    const sha256 = await hashFile(model.path);
    return sha256 === model.sha256
      ? succeed(null)
      : fail('file-changed', `${model.path} is not the file that was added. Add it again as a model of its own.`);
  } catch (error) {
    return fail('file-missing', `The model ${model.path} cannot be read. Put it back, or add it again.`, String(error));
  }
}
