/** A file as the library knows it: one that differs now is not exported. */
export interface KnownFile {
  readonly path: string;
  readonly sizeBytes: number;
  /** Whole milliseconds, as the library stores them. */
  readonly modifiedMs: number;
}

/** What a thread of the crew does with one file. */
export type FileTask =
  /** Copies to a new file and takes the sha256 of what it writes; shares the blocks where the disk can. */
  | { readonly kind: 'copy'; readonly file: KnownFile; readonly destination: string }
  /** Takes the sha256, and makes another name for the same bytes. */
  | { readonly kind: 'hard-link' | 'symbolic-link'; readonly file: KnownFile; readonly destination: string }
  /** Takes the sha256 of a file as it is. */
  | { readonly kind: 'hash'; readonly path: string }
  /** The same of a file that is still the one that the library knows, before and after. */
  | { readonly kind: 'hash-known'; readonly file: KnownFile }
  /** Whether the file is still the one that the library knows. */
  | { readonly kind: 'look'; readonly file: KnownFile };

export type SourceTrouble = 'changed' | 'missing' | 'unreadable';

export type FileResult =
  | { readonly ok: true; readonly sha256: string; readonly bytes: number }
  | { readonly ok: false; readonly trouble: SourceTrouble; readonly path: string; readonly detail: string }
  /** The destination's disk refused; the parts of the file system's error. */
  | { readonly ok: false; readonly trouble: 'destination'; readonly error: SystemErrorParts }
  | { readonly ok: false; readonly trouble: 'stopped' };

export interface SystemErrorParts {
  readonly code: string;
  readonly message: string;
  readonly path: string;
}

export interface CrewRequest {
  readonly batch: number;
  readonly tasks: readonly FileTask[];
  readonly stop: SharedArrayBuffer;
}

export interface CrewReply {
  readonly batch: number;
  readonly results: readonly FileResult[];
}
