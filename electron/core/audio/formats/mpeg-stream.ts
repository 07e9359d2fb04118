import type { BlockStream } from './block-reader.ts';
import type { FileWindow } from './file-window.ts';
import type { MpegEntry, MpegIndex } from './mpeg-index.ts';
import { findFrame, nextFrame, type MpegFrame } from './mpeg-search.ts';
import { withoutConsole } from './without-console.ts';

/** The frames of an MPEG recording. */
export interface MpegStream {
  readonly window: FileWindow;
  readonly first: MpegFrame;
  readonly count: number;
  /** Bytes of a frame where all have the same, so that a place is known without walking there. */
  readonly constantBytes: number | null;
  readonly index: MpegIndex;
}

/** A frame may use bits of up to nine frames before it, and the filter remembers one more. */
const prerollFrames = 12;
const batchFrames = 32;

/** The sound of a recording behind its first `skip` decoded samples. */
export async function openStream(stream: MpegStream, skip: number): Promise<BlockStream> {
  // Loaded when the first such file is read: most libraries hold WAV files only.
  const { MPEGDecoder } = await import('mpg123-decoder');
  const decoder = new MPEGDecoder({ enableGapless: false });
  await decoder.ready;
  const { window, count, constantBytes } = stream;
  const { header } = stream.first;
  const end = count * header.frames;
  let isFresh = true;
  /** The next frame to be fed. */
  let next: MpegEntry = { frame: 0, position: stream.first.position };
  /** Of the next sample to come out, counted from the first frame. */
  let produced = 0;
  /** Feeds one frame and returns what comes out, which is behind by a frame at first. */
  const feed = async (): Promise<Float32Array[] | null> => {
    const frame = next.frame < count ? await nextFrame(window, next.position, header) : null;
    if (frame === null) {
      return null;
    }
    // Where the place says the time, a damaged part costs none.
    const lost = constantBytes === null ? 0 : Math.round((frame.position - next.position) / constantBytes);
    produced += lost * header.frames;
    next = { frame: next.frame + lost + 1, position: frame.position + frame.header.length };
    isFresh = false;
    const bytes = await window.at(frame.position, frame.header.length);
    const { channelData } = withoutConsole(() => decoder.decode(bytes));
    // The decoder makes two equal channels of one; a stream may go from one to two.
    return frame.header.channels === 1 ? channelData.slice(0, 1) : channelData;
  };
  return {
    async seek(frame) {
      if (!isFresh) {
        await decoder.reset();
        isFresh = true;
      }
      const wanted = Math.max(0, Math.floor((frame + skip) / header.frames) - prerollFrames);
      next = await entryFor(stream, wanted);
      while (next.frame < wanted) {
        const passed = await nextFrame(window, next.position, header);
        const position = passed === null ? window.size : passed.position + passed.header.length;
        next = { frame: next.frame + 1, position };
      }
      produced = next.frame * header.frames;
    },
    async next() {
      for (let tries = 0; tries < batchFrames; tries += 1) {
        const channels = await feed();
        const frames = channels?.[0]?.length ?? 0;
        if (channels === null) {
          return null;
        }
        if (frames > 0) {
          const start = produced - skip;
          produced = Math.min(end, produced + frames);
          return { start, channels, frames };
        }
      }
      return null;
    },
    release: () => {
      decoder.free();
    },
  };
}

/** A frame at or a little before the wanted one. */
async function entryFor({ window, first, constantBytes, index }: MpegStream, wanted: number): Promise<MpegEntry> {
  const guess = constantBytes === null ? 0 : Math.floor(first.position + wanted * constantBytes) - 1;
  if (constantBytes === null || guess <= first.position) {
    return index.entryFor(wanted);
  }
  const found = await findFrame(window, guess, first.header);
  const frame = found === null ? Infinity : Math.round((found.position - first.position) / constantBytes);
  return found === null || frame > wanted ? index.entryFor(wanted) : { frame, position: found.position };
}
