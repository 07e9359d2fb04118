import { basename } from 'node:path';
import type { JobRow } from '../../../db/queries/job-queries.ts';
import type { SourceRowWithCounts } from '../../../db/queries/source-queries.ts';
import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import type { OperationOutput, OperationParsedInput } from '../../contract/operations.ts';
import type { OverlapChoice, Source, SourceAttributes } from '../../contract/sources.ts';
import type { Handlers } from '../../rpc/dispatch.ts';
import type { EngineContext } from '../engine-context.ts';
import { findFolder, relateToSources } from '../find-folder.ts';
import { inspectSource } from '../inspect-source.ts';
import type { JobRunner } from '../jobs/job-runner.ts';
import type { Rankings } from '../rankings.ts';
import { recordingView } from '../recording-view.ts';
import { previewChannel } from '../source-channel.ts';
import { applySourceNames, readSourceNames } from '../source-names.ts';
import type { SourcePresence } from '../source-presence.ts';
import { knownZone, updateSource } from '../update-source.ts';
import { missingSource, sourceView, viewOfSource } from './source-view.ts';

type SourceOperations =
  | 'source/inspect'
  | 'source/add'
  | 'source/update'
  | 'source/preview-channel'
  | 'source/rescan'
  | 'source/remove'
  | 'source/list'
  | 'source/add-samples'
  | 'source/preview-names'
  | 'source/apply-names'
  | 'recording/page';

/** Sources and their recordings. */
export function sourceHandlers(
  context: EngineContext,
  jobs: JobRunner,
  { rankings, presence }: { readonly rankings: Rankings; readonly presence: SourcePresence },
): Handlers<SourceOperations> {
  const { queries, events } = context;
  const view = (id: number): Promise<Outcome<Source>> => viewOfSource(context, presence, id);
  const scan = (sourceId: number, name: string): number => startScan(context, jobs, { sourceId, name });

  return {
    'source/inspect': ({ path }) => inspectSource(context, presence, path),
    'source/add': async ({ path, overlap, ...attributes }) => {
      const zone = knownZone(attributes.timeZone);
      if (!zone.ok) {
        return zone;
      }
      const known = { ...attributes, timeZone: zone.value ?? null };
      const sourceId = await addSource(context, { path, overlap, attributes: known });
      if (!sourceId.ok) {
        return sourceId;
      }
      events.announce('source/changed', {});
      const source = await view(sourceId.value);
      return source.ok ? succeed({ source: source.value, jobId: scan(source.value.id, source.value.name) }) : source;
    },
    'source/update': async ({ sourceId, ...changes }) => {
      const updated = await updateSource(context, jobs, sourceId, changes);
      return updated.ok ? view(sourceId) : updated;
    },
    'source/preview-channel': ({ sourceId, channel }) => {
      const row = queries.sources.byId(sourceId);
      return row === undefined ? missingSource() : succeed(previewChannel(context, row, channel));
    },
    'source/rescan': ({ sourceId }) => {
      const row = queries.sources.byId(sourceId);
      return row === undefined ? missingSource() : succeed({ jobId: scan(sourceId, row.name) });
    },
    'source/remove': async ({ sourceId }) => {
      await jobs.whileStopped(anyJob, () => {
        queries.sources.remove(sourceId);
      });
      rankings.forget(null);
      events.announce('source/changed', {});
      events.announce('run/changed', { runId: null });
      return succeed({});
    },
    'source/preview-names': async (request) => {
      const read = await readSourceNames(context, request);
      return read.ok ? succeed(read.value.preview) : read;
    },
    'source/apply-names': (request) => applySourceNames(context, request),
    'source/list': async () => {
      const online = await presence.look();
      return succeed(queries.sources.list().map((row) => sourceView(row, online.get(row.id) ?? true)));
    },
    'recording/page': (input) => succeed(recordingPage(context, input)),
    'source/add-samples': () =>
      succeed({ jobId: jobs.enqueue({ kind: 'samples', title: 'Making the sample recordings', parameters: {} }).id }),
  };
}

/** A scan, a scoring and an export may all be reading from a source. */
const anyJob = (): boolean => true;

/** A scan of this source that waits, for its drive or for its turn, is gone on with; a second one would only be left over. */
function startScan(
  { queries }: EngineContext,
  jobs: JobRunner,
  { sourceId, name }: { readonly sourceId: number; readonly name: string },
): number {
  const isWaiting = ({ kind, state, sourceId: of }: JobRow): boolean =>
    kind === 'scan' && of === sourceId && (state === 'paused' || state === 'queued');
  const [first, ...others] = queries.jobs.unfinished().filter(isWaiting);
  others.forEach(({ id }) => jobs.cancel(id));
  return first !== undefined && jobs.resume(first.id).ok
    ? first.id
    : jobs.enqueue({ kind: 'scan', title: `Reading ${name}`, parameters: { sourceId }, sourceId }).id;
}

interface NewSource {
  readonly path: string;
  readonly overlap: OverlapChoice;
  readonly attributes: SourceAttributes;
}

/** Dropping the same card again takes in what is new on it; what was said of it before stays. A file has one source only. */
async function addSource(
  context: EngineContext,
  { path: givenPath, overlap, attributes }: NewSource,
): Promise<Outcome<number>> {
  const folder = await findFolder(givenPath);
  if (!folder.ok) {
    return folder;
  }
  const path = folder.value;
  const { sources } = context.queries;
  const { same, inside, contains } = await relateToSources(context, path);
  if (same !== null) {
    return succeed(same.id);
  }
  if (inside !== null) {
    return fail(
      'already-exists',
      `${path} lies in the folder of the source ${inside.name} (${inside.path}), which has its recordings already. Look for new files in that source instead.`,
    );
  }
  if (contains.length > 0 && overlap === 'refuse') {
    const names = contains.map(({ name }) => name).join(', ');
    return fail(
      'already-exists',
      `${path} holds the folders of sources that are in the library: ${names}. A recording can be in one source only. Add it without what lies in those, or take them out of the library first.`,
    );
  }
  return succeed(
    sources.insert({ path, name: sourceName(path, sources.list()), ...attributes, addedAt: context.now() }),
  );
}

function recordingPage(
  { queries }: EngineContext,
  { sourceId, failedOnly, warnedOnly, copiesOf, offset, limit }: OperationParsedInput<'recording/page'>,
): OperationOutput<'recording/page'> {
  const scope = {
    sourceId: sourceId ?? null,
    failedOnly: failedOnly ? (1 as const) : (0 as const),
    warnedOnly: warnedOnly ? (1 as const) : (0 as const),
    copiesOf: copiesOf ?? null,
  };
  const rows = queries.recordings.page({ ...scope, offset, limit });
  return {
    total: queries.recordings.count(scope),
    rows: rows.map((row) => ({
      ...recordingView(row, queries.attributes.ofRecording(row.id)),
      copies: queries.copies.countOf(row.id),
    })),
  };
}

/** Two cards are often both called DATA: the second becomes "DATA (2)". */
function sourceName(path: string, sources: readonly SourceRowWithCounts[]): string {
  const name = basename(path) || path;
  const taken = new Set(sources.map((source) => source.name));
  for (let number = 2; ; number += 1) {
    const candidate = number === 2 && !taken.has(name) ? name : `${name} (${number})`;
    if (!taken.has(candidate)) {
      return candidate;
    }
  }
}
