import type { FileWindow } from './file-window.ts';
import { findOggPage, readWholePackets } from './ogg-pages.ts';
import type { OggDecoder, OggHead, OggTiming } from './ogg-stream.ts';

/** What its header packets say of a stream. */
export interface OggContent extends OggTiming {
  readonly label: string;
  readonly sampleRate: number;
  readonly channels: number;
  /** null where the codec has no fixed width. */
  readonly bitsPerSample: number | null;
  createDecoder(): Promise<OggDecoder>;
}

/** A codec inside Ogg. To add one: one file that exports this, and one line in `ogg-codecs.ts`. */
export interface OggCodec {
  /** Decides by the first packet of a stream. */
  recognises(packet: Uint8Array): boolean;
  /** How many packets come before the audio. */
  headerPackets(packet: Uint8Array): number;
  /** Bytes before the comments in the second packet. */
  readonly commentOffset: number;
  /** null where the header is damaged. */
  readContent(head: OggHead, window: FileWindow): Promise<OggContent | null>;
}

/**
 * The granule before the first packet, from the first page with audio and from how long packets are: a recording that
 * was cut out of a longer one does not begin at 0. `samplesOf` counts the samples of packets that follow each other.
 */
export async function granuleBefore(
  window: FileWindow,
  head: OggHead,
  samplesOf: (packets: readonly Uint8Array[]) => number,
): Promise<number> {
  const page = await findOggPage(window, head.audioPosition, window.size, head.serial);
  // The last page of all may end before its packets do.
  if (page === null || page.isLast || page.granule < 0) {
    return 0;
  }
  return Math.max(0, page.granule - samplesOf(await readWholePackets(window, page)));
}
