import type { ReferenceMatch } from '../../contract/import.ts';
import { RecordingMatcher, type Matchable } from './match-recordings.ts';
import type { BestScore, NamedFile } from './score-collector.ts';

/** What the tables say of one recording. */
export interface MatchedRecording {
  readonly recording: Matchable;
  /** By target; undefined: nothing was found. */
  readonly best: (BestScore | undefined)[];
}

export interface UnmatchedFile {
  readonly file: NamedFile;
  readonly reason: string;
  readonly candidates: readonly Matchable[];
}

export interface MatchedScores {
  readonly recordings: ReadonlyMap<number, MatchedRecording>;
  readonly matched: readonly { readonly file: NamedFile; readonly recording: Matchable; readonly by: ReferenceMatch }[];
  readonly ambiguous: readonly UnmatchedFile[];
  readonly unmatched: readonly UnmatchedFile[];
  readonly withoutRow: readonly Matchable[];
}

/** Gives every recording the best scores of the files that are it. */
export function matchScores(files: readonly NamedFile[], recordings: readonly Matchable[]): MatchedScores {
  const matcher = new RecordingMatcher(recordings, files);
  const byId = new Map<number, MatchedRecording>();
  const matched: MatchedScores['matched'][number][] = [];
  const ambiguous: UnmatchedFile[] = [];
  const unmatched: UnmatchedFile[] = [];
  for (const file of files) {
    const result = matcher.match(file);
    switch (result.kind) {
      case 'matched':
        matched.push({ file, recording: result.recording, by: result.by });
        byId.set(result.recording.id, joined(byId.get(result.recording.id), result.recording, file.best));
        break;
      case 'ambiguous':
        ambiguous.push({ file, reason: result.reason, candidates: result.candidates });
        break;
      case 'unmatched':
        unmatched.push({ file, reason: result.reason, candidates: [] });
        break;
    }
  }
  const withoutRow = recordings.filter(({ id }) => !byId.has(id));
  return { recordings: byId, matched, ambiguous, unmatched, withoutRow };
}

function joined(
  before: MatchedRecording | undefined,
  recording: Matchable,
  best: readonly (BestScore | undefined)[],
): MatchedRecording {
  const joint = before ?? { recording, best: [] };
  best.forEach((score, target) => {
    const known = joint.best[target];
    if (score !== undefined && (known === undefined || score.score > known.score)) {
      joint.best[target] = score;
    }
  });
  return joint;
}
