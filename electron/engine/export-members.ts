import { join } from 'node:path';
import type { ExportMemberRow } from '../../db/queries/export-queries.ts';
import type { RankingKey, WindowScores } from '../contract/ranking.ts';
import type { ExportMember, ScoredWindow } from '../core/export/export-subset.ts';
import { focusSeconds } from '../core/scoring/window-scores.ts';
import type { EngineContext } from './engine-context.ts';
import { bestWindowSeconds, rankedScore } from './ranked-score.ts';
import type { Ranking } from './rankings.ts';
import { windowScoresOf } from './stored-window-scores.ts';

/** What every program opens as WAV; ADPCM and the like do not count. */
const plainWav = /^WAV (?:PCM|float|A-law|mu-law)\b/;

/** How many further windows of a recording become clips, and from which confidence on. */
export interface FurtherClips {
  readonly count: number;
  readonly confidence: number;
}

/**
 * Members of subsets as an export needs them. Nested tiers share theirs: each recording of a ranking is read and made
 * once.
 */
export class ExportMembers {
  readonly #context: EngineContext;
  readonly #further: FurtherClips;
  readonly #known = new Map<string, Map<number, ExportMember>>();

  constructor(context: EngineContext, further: FurtherClips) {
    this.#context = context;
    this.#further = further;
  }

  /** Members at places of a ranking, in that order. */
  at(ranking: Ranking, key: RankingKey, places: ArrayLike<number>): readonly ExportMember[] {
    const known = this.#membersOf(key);
    const ids = Array.from(places, (place) => ranking.scores.recordingIds[place] ?? 0);
    const wanted = ids.filter((recordingId) => !known.has(recordingId));
    this.#read(ranking, key, wanted, known);
    return ids.map((recordingId) => {
      const member = known.get(recordingId);
      if (member === undefined) {
        throw new Error(`Recording ${recordingId} is ranked but not in the library (run ${key.runId})`);
      }
      return member;
    });
  }

  #membersOf({ runId, label }: RankingKey): Map<number, ExportMember> {
    const name = `${runId} ${label}`;
    const known = this.#known.get(name) ?? new Map<number, ExportMember>();
    this.#known.set(name, known);
    return known;
  }

  #read(ranking: Ranking, key: RankingKey, wanted: readonly number[], known: Map<number, ExportMember>): void {
    // Window scores are asked for after the walk: one connection cannot walk and answer at once.
    const severalWindows: ExportMember[] = [];
    const rows = this.#context.queries.exports.members({ ...key, runLabelId: ranking.runLabelId }, wanted);
    for (const row of rows) {
      const place = ranking.placeOf(row.recordingId);
      if (place !== undefined) {
        const member = exportMember(ranking, place, row);
        known.set(row.recordingId, member);
        if ((row.windowCount ?? 0) > 1 && member.bestFromSeconds !== null) {
          severalWindows.push(member);
        }
      }
    }
    for (const member of severalWindows) {
      const scores = windowScoresOf(this.#context, ranking, key, member.recordingId);
      if (scores !== null) {
        known.set(member.recordingId, { ...member, ...this.#heard(member, scores) });
      }
    }
  }

  /** Only recordings of several windows have more to say than their best window. */
  #heard({ bestFromSeconds }: ExportMember, scores: WindowScores): Pick<ExportMember, 'focusSeconds' | 'windows'> {
    const best = bestFromSeconds ?? 0;
    return {
      focusSeconds: scores.raw.length < 2 ? null : focusSeconds(scores, best, scores.windowSeconds),
      windows: this.#further.count === 1 ? [] : furtherWindows(scores, this.#further.confidence),
    };
  }
}

function furtherWindows(scores: WindowScores, confidence: number): readonly ScoredWindow[] {
  const threshold = Math.fround(confidence);
  return scores.fromSeconds
    .map((fromSeconds, index) => ({
      fromSeconds,
      raw: scores.raw[index] ?? Number.NEGATIVE_INFINITY,
      confidence: Math.fround(scores.confidence[index] ?? 0),
    }))
    .filter((window) => window.confidence >= threshold)
    .toSorted((one, other) => other.raw - one.raw || one.fromSeconds - other.fromSeconds);
}

function exportMember(ranking: Ranking, place: number, row: ExportMemberRow): ExportMember {
  const { rank, raw, confidence, verdict } = rankedScore(ranking, place);
  return {
    ...bestWindowSeconds(ranking, row.windowStart),
    focusSeconds: null,
    windows: [],
    recordingId: row.recordingId,
    rank,
    sourceName: row.sourceName,
    recorder: row.recorder,
    role: row.role,
    quality: row.quality,
    callType: row.callType,
    site: row.site,
    relativePath: row.relativePath,
    fileName: row.fileName,
    absolutePath: join(row.sourcePath, row.relativePath),
    sizeBytes: row.sizeBytes,
    modifiedMs: row.modifiedMs,
    // A repaired or exotic file is decoded and written anew: what the trainer gets must open everywhere.
    copyable: row.warning === null && plainWav.test(row.format ?? ''),
    sampleRate: row.sampleRate,
    channels: row.channels,
    channel: row.channel,
    scoredChannel: row.scoredChannel,
    bitsPerSample: row.bitsPerSample,
    sha256: row.sha256,
    durationSeconds: row.durationSeconds,
    recordedAt: row.recordedAt,
    raw,
    confidence,
    verdict,
    reviewer: verdict === null ? null : row.reviewer,
    note: row.note,
  };
}
