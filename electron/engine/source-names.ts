import { resolve } from 'node:path';
import * as z from 'zod';
import type { NamedAttributeRow } from '../../db/queries/attribute-queries.ts';
import { fail, succeed, type Outcome } from '../contract/outcome.ts';
import type { SourceNamesPreview, SourceNamesRequest } from '../contract/source-names.ts';
import { readAttributeManifest } from '../core/intake/names/attribute-manifest.ts';
import { matchManifest, type MatchedManifest } from '../core/intake/names/match-manifest.ts';
import {
  previewNames,
  readName,
  readTemplates,
  type NameRecording,
  type ReadName,
} from '../core/intake/names/read-names.ts';
import type { EngineContext } from './engine-context.ts';

const rulesSchema = z.array(z.string());

/** Rules of a source as it is stored. */
export function storedRules(text: string): string[] {
  return rulesSchema.parse(JSON.parse(text));
}

interface ReadNames {
  readonly preview: SourceNamesPreview;
  /** Of the recordings of which anything is said. */
  readonly names: ReadonlyMap<number, ReadName>;
}

/** Reads names and manifest of a source without storing anything. Errors: not-found, invalid-input, file-missing. */
export async function readSourceNames(
  context: EngineContext,
  request: SourceNamesRequest,
): Promise<Outcome<ReadNames>> {
  if (context.queries.sources.byId(request.sourceId) === undefined) {
    return fail('not-found', 'This source is no longer in the library.');
  }
  const templates = readTemplates(request.rules);
  if (!templates.ok) {
    return templates;
  }
  const path = request.manifestPath === null ? null : resolve(request.manifestPath);
  const rows = path === null ? succeed([]) : await readAttributeManifest(path);
  if (!rows.ok) {
    return rows;
  }
  // Read after the waiting: a scan may have added recordings meanwhile.
  const recordings = context.queries.attributes.ofSource(request.sourceId).map(nameRecording);
  const manifest = matchManifest(rows.value, recordings);
  const names = namesOf(recordings, (recording) => readName(recording, templates.value, manifest.values));
  const preview = previewNames(recordings, ({ id }) => names.get(id) ?? null, request.rules.length);
  return succeed({
    preview: { ...preview, manifest: path === null ? null : { path, ...manifest.report } },
    names,
  });
}

/** Stores what names and manifest say, in place of what was stored before. Errors: those of `readSourceNames`. */
export async function applySourceNames(
  context: EngineContext,
  request: SourceNamesRequest,
): Promise<Outcome<SourceNamesPreview>> {
  const read = await readSourceNames(context, request);
  if (!read.ok) {
    return read;
  }
  const { queries, events } = context;
  queries.transaction(() => {
    queries.attributes.clear(request.sourceId);
    queries.attributes.setRules(request.sourceId, request.rules, read.value.preview.manifest?.path ?? null);
    store(context, read.value.names);
  });
  events.announce('source/changed', {});
  events.announce('run/changed', { runId: null });
  return succeed(read.value.preview);
}

const noManifest: MatchedManifest['values'] = new Map();

/** Reads the names of recordings that a scan has added by the rules that their source has. */
export function nameNewRecordings(context: EngineContext, sourceId: number): void {
  const { queries } = context;
  const rules = storedRules(queries.sources.byId(sourceId)?.nameRules ?? '[]');
  const templates = readTemplates(rules);
  if (rules.length === 0 || !templates.ok) {
    return;
  }
  const unnamed = queries.attributes.ofSource(sourceId).filter((row) => row.origin === null);
  const names = namesOf(unnamed, (recording) => readName(recording, templates.value, noManifest));
  queries.transaction(() => {
    store(context, names);
  });
}

function nameRecording({
  id,
  relativePath,
  origin,
  role,
  quality,
  callType,
  site,
  recorder,
}: NamedAttributeRow): NameRecording {
  return { id, relativePath, now: origin === null ? null : { role, quality, callType, site, recorder } };
}

function namesOf<Recording extends { readonly id: number }>(
  recordings: readonly Recording[],
  read: (recording: Recording) => ReadName | null,
): Map<number, ReadName> {
  const names = new Map<number, ReadName>();
  for (const recording of recordings) {
    const name = read(recording);
    if (name !== null) {
      names.set(recording.id, name);
    }
  }
  return names;
}

function store({ queries }: EngineContext, names: ReadonlyMap<number, ReadName>): void {
  for (const [recordingId, { origin, values }] of names) {
    queries.attributes.set({ recordingId, origin, ...values });
  }
}
