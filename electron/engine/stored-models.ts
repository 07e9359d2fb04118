import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import * as z from 'zod';
import type { ModelRow } from '../../db/queries/model-queries.ts';
import {
  importedFamily,
  modelManifestSchema,
  type Activation,
  type Model,
  type ModelManifest,
} from '../contract/models.ts';
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

/** Whether it stands for a model whose scores were imported, and has no file. */
export function isImported({ manifest }: Pick<StoredModel, 'manifest'>): boolean {
  return manifest.family === importedFamily;
}

/** Refuses to score with what has no file, whether everything again or only what is new. */
export function cannotScore(name: string): Outcome<never> {
  return fail(
    'model-unsupported',
    `“${name}” stands for scores that were made in another program: Earmark has no model to score with. Analyse the files there and import the new table, or add the model as ONNX.`,
  );
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
  if (isImported(model)) {
    return cannotScore(model.manifest.name);
  }
  for (const file of filesOf(model)) {
    const checked = await checkFile(file.path, file.sha256);
    if (!checked.ok) {
      return checked;
    }
  }
  return succeed(null);
}

/**
 * Looks again, without reading them, whether the files are those that were there when this was called. For a job under
 * way: a scorer that starts in the middle of it loads the model anew.
 */
export function watchModelFile(model: StoredModel): () => Outcome<null> {
  const files = filesOf(model).map(({ path }) => ({ path, stamp: stampOf(path) }));
  return () => {
    const changed = files.find(({ path, stamp }) => stampOf(path) !== stamp);
    if (changed === undefined) {
      return succeed(null);
    }
    return stampOf(changed.path) === null ? missing(changed.path) : replaced(changed.path);
  };
}

function filesOf({ path, sha256, manifest: { head } }: StoredModel): { path: string; sha256: string }[] {
  const own = { path, sha256 };
  return head?.sha256 === undefined ? [own] : [own, { path: head.path, sha256: head.sha256 }];
}

/** Changes when a file is written over or replaced; null where it is gone. */
function stampOf(path: string): string | null {
  const status = statSync(path, { throwIfNoEntry: false });
  return status === undefined ? null : `${status.ino} ${status.size} ${status.mtimeMs}`;
}

async function checkFile(path: string, wanted: string): Promise<Outcome<null>> {
  try {
    return (await hashModelFile(path)) === wanted ? succeed(null) : replaced(path);
  } catch (error) {
    return missing(path, String(error));
  }
}

function replaced(path: string): Outcome<never> {
  return fail(
    'file-changed',
    `${path} is not the file that was added, and a run keeps to its model. Put the former file back, or add this one as a model of its own.`,
  );
}

function missing(path: string, detail?: string): Outcome<never> {
  const message = `The model ${path} cannot be read. Put it back, or add it from where it is now; the run then goes on.`;
  return fail('file-missing', message, detail);
}
