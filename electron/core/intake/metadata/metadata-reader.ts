/** What a recorder says about a recording; null where it says nothing. */
export interface RecordingMetadata {
  /** ISO 8601 to the second or finer, with an offset where one is known. */
  readonly recordedAt: string | null;
  /** Serial number or name of the device. */
  readonly recorder: string | null;
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
  /** A pure function; null where this place says nothing. */
  read(source: MetadataSource): RecordingMetadata | null;
}
