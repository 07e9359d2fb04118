import { join } from 'node:path';
import * as z from 'zod';
import type { KnownFileRow, RecordingFactsRow } from '../../../db/queries/recording-queries.ts';
import type { Channel } from '../../contract/channels.ts';
import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import type { ScanReport } from '../../contract/sources.ts';
import type { FileCrew } from '../../core/export/file-crew.ts';
import { channelFault } from '../../core/audio/channel-fault.ts';
import { readRecording, type ReadRecording } from '../../core/intake/read-recording.ts';
import { isFolderAway, offlineFault } from '../../core/intake/folder-presence.ts';
import { recordedTime } from '../../core/intake/recorded-time.ts';
import { scanFolder, type FoundFile } from '../../core/intake/scan-folder.ts';
import type { EngineContext } from '../engine-context.ts';
import { foldersOfOthers } from '../nested-sources.ts';
import { contentsBelow } from '../read-contents.ts';
import { applyNamesAgain } from '../source-names.ts';
import type { JobContext, JobDefinition } from './job-definition.ts';
import { letGoOfPassedBy } from './passed-by.ts';
import {
  changeOf,
  emptyTally,
  isUnchanged,
  markMissing,
  takeIn,
  type KnownFiles,
  type ScanTally,
  type Taken,
} from './scan-changes.ts';
import { takeInRenames } from './scan-renames.ts';

export const scanParametersSchema = z.object({ sourceId: z.int() });

/** Headers read at once: enough to hide a slow card's latency. */
const parallelReads = 8;

interface ScannedSource {
  readonly id: number;
  readonly path: string;
}

/** What a source says of all its recordings. */
interface SourceSettings {
  /** Of clocks that state none. */
  readonly timeZone: string | null;
  readonly channel: Channel;
  readonly now: string;
}

/** Takes in what is new or changed in a source, and marks what is gone. */
export function createScanJob(context: EngineContext, contentCrew: FileCrew): JobDefinition {
  return {
    kind: 'scan',
    lane: 'files',
    run: async (rawParameters, job) => {
      const { sourceId } = scanParametersSchema.parse(rawParameters);
      const source = context.queries.sources.byId(sourceId);
      if (source === undefined) {
        return fail('not-found', 'This source was removed.');
      }
      return scanSource(context, job, { id: source.id, path: source.path, contentCrew });
    },
  };
}

/** Faults besides those of the file system: source-offline, where the folder is away or went meanwhile; nothing is marked then. */
export async function scanSource(
  context: EngineContext,
  job: Pick<JobContext, 'signal' | 'progress'>,
  source: ScannedSource & { readonly contentCrew: FileCrew },
): Promise<Outcome<null>> {
  const { queries } = context;
  const known: KnownFiles = new Map(queries.recordings.knownIn(source.id).map((row) => [row.relativePath, row]));
  const mayBeAway = known.size > 0;
  if (mayBeAway && (await isFolderAway(source.path))) {
    return { ok: false, fault: offlineFault(source.path) };
  }
  const walk = createScanWalk(context, job, { source, known });
  try {
    for await (const files of scanFolder(source.path, job.signal, await foldersOfOthers(context, source, known))) {
      await walk.take(files);
    }
  } catch (error) {
    if (job.signal.aborted) {
      return fail('cancelled', 'The scan was stopped. What it had found is kept; rescan the source to go on.');
    }
    throw error;
  }
  if ((mayBeAway || walk.tally.added > 0) && (await isFolderAway(source.path))) {
    return { ok: false, fault: offlineFault(source.path) };
  }
  const readContents = contentsBelow(source.path, source.contentCrew, job.signal);
  const renames = await takeInRenames(context, { sourceId: source.id, known, ...walk }, readContents);
  walk.tally.renamed = renames.recordings.size;
  walk.tally.added -= renames.wereAdded;
  const passedBy = await letGoOfPassedBy(context, { path: source.path, known, ...walk });
  const found = new Set([...renames.recordings, ...passedBy]);
  walk.tally.missing = await markMissing(context, known, { ...walk, found });
  await finishScan(context, source, { known, walk });
  return succeed(null);
}

/** Names and manifest are read once more, the report is stored, and whoever looks at it is told. */
async function finishScan(
  context: EngineContext,
  source: ScannedSource,
  { known, walk }: { readonly known: KnownFiles; readonly walk: ReturnType<typeof createScanWalk> },
): Promise<void> {
  const { queries, events } = context;
  const names = await applyNamesAgain(context, source.id);
  queries.sources.rememberScan(
    source.id,
    JSON.stringify({ at: context.now(), known: known.size, ...walk.tally, names } satisfies ScanReport),
  );
  const hasRenamedKnown = known.size > 0 && names !== null && names.changed > 0;
  if (walk.hasTouchedKnown() || walk.tally.missing + walk.tally.renamed > 0 || hasRenamedKnown) {
    // Only what a ranking may already hold makes it worth reading anew.
    events.announce('run/changed', { runId: null });
  }
  walk.report();
  events.announce('source/changed', {});
}

