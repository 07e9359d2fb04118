import type { FactValues } from '../../../contract/recording-facts.ts';

/** What one place says about a recording. */
export interface RecordingMetadata {
  /** ISO 8601 to the second or finer, with an offset where one is stated; the date alone where no more is known. */
  readonly recordedAt: string | null;
  readonly facts: FactValues;
  /** Fields that fit nowhere in `facts`, by the names that they have there. */
  readonly others?: Readonly<Record<string, string>>;
  /** The time is known to be wrong on such recorders: every other reading is taken before it. */
  readonly isTimeDoubtful?: boolean;
}

/** What metadata readers see: never the audio. */
export interface MetadataSource {
  readonly fileName: string;
  /** Contents of the blocks of this kind, in file order. */
  blocks(kind: string): readonly Uint8Array[];
}

/** One place where recorders leave facts. To add one: one file that exports this, and one line in `index.ts`. */
export interface MetadataReader {
  readonly id: string;
  readonly label: string;
  /** Kinds of blocks that it wants (see `MetadataBlock.kind`). */
  readonly kinds: readonly string[];
  /** How far its times are trusted, 1 first: with a stated offset, and without. */
  readonly timeTrust: { readonly withOffset: number; readonly without: number };
  /** A pure function; null where this place says nothing. */
  read(source: MetadataSource): RecordingMetadata | null;
}
