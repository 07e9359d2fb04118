import { join } from 'node:path';
import * as z from 'zod';
import type { FindingRow } from '../../../db/queries/finding-queries.ts';
import type { OtherScoreRow } from '../../../db/queries/ranking-queries.ts';
import { modelManifestSchema } from '../../contract/models.ts';
import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import type { Finding, RankingKey, RecordingDetail } from '../../contract/ranking.ts';
import { countRanking } from '../../core/review/count-ranking.ts';
import { sanityWarnings } from '../../core/review/sanity.ts';
import { confidenceOf } from '../../core/scoring/confidence.ts';
import { decodeTopLabels } from '../../core/scoring/top-labels.ts';
import type { Handlers } from '../../rpc/dispatch.ts';
import type { EngineContext } from '../engine-context.ts';
import type { LeakageGuard } from '../leakage-guard.ts';
import type { LibraryFacts } from '../library-facts.ts';
import { asksForLeaks, pageOfRanking } from '../ranking-page.ts';
import type { Ranking, Rankings } from '../rankings.ts';
import { recordingView } from '../recording-view.ts';
import { windowScoresOf } from '../stored-window-scores.ts';
import type { SubsetMembers } from '../subset-members.ts';
import { readModel, readRunSettings, runReading } from '../stored-models.ts';
import { copiesOf } from './copy-handlers.ts';
import { currentReviewer } from './library-handlers.ts';

type ReviewOperations = 'ranking/counts' | 'ranking/page' | 'recording/detail' | 'finding/record' | 'finding/undo';

interface ReviewServices {
  readonly members: SubsetMembers;
  readonly guard: LeakageGuard;
  readonly facts: LibraryFacts;
}

/** Rankings, one recording's details, and what people heard. */
export function reviewHandlers(
  context: EngineContext,
  rankings: Rankings,
  { members, guard, facts }: ReviewServices,
): Handlers<ReviewOperations> {
  const { queries } = context;
  const page = pageOfRanking(context, { members, facts });
  return {
    'ranking/counts': ({ runId, label, sourceIds, bins }) => {
      const ranking = rankings.get({ runId, label });
      const scope = sourceIds === undefined ? null : new Set(sourceIds);
      if (!ranking.ok) {
        return ranking;
      }
      const { scores, reading } = ranking.value;
      return succeed({ ...countRanking(scores, scope, bins), warnings: sanityWarnings(scores, reading) });
    },
    'ranking/page': async (input) => {
      const modelId = queries.leakage.modelOfRun(input.runId) ?? 0;
      const flags = asksForLeaks(input.filter) ? await guard.flags(modelId) : guard.readyFlags(modelId);
      await (input.filter.subsetId === undefined ? null : members.prepare());
      const ranking = rankings.get({ runId: input.runId, label: input.label });
      return ranking.ok ? page(ranking.value, input, flags) : ranking;
    },
    'recording/detail': ({ recordingId, ranking }) => recordingDetail(context, rankings, recordingId, ranking),
    'finding/record': ({ recordingId, label, verdict, note }) => {
      if (queries.recordings.byId(recordingId) === undefined) {
        return fail('not-found', 'This recording is no longer in the library.');
      }
      const before = queries.findings.current(recordingId, label);
      return succeed(
        record(context, rankings, {
          recordingId,
          label,
          verdict,
          note: note === undefined ? (before?.note ?? null) : note,
          reviewer: currentReviewer(context),
          undoes: null,
        }),
      );
    },
    'finding/undo': () => {
      const last = queries.findings.lastUndoable();
      if (last === undefined) {
        return succeed(null);
      }
      const before = queries.findings.before(last.recordingId, last.label, last.id);
      return succeed(
        record(context, rankings, {
          recordingId: last.recordingId,
          label: last.label,
          verdict: before?.verdict ?? null,
          note: before?.note ?? null,
          // What is restored stays the finding of whoever made it.
          reviewer: before?.reviewer ?? currentReviewer(context),
          undoes: last.id,
        }),
      );
    },
  };
}

/** Appends to the log; on the disk before anyone is told. */
function record(context: EngineContext, rankings: Rankings, entry: Omit<FindingRow, 'id' | 'at'>): Finding {
  const row = context.queries.findings.insert({ ...entry, at: context.now() });
  rankings.applyFinding(row.recordingId, row.label, row.verdict);
  const { id, recordingId, label, verdict, reviewer, note, at } = row;
  const finding = { id, recordingId, label, verdict, reviewer, note, at };
  context.events.announce('finding/changed', finding);
  return finding;
}

function recordingDetail(
  context: EngineContext,
  rankings: Rankings,
  recordingId: number,
  key: RankingKey | undefined,
): Outcome<RecordingDetail> {
  const { queries } = context;
  const row = queries.recordings.byId(recordingId);
  const source = row === undefined ? undefined : queries.sources.byId(row.sourceId);
  if (row === undefined || source === undefined) {
    return fail('not-found', 'This recording is no longer in the library.');
  }
  context.waitedFor.add(recordingId);
  const ranking = key === undefined ? null : rankings.get(key);
  const found = ranking?.ok === true ? ranking.value : null;
  return succeed({
    recording: recordingView(row, queries.attributes.ofRecording(row.id)),
    sourceName: source.name,
    absolutePath: join(source.path, row.relativePath),
    copies: copiesOf(context, recordingId),
    windowScores: key === undefined || found === null ? null : windowScoresOf(context, found, key, recordingId),
    topLabels: key === undefined || found === null ? [] : topLabelsOf(context, found, key.runId, recordingId),
    displayBandHz: key === undefined ? null : displayBand(context, key),
    otherScores: queries.ranking.otherScores(recordingId).map((score) => ({
      runName: score.runName,
      label: score.label,
      confidence: confidenceOfOther(score),
    })),
    findings: queries.findings
      .history(recordingId)
      .map(({ verdict, label, reviewer, note, at }) => ({ verdict, label, reviewer, note, at })),
  });
}

const activationSchema = modelManifestSchema.pick({ activation: true }).extend({ manifestVersion: z.literal(1) });

/** Read as that run reads its scores, not as this one does. */
function confidenceOfOther({ raw, settings, manifest }: OtherScoreRow): number {
  const own = activationSchema.parse(JSON.parse(manifest)).activation;
  const { activation, sensitivity } = runReading(readRunSettings(settings), own);
  return confidenceOf(raw, activation, sensitivity);
}

function topLabelsOf(
  context: EngineContext,
  { reading }: Ranking,
  runId: number,
  recordingId: number,
): RecordingDetail['topLabels'] {
  const blob = context.queries.scoring.topLabels(runId, recordingId);
  const run = blob === null ? undefined : context.queries.runs.byId(runId);
  const model = run === undefined ? undefined : readModel(context.queries.models.byId(run.modelId));
  if (blob === null || model === undefined) {
    return [];
  }
  const { indexes, raw } = decodeTopLabels(blob);
  return Array.from(indexes, (index, entry) => ({
    label: model.labels[index] ?? `output ${index}`,
    raw: raw[entry] ?? 0,
    confidence: confidenceOf(raw[entry] ?? 0, reading.activation, reading.sensitivity),
  }));
}

function displayBand(context: EngineContext, key: RankingKey): [number, number] | null {
  const run = context.queries.runs.byId(key.runId);
  const model = run === undefined ? undefined : readModel(context.queries.models.byId(run.modelId));
  return model?.manifest.displayBands[key.label] ?? null;
}
