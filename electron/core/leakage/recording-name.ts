import { nameKey } from '../export/safe-file-name.ts';
import { hasAudioName } from '../intake/audio-names.ts';
import { isCertainRecorder } from './recorder-key.ts';

/** What a file name gives away, whatever its folder and ending. */
export interface RecordingName {
  /** The name without its ending, in the form in which equal names are equal. */
  readonly full: string;
  /** Names of the recording that it may be a copy or clip of: without `<recorder>__` prefixes, without clip marks. */
  readonly inner: readonly string[];
  /** The recorder that the name itself states. */
  readonly recorder: string | null;
  readonly site: string | null;
}

/** The study's names: {positive|negative}_{quality}_{call type}_{recorder}_{site}_{time}. */
const studyName =
  /^(?:positive|negative)(?:_(?:high|medium|low))?(?:_[a-z]+)?_(?<recorder>(?:[a-z]+-?)?\d{1,4}|[0-9a-f]{16})_(?<site>.+?)_\d{8}[t_-]?\d{6}/;
/** BirdNET-Analyzer's segments: {confidence}_{number}_{stem}_{from}s_{to}s. */
const birdnetSegment = /^\d\.\d{3}_\d+_(?<stem>.+)_\d+(?:\.\d+)?s_\d+(?:\.\d+)?s$/;
/** Two exported files of one name end in a short hash of their path. */
const hashEnding = /~[0-9a-f]{8}$/;
const separator = '__';
/** Names that need no Unicode: nearly all of a million. */
const plainAscii = /^[ -~]*$/;
/** Shorter remainders of a name say nothing. */
const shortestInner = 3;

/** The last part of a path of any system. */
export function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

/** Reads a file name; a path is cut down to its last part. */
export function recordingName(fileName: string): RecordingName {
  const base = baseName(fileName);
  const stem = hasAudioName(base) ? base.slice(0, base.lastIndexOf('.')) : base;
  const full = plainAscii.test(stem) ? stem.toLowerCase() : nameKey(stem);
  const inner = innerNames(full);
  const study = studyParts(full) ?? inner.map(studyParts).find((parts) => parts !== null);
  return {
    full,
    inner,
    recorder: study?.recorder ?? prefixRecorder(full),
    site: study?.site ?? null,
  };
}

function studyParts(name: string): { readonly recorder: string; readonly site: string } | null {
  const isStudy = name.startsWith('positive_') || name.startsWith('negative_');
  const groups = isStudy ? studyName.exec(name)?.groups : undefined;
  return groups === undefined ? null : { recorder: groups['recorder'] ?? '', site: groups['site'] ?? '' };
}

const noNames: readonly string[] = [];

function innerNames(full: string): readonly string[] {
  const isSegment = full.charAt(1) === '.';
  if (!isSegment && !full.includes(separator)) {
    return noNames;
  }
  const names: string[] = [];
  const segment = birdnetSegment.exec(full)?.groups?.['stem'];
  if (segment !== undefined) {
    names.push(segment);
  }
  for (let at = full.indexOf(separator); at >= 0; at = full.indexOf(separator, at + 1)) {
    const rest = full.slice(at + separator.length);
    names.push(rest, rest.replace(hashEnding, ''));
  }
  return [...new Set(names)].filter((name) => name.length >= shortestInner);
}

function prefixRecorder(full: string): string | null {
  const at = full.indexOf(separator);
  const prefix = at < 0 ? '' : full.slice(0, at);
  return prefix !== '' && isCertainRecorder(prefix) ? prefix : null;
}
