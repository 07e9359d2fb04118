import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import * as z from 'zod';
import type { ModelRow } from '../../db/queries/model-queries.ts';
import { modelManifestSchema, type Activation, type Model, type ModelManifest } from '../contract/models.ts';
import { fail, succeed, type Outcome } from '../contract/outcome.ts';
import { runSettingsSchema, type RunSettings } from '../contract/runs.ts';
import type { Reading } from '../core/scoring/confidence.ts';
import { oncePerVersion } from './unchanged-files.ts';

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

/** How a run's scores are read: by its own settings, else by the manifest. */
export function runReading(settings: RunSettings, manifestActivation: Activation): Reading {
  return { activation: settings.activation ?? manifestActivation, sensitivity: settings.sensitivity };
}

export function readRunSettings(json: string): RunSettings {
  return runSettingsSchema.parse(JSON.parse(json));
}

/** SHA-256 of a model's file, streamed; one that is unchanged is not read again. Throws what the file system says. */
export const hashModelFile = oncePerVersion(async (path) => {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
});

/** A run names its model by hash: a file that is gone or was replaced must not be scored with under the old name. */
export async function checkModelFile(model: StoredModel): Promise<Outcome<null>> {
  const { head } = model.manifest;
  const files = [{ path: model.path, sha256: model.sha256 }];
  if (head?.sha256 !== undefined) {
    files.push({ path: head.path, sha256: head.sha256 });
  }
  for (const file of files) {
    const checked = await checkFile(file.path, file.sha256);
    if (!checked.ok) {
      return checked;
    }
  }
  return succeed(null);
}

async function checkFile(path: string, wanted: string): Promise<Outcome<null>> {
  try {
    return (await hashModelFile(path)) === wanted
      ? succeed(null)
      : fail('file-changed', `${path} is not the file that was added. Add it again as a model of its own.`);
  } catch (error) {
    return fail('file-missing', `The model ${path} cannot be read. Put it back, or add it again.`, String(error));
  }
}
