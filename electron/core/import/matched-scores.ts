import type { ReferenceMatch } from '../../contract/import.ts';
import { RecordingMatcher, type Matchable, type MatchResult } from './match-recordings.ts';
import type { Pace } from './pace.ts';
import { hasSameEnd, partsOfPath, sharedEnd, withoutEnding } from './path-parts.ts';
import type { BestScore, ScoreCollector } from './score-collector.ts';

/** A file of the tables that is taken for a recording; both by their places. */
export interface MatchedFile {
  readonly place: number;
  readonly recording: number;
  readonly by: ReferenceMatch;
}

export interface UnmatchedFile {
  readonly place: number;
  readonly reason: string;
  /** Places of recordings that it might be. */
  readonly candidates: readonly number[];
}

/**
 * What is known of a recording: rows are about it; the other program named it and gave no score; a file may be it or
 * another; nothing.
 */
export type RecordingState = 'scored' | 'unscored' | 'uncertain' | 'no-row';

interface MatchOptions {
  /** How many of each kind are kept to be listed; all are counted. */
  readonly listed: number;
  readonly pace: Pace;
  readonly onProgress?: (done: number, total: number) => void;
}

interface SameRecording {
  readonly file: number;
  readonly by: ReferenceMatch;
}

/** Which recordings the files of the tables are, and what the best scores of each are. */
export class MatchedScores {
  readonly matched: MatchedFile[] = [];
  readonly ambiguous: UnmatchedFile[] = [];
  readonly unmatched: UnmatchedFile[] = [];
  readonly withoutRow: number[] = [];
  readonly matchedBy: Record<ReferenceMatch, number> = { path: 0, 'relative-path': 0, 'file-name': 0 };
  readonly states: Record<RecordingState, number> = { scored: 0, unscored: 0, uncertain: 0, 'no-row': 0 };
  ambiguousCount = 0;
  unmatchedCount = 0;
  readonly recordings: readonly Matchable[];
  readonly #collector: ScoreCollector;
  readonly #listed: number;
  /** By recording: the first file that is it, -1 where there is none. */
  readonly #first: Int32Array;
  /** Recordings that several files of the tables are. */
  readonly #more = new Map<number, readonly SameRecording[]>();
  readonly #uncertain = new Set<number>();

  private constructor(collector: ScoreCollector, recordings: readonly Matchable[], listed: number) {
    this.#collector = collector;
    this.recordings = recordings;
    this.#listed = listed;
    this.#first = new Int32Array(recordings.length).fill(-1);
  }

  static async of(
    collector: ScoreCollector,
    recordings: readonly Matchable[],
    { listed, pace, onProgress }: MatchOptions,
  ): Promise<MatchedScores> {
    const scores = new MatchedScores(collector, recordings, listed);
    const matcher = await RecordingMatcher.of(recordings, collector, pace);
    const how = new Uint8Array(recordings.length);
    for (let place = 0; place < collector.size; place += 1) {
      scores.#takeMatch(place, matcher.match(collector.fileAt(place)), how);
      // A name that thousands of recordings have makes one step a long one.
      if (pace.isOver) {
        onProgress?.(place, collector.size);
        await pace.rest();
      }
    }
    scores.#resolve();
    for (let recording = 0; recording < recordings.length; recording += 1) {
      scores.#countRecording(recording, waysOfMatching[how[recording] ?? 0] ?? 'path');
      if (pace.isDue) {
        await pace.rest();
      }
    }
    return scores;
  }

