import type { ReferenceMatch } from '../../contract/import.ts';
import { folded, NameIndex } from './name-index.ts';
import type { Pace } from './pace.ts';
import { hasSameEnd, isAbsolute, partsOfPath, sharedEnd, withoutEnding, type Folding } from './path-parts.ts';
import type { Reference } from './score-collector.ts';

/** A recording that rows may be about. */
export interface Matchable {
  readonly id: number;
  /** Absolute folder of its source. */
  readonly sourcePath: string;
  /** Below it, with forward slashes. */
  readonly relativePath: string;
  /** Its file was there and is gone. */
  readonly isGone?: boolean;
}

export type MatchResult =
  | { readonly kind: 'matched'; readonly place: number; readonly by: ReferenceMatch }
  | { readonly kind: 'ambiguous'; readonly places: readonly number[]; readonly reason: string }
  | { readonly kind: 'unmatched'; readonly reason: string };

/** The files that tables name, by place. */
export interface NamedFiles {
  readonly size: number;
  fileAt(place: number): Reference;
}

interface Candidate {
  readonly place: number;
  readonly parts: readonly string[];
  /** How many of them lie below the source. */
  readonly depth: number;
}

interface Wanted {
  readonly parts: readonly string[];
  readonly isAbsolute: boolean;
}

const asWritten: Folding = (text) => text;
const foldCase: Folding = (text) => text.toLowerCase();

/** Some ten megabytes of paths that are taken apart. */
const mostCandidatesKept = 50_000;

/**
 * Finds the recording that a table names: by its whole path; then by the longest end that the two paths share, of whole
 * folder names; then by its name alone, where exactly one recording has it and the tables name no second file of that
 * name in another folder. Of several, the only one that is still there. Capital letters matter unless nothing fits as written. What could be several recordings is
 * none of them.
 */
export class RecordingMatcher {
  readonly #recordings: readonly Matchable[];
  readonly #files: NamedFiles;
  readonly #byName: NameIndex;
  readonly #byStem: NameIndex;
  /** Files with a folder that the tables name. */
  readonly #inFolders: NameIndex;
  // Recorders that count from one share a few names among thousands of files, each of which asks for the same again.
  readonly #candidates = new Map<number, Candidate>();
  readonly #namedTwice = new Map<string, boolean>();

  private constructor(recordings: readonly Matchable[], files: NamedFiles) {
    this.#recordings = recordings;
    this.#files = files;
    const nameAt = (place: number): string => nameOf(recordings[place]?.relativePath ?? '');
    this.#byName = new NameIndex(recordings.length, nameAt);
    this.#byStem = new NameIndex(recordings.length, (place) => withoutEnding(nameAt(place)));
    this.#inFolders = new NameIndex(files.size, (place) => nameOf(files.fileAt(place).reference));
  }

  static async of(recordings: readonly Matchable[], files: NamedFiles, pace: Pace): Promise<RecordingMatcher> {
    const matcher = new RecordingMatcher(recordings, files);
    for (let place = 0; place < recordings.length; place += 1) {
      matcher.#byName.add(place);
      matcher.#byStem.add(place);
      if (pace.isDue) {
        await pace.rest();
      }
    }
    for (let place = 0; place < files.size; place += 1) {
      if (/[\\/]/u.test(files.fileAt(place).reference)) {
        matcher.#inFolders.add(place);
      }
      if (pace.isDue) {
        await pace.rest();
      }
    }
    return matcher;
  }

  match({ reference, isStem }: Reference): MatchResult {
    const parts = partsOfPath(reference);
    const places = (isStem ? this.#byStem : this.#byName).find(parts.at(-1) ?? '');
    if (places.length === 0) {
      return { kind: 'unmatched', reason: 'No recording of the chosen sources has this name.' };
    }
    const candidates = this.#nearest(places, parts.at(-2)).map((place) => this.#candidate(place, isStem));
    const wanted = { parts, isAbsolute: isAbsolute(reference) };
    const result = this.#among(wanted, candidates);
    if (result.kind === 'matched') {
      return result;
    }
    // A file that was moved is known twice: by its path before, where it is gone from, and by the one where it is.
    const present = candidates.filter(({ place }) => this.#recordings[place]?.isGone !== true);
    const again = present.length > 0 && present.length < candidates.length ? this.#among(wanted, present) : result;
    return again.kind === 'matched' ? again : result;
  }

  #among(wanted: Wanted, candidates: readonly Candidate[]): MatchResult {
    const found = byPath(wanted, candidates) ?? byRelativePath(wanted, candidates);
    return found ?? this.#byNameAlone(wanted.parts, candidates);
  }

  /** Those in a folder of the same name, if there are any; looked at before paths are taken apart, for there may be thousands. */
  #nearest(places: readonly number[], folder: string | undefined): readonly number[] {
    if (places.length === 1 || folder === undefined) {
      return places;
    }
    const wanted = folder.toLowerCase();
    const near = places.filter((place) => this.#folderOf(place) === wanted);
    return near.length > 0 ? near : places;
  }

  #folderOf(place: number): string {
    const { sourcePath = '', relativePath = '' } = this.#recordings[place] ?? {};
    const end = relativePath.lastIndexOf('/');
    const path = end < 0 ? sourcePath : relativePath.slice(0, end);
    return nameOf(path).normalize('NFC').toLowerCase();
  }

