import type { ExportedFile, WrittenFile } from '../exported-file.ts';

export interface TableInput {
  /** Absolute path of the folder once it is in place. */
  readonly folder: string;
  /** In rank order. */
  readonly files: readonly ExportedFile[];
  /** Tables of the folder that were written before this one, by name. */
  readonly written: ReadonlyMap<string, WrittenFile>;
}

/** A table beside the audio; describes itself, so that no form needs to know it. */
export interface TableKind {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly fileName: string;
  text(input: TableInput): string;
}
