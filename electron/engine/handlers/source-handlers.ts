import { existsSync } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { SourceRow, SourceRowWithCounts } from '../../../db/queries/source-queries.ts';
import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import type { OperationOutput, OperationParsedInput } from '../../contract/operations.ts';
import type { FolderInspection, Source, SourceAttributes } from '../../contract/sources.ts';
import { readTimeZone } from '../../core/intake/time-zone.ts';
import { inspectFolder } from '../../core/intake/inspect-folder.ts';
import type { Handlers } from '../../rpc/dispatch.ts';
import type { EngineContext } from '../engine-context.ts';
import type { JobRunner } from '../jobs/job-runner.ts';
import type { Rankings } from '../rankings.ts';
import { recordingView } from '../recording-view.ts';
import { applySourceNames, readSourceNames, storedRules } from '../source-names.ts';
import { rereadTimes } from '../source-times.ts';

type SourceOperations =
  | 'source/inspect'
  | 'source/add'
  | 'source/update'
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
  rankings: Rankings,
): Handlers<SourceOperations> {
  const { queries, events } = context;
  const view = (id: number): Outcome<Source> => {
    const row = queries.sources.list().find((source) => source.id === id);
    return row === undefined ? missingSource() : succeed(sourceView(row));
  };
  const scan = (sourceId: number, name: string): number =>
    jobs.enqueue({ kind: 'scan', title: `Reading ${name}`, parameters: { sourceId }, sourceId }).id;

  return {
    'source/inspect': ({ path }) => inspect(context, path),
    'source/add': async ({ path, ...attributes }) => {
      const folder = await findFolder(path);
      const zone = knownZone(attributes.timeZone);
      if (!folder.ok) {
        return folder;
      }
      if (!zone.ok) {
        return zone;
      }
      const source = view(addSource(context, folder.value, { ...attributes, timeZone: zone.value ?? null }));
      events.announce('source/changed', {});
      return source.ok ? succeed({ source: source.value, jobId: scan(source.value.id, source.value.name) }) : source;
    },
    'source/update': ({ sourceId, ...changes }) => {
      const row = queries.sources.byId(sourceId);
      const updated = row === undefined ? missingSource() : update(context, row, changes);
      return updated.ok ? view(sourceId) : updated;
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
    'source/list': () => succeed(queries.sources.list().map(sourceView)),
    'recording/page': (input) => succeed(recordingPage(context, input)),
    'source/add-samples': () =>
      succeed({ jobId: jobs.enqueue({ kind: 'samples', title: 'Making the sample recordings', parameters: {} }).id }),
  };
}

/** Errors: invalid-input. */
function knownZone(text: string | null | undefined): Outcome<string | null | undefined> {
  if (text === null || text === undefined || text.trim() === '') {
    return succeed(text === undefined ? undefined : null);
  }
  const zone = readTimeZone(text);
  return zone === null
    ? fail(
        'invalid-input',
        `There is no time zone “${text}”. Write one like America/Los_Angeles, or the hours before or after UTC, like UTC-7.`,
      )
    : succeed(zone);
}

/** The files are not read again for another time zone; what they said is kept. Errors: invalid-input. */
function update(
  context: EngineContext,
  before: SourceRow,
  changes: Omit<OperationParsedInput<'source/update'>, 'sourceId'>,
): Outcome<null> {
  const { queries, events } = context;
  const zone = knownZone(changes.timeZone);
  if (!zone.ok) {
    return zone;
  }
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  const after = { ...before, ...given, ...(zone.value === undefined ? {} : { timeZone: zone.value }) };
  const isOtherZone = after.timeZone !== before.timeZone;
  queries.transaction(() => {
    queries.sources.update(after);
    if (isOtherZone) {
      rereadTimes(context, before.id, after.timeZone);
    }
  });
  events.announce('source/changed', {});
  if (isOtherZone) {
    events.announce('run/changed', { runId: null });
  }
  return succeed(null);
}

/** A scan, a scoring and an export may all be reading from a source. */
const anyJob = (): boolean => true;

async function inspect(context: EngineContext, path: string): Promise<Outcome<FolderInspection>> {
  const folder = await findFolder(path);
  if (!folder.ok) {
    return folder;
  }
  const inspected = await inspectFolder(folder.value);
  if (!inspected.ok) {
    return inspected;
  }
  return succeed({ ...inspected.value, alreadyAdded: context.queries.sources.byPath(folder.value) !== undefined });
}

/** Dropping the same card again takes in what is new on it; what was said of it before stays. */
function addSource(context: EngineContext, path: string, attributes: SourceAttributes): number {
  const { sources } = context.queries;
  const existing = sources.byPath(path);
  const name = sourceName(path, sources.list());
  return existing?.id ?? sources.insert({ path, name, ...attributes, addedAt: context.now() });
}

function recordingPage(
  { queries }: EngineContext,
  { sourceId, failedOnly, offset, limit }: OperationParsedInput<'recording/page'>,
): OperationOutput<'recording/page'> {
  const scope = { sourceId: sourceId ?? null, failedOnly: failedOnly ? (1 as const) : (0 as const) };
  const rows = queries.recordings.page({ ...scope, offset, limit });
  return {
    total: queries.recordings.count(scope),
    rows: rows.map((row) => recordingView(row, queries.attributes.ofRecording(row.id))),
  };
}

export function sourceView(row: SourceRowWithCounts): Source {
  return { ...row, nameRules: storedRules(row.nameRules), online: existsSync(row.path) };
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

function missingSource(): Outcome<never> {
  return fail('not-found', 'This source is no longer in the library.');
}

async function findFolder(path: string): Promise<Outcome<string>> {
  const absolute = resolve(path);
  try {
    const status = await stat(absolute);
    return status.isDirectory()
      ? succeed(await realpath(absolute))
      : fail('not-a-folder', `${absolute} is a file. Choose the folder that holds the recordings.`);
  } catch (error) {
    return fail(
      'not-a-folder',
      `The folder ${absolute} cannot be opened. Check the path and its permissions.`,
      String(error),
    );
  }
}
