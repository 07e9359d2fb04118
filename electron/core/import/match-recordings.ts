import type { ReferenceMatch } from '../../contract/import.ts';

/** A recording that rows may be about. */
export interface Matchable {
  readonly id: number;
  /** Absolute folder of its source. */
  readonly sourcePath: string;
  /** Below it, with forward slashes. */
  readonly relativePath: string;
}

export type MatchResult =
  | { readonly kind: 'matched'; readonly recording: Matchable; readonly by: ReferenceMatch }
  | { readonly kind: 'ambiguous'; readonly candidates: readonly Matchable[]; readonly reason: string }
  | { readonly kind: 'unmatched'; readonly reason: string };

export interface Reference {
  readonly reference: string;
  /** The last part lacks its ending. */
  readonly isStem: boolean;
}

/** Parts of a path with either slash, in one form of accented letters. */
export function partsOfPath(path: string): string[] {
  return path
    .normalize('NFC')
    .split(/[\\/]+/u)
    .filter((part) => part !== '' && part !== '.');
}

function isAbsolute(path: string): boolean {
  return /^([\\/]|[a-z]:[\\/])/iu.test(path);
}

function withoutEnding(name: string): string {
  return name.replace(/\.[^.]+$/u, '');
}

interface Candidate {
  readonly recording: Matchable;
  readonly parts: readonly string[];
  /** How many of them lie below the source. */
  readonly depth: number;
}

type Folding = (text: string) => string;
const asWritten: Folding = (text) => text;
const foldCase: Folding = (text) => text.toLowerCase();

/**
 * Finds the recording that a table names: by its whole path; then by the path below its source, of whole folder names;
 * then by its name alone, where exactly one recording has it and the tables name no second file of that name in another
 * folder. Capital letters matter unless nothing fits as written. What could be several recordings is none of them.
 */
export class RecordingMatcher {
  readonly #byName = new Map<string, Matchable[]>();
  readonly #byStem = new Map<string, Matchable[]>();
  /** Files with a folder that the tables name, by name. */
  readonly #foldersOfName = new Map<string, number>();

  constructor(recordings: Iterable<Matchable>, references: Iterable<Reference>) {
    for (const recording of recordings) {
      const { relativePath } = recording;
      const name = foldCase(relativePath.slice(relativePath.lastIndexOf('/') + 1).normalize('NFC'));
      addTo(this.#byName, name, recording);
      addTo(this.#byStem, withoutEnding(name), recording);
    }
    for (const { reference } of references) {
      const parts = partsOfPath(reference);
      if (parts.length > 1) {
        const name = foldCase(parts.at(-1) ?? '');
        this.#foldersOfName.set(name, (this.#foldersOfName.get(name) ?? 0) + 1);
      }
    }
  }

  match({ reference, isStem }: Reference): MatchResult {
    const parts = partsOfPath(reference);
    const name = foldCase(parts.at(-1) ?? '');
    const recordings = (isStem ? this.#byStem : this.#byName).get(name) ?? [];
    if (recordings.length === 0) {
      return { kind: 'unmatched', reason: 'No recording of the chosen sources has this name.' };
    }
    const candidates = recordings.map((recording) => candidateOf(recording, isStem));
    const wanted = { parts, isAbsolute: isAbsolute(reference) };
    const found = byPath(wanted, candidates) ?? byRelativePath(wanted, candidates);
    return found ?? this.#byNameAlone(parts, candidates);
  }

  #byNameAlone(parts: readonly string[], candidates: readonly Candidate[]): MatchResult {
    const name = parts.at(-1) ?? '';
    const exact = candidates.filter((candidate) => candidate.parts.at(-1) === name);
    const fitting = exact.length > 0 ? exact : candidates;
    const [only] = fitting;
    const namedTwice = parts.length > 1 ? (this.#foldersOfName.get(foldCase(name)) ?? 0) : 0;
    if (fitting.length === 1 && only !== undefined && namedTwice <= 1) {
      return { kind: 'matched', recording: only.recording, by: 'file-name' };
    }
    const reason =
      fitting.length > 1
        ? `${fitting.length} recordings have this name, and no folder tells which is meant.`
        : `The tables name ${namedTwice} files of this name in different folders, and this one’s folder is not known.`;
    return { kind: 'ambiguous', candidates: fitting.map(({ recording }) => recording), reason };
  }
}

function addTo(map: Map<string, Matchable[]>, key: string, recording: Matchable): void {
  const list = map.get(key);
  if (list === undefined) {
    map.set(key, [recording]);
  } else {
    list.push(recording);
  }
}

function candidateOf(recording: Matchable, isStem: boolean): Candidate {
  const below = partsOfPath(recording.relativePath);
  const parts = [...partsOfPath(recording.sourcePath), ...below];
  const last = parts.at(-1) ?? '';
  return { recording, parts: isStem ? [...parts.slice(0, -1), withoutEnding(last)] : parts, depth: below.length };
}

interface Wanted {
  readonly parts: readonly string[];
  readonly isAbsolute: boolean;
}

function byPath(wanted: Wanted, candidates: readonly Candidate[]): MatchResult | null {
  for (const fold of [asWritten, foldCase]) {
    const same = candidates.filter(
      ({ parts }) =>
        wanted.isAbsolute &&
        commonEnd(wanted.parts, parts, fold) === wanted.parts.length &&
        parts.length === wanted.parts.length,
    );
    const [only] = same;
    if (same.length === 1 && only !== undefined) {
      return { kind: 'matched', recording: only.recording, by: 'path' };
    }
  }
  return null;
}

/** The path below the source ends the reference, or the reference ends the recording's path; the longest agreement wins. */
function byRelativePath(wanted: Wanted, candidates: readonly Candidate[]): MatchResult | null {
  for (const fold of [asWritten, foldCase]) {
    const agreeing = candidates
      .map((candidate) => ({ candidate, common: commonEnd(wanted.parts, candidate.parts, fold) }))
      .filter(({ candidate, common }) => common >= 2 && (common >= candidate.depth || common === wanted.parts.length));
    const most = agreeing.reduce((best, { common }) => Math.max(best, common), 0);
    const longest = agreeing.filter(({ common }) => common === most).map(({ candidate }) => candidate);
    // `A/x.wav` is the whole path below one source and only the end of another's.
    const whole = longest.filter(({ depth }) => depth === wanted.parts.length);
    const [only] = whole.length === 1 ? whole : longest;
    if (only !== undefined && (whole.length === 1 || longest.length === 1)) {
      return { kind: 'matched', recording: only.recording, by: 'relative-path' };
    }
    if (longest.length > 1) {
      const reason = `${longest.length} recordings have this path below their folders.`;
      return { kind: 'ambiguous', candidates: longest.map(({ recording }) => recording), reason };
    }
  }
  return null;
}

function commonEnd(left: readonly string[], right: readonly string[], fold: Folding): number {
  let common = 0;
  while (
    common < left.length &&
    common < right.length &&
    fold(left[left.length - 1 - common] ?? '') === fold(right[right.length - 1 - common] ?? '')
  ) {
    common += 1;
  }
  return common;
}