  #candidate(place: number, isStem: boolean): Candidate {
    const key = place * 2 + (isStem ? 1 : 0);
    const known = this.#candidates.get(key);
    if (known !== undefined) {
      return known;
    }
    const candidate = this.#takeApart(place, isStem);
    if (this.#candidates.size < mostCandidatesKept) {
      this.#candidates.set(key, candidate);
    }
    return candidate;
  }

  #takeApart(place: number, isStem: boolean): Candidate {
    const recording = this.#recordings[place];
    const below = partsOfPath(recording?.relativePath ?? '');
    const parts = [...partsOfPath(recording?.sourcePath ?? ''), ...below];
    const last = parts.at(-1) ?? '';
    return { place, parts: isStem ? [...parts.slice(0, -1), withoutEnding(last)] : parts, depth: below.length };
  }

  #byNameAlone(parts: readonly string[], candidates: readonly Candidate[]): MatchResult {
    const name = parts.at(-1) ?? '';
    const exact = candidates.filter((candidate) => candidate.parts.at(-1) === name);
    const fitting = exact.length > 0 ? exact : candidates;
    const [only] = fitting;
    if (fitting.length === 1 && only !== undefined && (parts.length === 1 || !this.#isNamedTwice(name))) {
      return { kind: 'matched', place: only.place, by: 'file-name' };
    }
    const reason =
      fitting.length > 1
        ? `${fitting.length} recordings have this name, and no folder tells which is meant.`
        : 'The tables name files of this name in different folders, and this one’s folder is not known.';
    return { kind: 'ambiguous', places: fitting.map(({ place }) => place), reason };
  }

  /** Whether the tables have a file of this name in more than one folder; a name written in two ways is one. */
  #isNamedTwice(name: string): boolean {
    const key = folded(name);
    const known = this.#namedTwice.get(key);
    if (known !== undefined) {
      return known;
    }
    const isTwice = this.#hasTwoFolders(name);
    this.#namedTwice.set(key, isTwice);
    return isTwice;
  }

  /**
   * Paths are compared with the longest alone: where each is an end of it they are one file, and where one is not, two of
   * them are of different folders.
   */
  #hasTwoFolders(name: string): boolean {
    let longest: readonly string[] = [];
    for (const place of this.#inFolders.find(name)) {
      const parts = partsOfPath(this.#files.fileAt(place).reference);
      if (!hasSameEnd(longest, parts)) {
        return true;
      }
      longest = parts.length > longest.length ? parts : longest;
    }
    return false;
  }
}

function nameOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

function byPath(wanted: Wanted, candidates: readonly Candidate[]): MatchResult | null {
  if (!wanted.isAbsolute) {
    return null;
  }
  const length = wanted.parts.length;
  for (const fold of [asWritten, foldCase]) {
    const same = candidates.filter(
      ({ parts }) => parts.length === length && sharedEnd(wanted.parts, parts, fold) === length,
    );
    const [only] = same;
    if (same.length === 1 && only !== undefined) {
      return { kind: 'matched', place: only.place, by: 'path' };
    }
  }
  return null;
}

/** One folder at least must agree: a name says nothing where several recordings have it. */
function byRelativePath(wanted: Wanted, candidates: readonly Candidate[]): MatchResult | null {
  for (const fold of [asWritten, foldCase]) {
    const agreeing = candidates
      .map((candidate) => ({ candidate, shared: sharedEnd(wanted.parts, candidate.parts, fold) }))
      .filter(({ shared }) => shared >= 2);
    const most = agreeing.reduce((best, { shared }) => Math.max(best, shared), 0);
    const longest = agreeing.filter(({ shared }) => shared === most).map(({ candidate }) => candidate);
    // `A/x.wav` is the whole path below one source and only the end of another's.
    const whole = longest.filter(({ depth }) => depth === wanted.parts.length);
    const [only] = whole.length === 1 ? whole : longest;
    if (only !== undefined && (whole.length === 1 || longest.length === 1)) {
      return { kind: 'matched', place: only.place, by: 'relative-path' };
    }
    if (longest.length > 1) {
      const reason = `${longest.length} recordings have this path below their folders.`;
      return { kind: 'ambiguous', places: longest.map(({ place }) => place), reason };
    }
  }
  return null;
}
