import type { AudioFile } from '../audio-file.ts';
import type { OpenedFormat } from '../audio-reader.ts';

/** A format that is decoded. To add one: one file that exports this, and one line in `index.ts`. */
export interface AudioFormat {
  readonly id: string;
  /** Decides by content; `head` is the beginning of the file (up to 4 kB), never the name. */
  recognises(head: Uint8Array): boolean;
  /** Reads the header only. The reader closes the file; on failure the caller does. May throw errors of the file system. */
  open(file: AudioFile): Promise<OpenedFormat>;
  /**
   * Looks a little further into a file that nothing recognises, because its beginning may be missing; null where the
   * format is not there.
   */
  openHeadless?(file: AudioFile): Promise<OpenedFormat | null>;
}
