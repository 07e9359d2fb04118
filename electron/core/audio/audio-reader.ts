import type { Fault, Outcome } from '../../contract/outcome.ts';

/** What a header says, corrected by what the file really holds. */
export interface AudioInfo {
  /** In words, for example `WAV PCM 16-bit`. */
  readonly format: string;
  readonly sampleRate: number;
  readonly channels: number;
  /** null where the format has no fixed width (MP3, Ogg). */
  readonly bitsPerSample: number | null;
  /** Samples a channel that can be read. */
  readonly frames: number;
  readonly durationSeconds: number;
  /** Non-fatal remark for the person, for example that the end of the recording is missing. */
  readonly warning: string | null;
}

/** Which sound is taken from a recording of several channels: the mean of all, or one, counted from 1. */
export type ChannelChoice = 'mix' | number;

/** An open audio file of any format. The one who opened it closes it. */
export interface AudioReader {
  readonly info: AudioInfo;
  /**
   * Fills `target` with the chosen channel, or the mean of all, from `fromFrame` on, full scale = 1 (a float file that
   * goes beyond full scale is passed on as it is; values that are not numbers become 0). Returns the frames read: fewer
   * than asked for only at the end of the recording. A channel that the recording has not (see `openAudio`, which
   * refuses that) reads as silence. One call at a time.
   */
  readMono(fromFrame: number, target: Float32Array, channel?: ChannelChoice): Promise<Outcome<number>>;
  close(): Promise<void>;
}

/** A piece of a file that may hold facts about the recording: a RIFF chunk, a FLAC block, an ID3 tag. */
export interface MetadataBlock {
  /** The name by which metadata readers ask for it: the RIFF chunk id as it is written (`LIST`, `guan`, `bext`, `wamd`). */
  readonly kind: string;
  readonly position: number;
  readonly length: number;
}

/** What a format hands out: the reader, and where metadata lies (nothing of it is read yet). */
export interface FormatReader extends AudioReader {
  readonly metadataBlocks: readonly MetadataBlock[];
}

/** What the header of a recording says that is not read; null where it says nothing. */
export interface HeaderFacts {
  /** Container and codec in words, for example `WAV GSM 6.10`. */
  readonly format: string;
  readonly sampleRate: number | null;
  readonly channels: number | null;
  readonly bitsPerSample: number | null;
  readonly durationSeconds: number | null;
}

/** A file that is not read, with what it still tells about the recording. */
export interface Refusal {
  readonly ok: false;
  readonly fault: Fault;
  readonly header?: HeaderFacts;
  readonly metadataBlocks?: readonly MetadataBlock[];
}

export type OpenedFormat = { readonly ok: true; readonly value: FormatReader } | Refusal;