  stateOf(recording: number): RecordingState {
    const files = this.#filesOf(recording);
    if (files.length === 0) {
      return this.#uncertain.has(recording) ? 'uncertain' : 'no-row';
    }
    return files.every((place) => this.#collector.isUnscored(place)) ? 'unscored' : 'scored';
  }

  bestOf(recording: number, target: number): BestScore | null {
    let best: BestScore | null = null;
    for (const place of this.#filesOf(recording)) {
      const score = this.#collector.bestAt(place, target);
      best = score !== null && (best === null || score.score > best.score) ? score : best;
    }
    return best;
  }

  #filesOf(recording: number): readonly number[] {
    const first = this.#first[recording] ?? -1;
    return first < 0 ? [] : (this.#more.get(recording)?.map(({ file }) => file) ?? [first]);
  }

  #takeMatch(file: number, result: MatchResult, how: Uint8Array): void {
    if (result.kind === 'matched') {
      const { place, by } = result;
      const first = this.#first[place] ?? -1;
      if (first < 0) {
        this.#first[place] = file;
        how[place] = waysOfMatching.indexOf(by);
      } else {
        const before = this.#more.get(place) ?? [{ file: first, by: waysOfMatching[how[place] ?? 0] ?? 'path' }];
        this.#more.set(place, [...before, { file, by }]);
      }
    } else if (result.kind === 'ambiguous') {
      this.#leaveAmbiguous({ place: file, reason: result.reason, candidates: result.places });
    } else {
      this.unmatchedCount += 1;
      if (this.unmatched.length < this.#listed) {
        this.unmatched.push({ place: file, reason: result.reason, candidates: [] });
      }
    }
  }

  /** Without endings, because a table's own name has none. */
  #partsOf(file: number): readonly string[] {
    const { reference, isStem } = this.#collector.fileAt(file);
    const parts = partsOfPath(reference.toLowerCase());
    return isStem ? parts : endless(parts);
  }

  #leaveAmbiguous(file: UnmatchedFile): void {
    this.ambiguousCount += 1;
    file.candidates.forEach((candidate) => this.#uncertain.add(candidate));
    if (this.ambiguous.length < this.#listed) {
      this.ambiguous.push(file);
    }
  }

  /** Two files in different folders are never one recording; the one whose path fits better is it. */
  #resolve(): void {
    for (const [recording, files] of this.#more) {
      const { sourcePath = '', relativePath = '' } = this.recordings[recording] ?? {};
      const its = endless(partsOfPath(`${sourcePath}/${relativePath}`.toLowerCase()));
      const parts = new Map(files.map(({ file }) => [file, this.#partsOf(file)]));
      const sharedBy = ({ file }: SameRecording): number => sharedEnd(parts.get(file) ?? [], its, (part) => part);
      const isSame = (left: SameRecording, right: SameRecording): boolean =>
        hasSameEnd(parts.get(left.file) ?? [], parts.get(right.file) ?? []);
      const most = Math.max(...files.map(sharedBy));
      const best = files.filter((file) => sharedBy(file) === most);
      const areOne = best.every((file) => best.every((other) => isSame(file, other)));
      const kept = areOne ? files.filter((file) => best.every((other) => isSame(file, other))) : [];
      for (const { file } of files.filter((each) => !kept.includes(each))) {
        const reason = areOne
          ? 'The tables name a file of this name in another folder, whose path fits this recording better.'
          : 'The tables name files of this name in different folders that could each be this recording. Import their tables one by one.';
        this.#leaveAmbiguous({ place: file, reason, candidates: [recording] });
      }
      this.#first[recording] = kept[0]?.file ?? -1;
      this.#more.set(recording, kept);
    }
  }

  #countRecording(recording: number, by: ReferenceMatch): void {
    const state = this.stateOf(recording);
    this.states[state] += 1;
    if (state === 'no-row' && this.withoutRow.length < this.#listed) {
      this.withoutRow.push(recording);
    }
    const first = this.#first[recording] ?? -1;
    const files = first < 0 ? [] : (this.#more.get(recording) ?? [{ file: first, by }]);
    for (const each of files) {
      this.matchedBy[each.by] += 1;
      if (this.matched.length < this.#listed) {
        this.matched.push({ place: each.file, recording, by: each.by });
      }
    }
  }
}

const waysOfMatching: readonly ReferenceMatch[] = ['path', 'relative-path', 'file-name'];

function endless(parts: readonly string[]): readonly string[] {
  return [...parts.slice(0, -1), withoutEnding(parts.at(-1) ?? '')];
}
