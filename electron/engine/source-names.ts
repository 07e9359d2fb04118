import { resolve } from 'node:path';
import * as z from 'zod';
import type { NamedAttributeRow } from '../../db/queries/attribute-queries.ts';
import { fail, succeed, type Outcome } from '../contract/outcome.ts';
import type {
  RecordingAttributes,
  ScannedNames,
  SourceNamesPreview,
  SourceNamesRequest,
} from '../contract/source-names.ts';
import { readAttributeManifest } from '../core/intake/names/attribute-manifest.ts';
import { matchManifest } from '../core/intake/names/match-manifest.ts';
import {
  previewNames,
  readName,
  readTemplates,
  whyNotNamed,
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
  const preview = previewNames(recordings, {
    ruleCount: request.rules.length,
    read: ({ id }) => names.get(id) ?? null,
    whyNot: (recording) => whyNotNamed(recording, templates.value),
  });
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

/**
 * After a scan: the rules of a source and its manifest, read anew, for all its recordings. Where the manifest cannot be read
 * what it said stays, and the rules name the others. null where the source has neither.
 */
export async function applyNamesAgain(context: EngineContext, sourceId: number): Promise<ScannedNames | null> {
  const said = (): Pick<NamesAgain, 'rules' | 'path'> => {
    const source = context.queries.sources.byId(sourceId);
    return { rules: storedRules(source?.nameRules ?? '[]'), path: source?.attributeManifest ?? null };
  };
  for (;;) {
    const before = said();
    const rows = before.path === null ? succeed([]) : await readAttributeManifest(before.path);
    if (JSON.stringify(before) === JSON.stringify(said())) {
      return nameAgain(context, { sourceId, ...before, rows });
    }
    // Others were applied while the table was read; the earlier ones would undo that.
  }
}

interface NamesAgain {
  readonly sourceId: number;
  readonly rules: readonly string[];
  readonly path: string | null;
  readonly rows: Awaited<ReturnType<typeof readAttributeManifest>>;
}

function nameAgain(context: EngineContext, { sourceId, rules, path, rows }: NamesAgain): ScannedNames | null {
  const { queries } = context;
  const templates = readTemplates(rules);
  if (!templates.ok || (templates.value.length === 0 && path === null)) {
    return null;
  }
  const all = queries.attributes.ofSource(sourceId);
  const open = (rows.ok ? all : all.filter((row) => row.origin !== 'manifest')).map(nameRecording);
  const manifest = matchManifest(rows.ok ? rows.value : [], open);
  const names = namesOf(open, (recording) => readName(recording, templates.value, manifest.values));
  const changed = open.filter(({ id, now }) => !isSame(names.get(id)?.values ?? null, now));
  queries.transaction(() => {
    changed.forEach(({ id }) => {
      queries.attributes.remove(id);
    });
    store(context, new Map(changed.flatMap(({ id }) => entryOf(names, id))));
  });
  return {
    named: names.size + all.length - open.length,
    changed: changed.length,
    manifestFault: rows.ok ? null : rows.fault.message,
  };
}

function isSame(one: RecordingAttributes | null, other: RecordingAttributes | null): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function entryOf(names: ReadonlyMap<number, ReadName>, id: number): [number, ReadName][] {
  const name = names.get(id);
  return name === undefined ? [] : [[id, name]];
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
