import { scoreOf, type ExportedFile } from '../exported-file.ts';

const wavHeaderBytes = 44;
const assumedSampleRate = 48_000;

/** An exported file on the line that programs draw when all files of a folder are opened one after the other. */
export interface TimedFile {
  readonly file: ExportedFile;
  /** Where the file begins on that line. */
  readonly beginSeconds: number;
  readonly durationSeconds: number;
  readonly sampleRate: number;
  /** The window that scored, from the beginning of the file, as far as the file holds it. */
  readonly fromSeconds: number;
  readonly toSeconds: number;
  readonly confidence: number;
}

function byName(one: ExportedFile, other: ExportedFile): number {
  return Buffer.compare(Buffer.from(one.planned.exportedName), Buffer.from(other.planned.exportedName));
}

/** Exact for what was written anew: by the bytes. */
function durationOf({ planned, written, member }: ExportedFile, sampleRate: number): number {
  return planned.part === null ? (member.durationSeconds ?? 0) : (written.bytes - wavHeaderBytes) / 2 / sampleRate;
}

function windowOf({ member, planned }: ExportedFile): { from: number; to: number } | null {
  const { bestFromSeconds, bestToSeconds } = member;
  if (bestFromSeconds === null || bestToSeconds === null) {
    return null;
  }
  const from = planned.part?.window?.fromSeconds ?? bestFromSeconds;
  return { from, to: from + bestToSeconds - bestFromSeconds };
}

function within(value: number, end: number): number {
  return Math.max(0, Math.min(value, end));
}

/** The files of a folder by name, each beginning where the one before ends; no file is left out (field guide §4.1). */
export function timelineOf(files: readonly ExportedFile[]): readonly TimedFile[] {
  let beginSeconds = 0;
  return files.toSorted(byName).map((file) => {
    const sampleRate = file.planned.part?.sampleRate ?? file.member.sampleRate ?? assumedSampleRate;
    const durationSeconds = durationOf(file, sampleRate);
    const offset = file.planned.part?.fromSeconds ?? 0;
    const window = windowOf(file);
    const timed = {
      file,
      beginSeconds,
      durationSeconds,
      sampleRate,
      fromSeconds: window === null ? 0 : within(window.from - offset, durationSeconds),
      toSeconds: window === null ? durationSeconds : within(window.to - offset, durationSeconds),
      confidence: scoreOf(file).confidence ?? 0,
    };
    beginSeconds += durationSeconds;
    return timed;
  });
}

/** BirdNET's labels are `Scientific name_Common name`; one without an underscore is both. */
export function speciesOf(label: string): { readonly scientific: string; readonly common: string } {
  const cut = label.indexOf('_');
  return cut === -1
    ? { scientific: label, common: label }
    : { scientific: label.slice(0, cut), common: label.slice(cut + 1) };
}
