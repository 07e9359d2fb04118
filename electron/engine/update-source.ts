import type { JobRow } from '../../db/queries/job-queries.ts';
import type { SourceRow } from '../../db/queries/source-queries.ts';
import type { Channel } from '../contract/channels.ts';
import { fail, succeed, type Outcome } from '../contract/outcome.ts';
import type { OperationParsedInput } from '../contract/operations.ts';
import { readTimeZone } from '../core/intake/time-zone.ts';
import type { EngineContext } from './engine-context.ts';
import { missingSource } from './handlers/source-view.ts';
import type { JobRunner } from './jobs/job-runner.ts';
import { applyChannel, channelRefusal } from './source-channel.ts';
import { rereadTimes } from './source-times.ts';

/** Errors: invalid-input. */
export function knownZone(text: string | null | undefined): Outcome<string | null | undefined> {
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

type SourceChanges = Omit<OperationParsedInput<'source/update'>, 'sourceId'>;

/**
 * Stores what is given and leaves the rest as it is. The files are not read again for another time zone or channel; what
 * they said is kept. Errors: not-found, invalid-input, confirmation-needed.
 */
export async function updateSource(
  context: EngineContext,
  jobs: JobRunner,
  sourceId: number,
  { rescore, channel, timeZone, ...attributes }: SourceChanges,
): Promise<Outcome<null>> {
  const zone = knownZone(timeZone);
  if (!zone.ok) {
    return zone;
  }
  const found = context.queries.sources.byId(sourceId);
  if (found === undefined) {
    return missingSource();
  }
  const isOtherChannel = channel !== undefined && channel !== found.channel;
  const changed = isOtherChannel ? await changeChannel(context, jobs, found, { channel, rescore }) : succeed(null);
  if (!changed.ok) {
    return changed;
  }
  // Read once more: others may have stored something while jobs were stopped for the channel.
  const before = context.queries.sources.byId(sourceId);
  if (before === undefined) {
    return missingSource();
  }
  const given = Object.entries({ ...attributes, timeZone: zone.value }).filter(([, value]) => value !== undefined);
  const after: SourceRow = { ...before, ...Object.fromEntries(given) };
  context.queries.sources.update(after);
  const redated = zone.value === undefined ? 0 : await rereadTimes(context, sourceId);
  const isOtherZone = redated > 0 || before.timeZone !== after.timeZone;
  announce(context, { ranks: isOtherZone || isOtherChannel || isOtherInRankings(before, after), isOtherChannel });
  return succeed(null);
}

function announce(
  { events }: EngineContext,
  { ranks, isOtherChannel }: { readonly ranks: boolean; readonly isOtherChannel: boolean },
): void {
  events.announce('source/changed', {});
  if (ranks) {
    events.announce('run/changed', { runId: null });
  }
  if (isOtherChannel) {
    // What an export would write is another sound now.
    events.announce('subset/changed', {});
  }
}

/** What rankings hold of a source beside its times and sound. */
function isOtherInRankings(before: SourceRow, after: SourceRow): boolean {
  return after.recorder !== before.recorder || after.role !== before.role || after.quality !== before.quality;
}

interface ChannelChange {
  readonly channel: Channel;
  readonly rescore: boolean;
}

/** Jobs that read the source stop meanwhile and go on with the new channel. */
async function changeChannel(
  context: EngineContext,
  jobs: JobRunner,
  source: SourceRow,
  { channel, rescore }: ChannelChange,
): Promise<Outcome<null>> {
  const refusal = rescore ? null : channelRefusal(context, source, channel);
  if (refusal !== null) {
    return refusal;
  }
  let changed: Outcome<null> = succeed(null);
  await jobs.whileStopped(readsSource(context, source.id), () => {
    // Asked once more: a job that was stopped may have stored its first scores meanwhile.
    const late = rescore ? null : channelRefusal(context, source, channel);
    if (late !== null) {
      changed = late;
      return;
    }
    context.queries.transaction(() => {
      applyChannel(context, source.id, channel);
    });
  });
  return changed;
}

/** An export goes on: what it writes was selected and planned by the scores and the channel of its beginning. */
function readsSource({ queries }: EngineContext, sourceId: number): (job: JobRow) => boolean {
  return (job) =>
    job.kind === 'scan'
      ? job.sourceId === sourceId
      : job.kind === 'score' && job.runId !== null && queries.runs.sourceIds(job.runId).includes(sourceId);
}
