/**
 * One thing that a model was trained on, or that a split holds. One row of a training manifest gives several: its name,
 * its recorder and time, its hash.
 */
export type LeakageEntry =
  | { readonly kind: 'sha256'; readonly sha256: string }
  | {
      readonly kind: 'file-name';
      readonly fileName: string;
      /** Where it is known, so that recorders which name files by the time alone are told apart. */
      readonly recorder: string | null;
    }
  | {
      readonly kind: 'recorder-time';
      readonly recorder: string;
      /** ISO 8601, with or without an offset; or a date alone, which can only tell the night. */
      readonly time: string;
      /** How long it is, null where that is not known. */
      readonly seconds: number | null;
    }
  /** An absolute folder, or a part of a path such as `splits/train`. */
  | { readonly kind: 'folder'; readonly folder: string };

/** What the library knows of a recording that can give it away. */
export interface ComparedRecording {
  readonly recordingId: number;
  readonly sha256: string | null;
  readonly sourcePath: string;
  readonly relativePath: string;
  readonly fileName: string;
  /** By the file's header or name. */
  readonly recorder: string | null;
  /** By what the person said of the source. */
  readonly sourceRecorder: string | null;
  /** IANA name of the source's time zone. */
  readonly timeZone: string | null;
  readonly recordedAt: string | null;
  readonly durationSeconds: number | null;
}

/** A training entry to compare with is dropped twice where two files list it; this text is the same for both. */
export function entryText(entry: LeakageEntry): string {
  switch (entry.kind) {
    case 'sha256':
      return `sha256 ${entry.sha256}`;
    case 'file-name':
      return `file-name ${entry.fileName}\0${entry.recorder ?? ''}`;
    case 'recorder-time':
      return `recorder-time ${entry.recorder}\0${entry.time}\0${entry.seconds ?? ''}`;
    case 'folder':
      return `folder ${entry.folder}`;
  }
}