/** A window reads a lot anew for each announcement. */
const announceEveryMilliseconds = 500;

interface ScanScope {
  readonly source: ScannedSource;
  readonly known: KnownFiles;
}

/** Takes in the files of a scan as they come, and counts what they are. */
function createScanWalk(context: EngineContext, job: Pick<JobContext, 'progress'>, { source, known }: ScanScope) {
  const now = context.now();
  const seen = new Set<string>();
  const unreadable: string[] = [];
  const tally = emptyTally();
  let failed = 0;
  let hasTouchedKnown = false;
  let announced = 0;
  return {
    seen,
    unreadable,
    tally,
    hasTouchedKnown: () => hasTouchedKnown,
    report: (): void => {
      job.progress({ done: seen.size, total: seen.size, failed });
    },
    take: async (files: readonly FoundFile[]): Promise<void> => {
      const looks = await lookAt(source, files, known);
      // Asked after the files were read: another zone or channel that was stored meanwhile goes for them too.
      const { timeZone = null, channel = null } = context.queries.sources.byId(source.id) ?? {};
      const taken = looks.map((look) => judged(source.id, look, { timeZone, channel, now }));
      takeIn(context, taken, known);
      for (const each of taken) {
        seen.add(each.file.relativePath);
        hasTouchedKnown ||= each.change !== 'none' && each.change !== 'added';
        failed += isFailure(each) ? 1 : 0;
        if (each.file.isFolder) {
          unreadable.push(each.file.relativePath);
        }
        const counted = tallyOf(each);
        if (counted !== null) {
          tally[counted] += 1;
        }
      }
      job.progress({ done: seen.size, total: 0, failed });
      if (performance.now() - announced >= announceEveryMilliseconds) {
        announced = performance.now();
        context.events.announce('source/changed', {});
      }
    },
  };
}

function isFailure({ change, facts }: Taken): boolean {
  return change === 'unreadable' || (facts !== null && facts.faultCode !== null);
}

/** What a file counts as in the report. One that could not be read and still cannot has not returned. */
function tallyOf(taken: Taken): keyof ScanTally | null {
  const { file, change } = taken;
  if (file.isFolder) {
    return 'unreadableFolders';
  }
  if (change === 'none' || change === 'unreadable' || change === 'reread') {
    return null;
  }
  return change === 'returned' && isFailure(taken) ? null : change;
}

/** A file with what was read of it where it is new or other than it was. */
interface Look extends Omit<Taken, 'facts'> {
  readonly read: ReadRecording | null;
}

async function lookAt(source: ScannedSource, files: readonly FoundFile[], known: KnownFiles): Promise<Look[]> {
  const looks: Look[] = [];
  for (let first = 0; first < files.length; first += parallelReads) {
    const group = files.slice(first, first + parallelReads);
    const isAsItWas = (file: FoundFile): boolean => isUnchanged(file, known.get(file.relativePath));
    looks.push(
      ...(group.every(isAsItWas)
        ? // A rescan of a hundred thousand files has no time for promises.
          group.map((file): Look => ({ file, change: 'none', read: null }))
        : await Promise.all(group.map((file) => lookAtFile(source, file, known.get(file.relativePath))))),
    );
  }
  return looks;
}

async function lookAtFile(source: ScannedSource, file: FoundFile, before: KnownFileRow | undefined): Promise<Look> {
  const change = await changeOf(source.path, file, before);
  const isRead = change !== 'none' && change !== 'unreadable';
  return { file, change, read: isRead ? await readRecording(join(source.path, file.relativePath)) : null };
}

/** The audio columns of a file that is none. */
const noAudio = {
  format: null,
  sampleRate: null,
  channels: null,
  bitsPerSample: null,
  frames: null,
  durationSeconds: null,
  warning: null,
};

/** What was read of a file, with its time and its fault as the source's settings have them. */
function judged(sourceId: number, { file, change, read }: Look, settings: SourceSettings): Taken {
  return { file, change, facts: read === null ? null : factsRow(sourceId, file, { read, settings }) };
}

interface Judged {
  readonly read: ReadRecording;
  readonly settings: SourceSettings;
}

function factsRow(sourceId: number, file: FoundFile, { read, settings }: Judged): RecordingFactsRow {
  const { info, header, recorder, facts, fault: readFault } = read;
  const { recordedAt, remark } = recordedTime(facts.times, settings.timeZone, settings.now);
  const fault =
    file.issue ?? readFault ?? (info === null ? null : channelFault(settings.channel ?? 'mix', info.channels));
  return {
    sourceId,
    relativePath: file.relativePath,
    fileName: file.fileName,
    sizeBytes: file.sizeBytes,
    modifiedMs: file.modifiedMilliseconds,
    ...(info ?? { ...noAudio, ...header }),
    recordedAt,
    recorder,
    facts: JSON.stringify(facts),
    timeRemark: remark,
    faultCode: fault?.code ?? null,
    faultMessage: fault?.message ?? null,
  };
}
