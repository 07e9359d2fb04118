import type { WrittenFile } from './exported-file.ts';
import type { JournalEntry, StagingJournal } from './staging-journal.ts';

export interface ExportProgress {
  readonly done: number;
  readonly total: number;
  readonly bytes: number;
  readonly totalBytes: number;
}

interface StagedFilesOptions {
  /** Bytes of each file, as planned. */
  readonly bytes: readonly number[];
  /** Of each file, below the staging. */
  readonly names: readonly string[];
  readonly journal: StagingJournal;
  readonly onProgress: (progress: ExportProgress) => void;
}

/** A kill costs the copies of so long, and small files do not cost a write each. */
const noteEveryMilliseconds = 100;

/** What is complete in a staging; keeps its journal and tells the progress. */
export class StagedFiles {
  readonly written: WrittenFile[] = [];
  readonly #options: StagedFilesOptions;
  readonly #totalBytes: number;
  #unnoted: JournalEntry[] = [];
  #notedAt = performance.now();
  #done = 0;
  #bytes = 0;

  constructor(options: StagedFilesOptions) {
    this.#options = options;
    this.#totalBytes = options.bytes.reduce((sum, bytes) => sum + bytes, 0);
  }

  has(index: number): boolean {
    return this.written[index] !== undefined;
  }

  /** A file that was there already, or that was written now and is noted for whoever goes on after a kill. */
  add(index: number, written: WrittenFile, origin: 'found' | 'new'): void {
    const { bytes, names, onProgress } = this.#options;
    this.written[index] = written;
    this.#done += 1;
    this.#bytes += bytes[index] ?? 0;
    if (origin === 'new') {
      this.#unnoted.push({ name: names[index] ?? '', sha256: written.sha256, bytes: written.bytes });
      if (performance.now() - this.#notedAt > noteEveryMilliseconds) {
        this.note();
      }
    }
    onProgress({ done: this.#done, total: bytes.length, bytes: this.#bytes, totalBytes: this.#totalBytes });
  }

  note(): void {
    if (this.#unnoted.length > 0) {
      this.#options.journal.note(this.#unnoted);
      this.#unnoted = [];
    }
    this.#notedAt = performance.now();
  }
}
