import { fail, succeed, type Outcome } from '../../../contract/outcome.ts';
import type { AudioFile } from '../audio-file.ts';
import type { FormatReader, MetadataBlock } from '../audio-reader.ts';
import type { AudioFormat } from './audio-format.ts';
import { readerOverBlocks, type BlockStream } from './block-reader.ts';
import { createFileWindow, type FileWindow } from './file-window.ts';
import { flacMark } from './flac-metadata.ts';
import { openFlac } from './flac.ts';
import { decoderDelay, parseEncoderTag, tagReachBytes, type EncoderTag } from './mpeg-encoder-tag.ts';
import { isSameStream, parseMpegHeader } from './mpeg-frame.ts';
import { findFirstFrame, indexFrames, indexStep, nextFrame, type MpegIndex } from './mpeg-index.ts';
import { asciiOf } from './riff-chunks.ts';

const id3HeaderBytes = 10;
const mostTags = 16;
/** A frame may use bits of up to nine frames before it, and the filter remembers one more. */
const prerollFrames = 12;
const batchFrames = 32;

/** MPEG audio of layer III and II. Encoder delay and padding are left out, as ffmpeg does where a LAME tag names them. */
export const mp3Format: AudioFormat = {
  id: 'mp3',
  recognises: (head) => (asciiOf(head, 0, 3) === 'ID3' && head.length > id3HeaderBytes) || isMpegStart(head),
  open: openMp3,
};

/** A frame header that is followed by another, where the first bytes reach that far. */
function isMpegStart(head: Uint8Array): boolean {
  const header = parseMpegHeader(head, 0);
  if (header === null) {
    return false;
  }
  const next = parseMpegHeader(head, header.length);
  return next === null ? head.length <= header.length + 3 : isSameStream(header, next);
}

async function openMp3(file: AudioFile): Promise<Outcome<FormatReader>> {
  const tags = await readId3Tags(file);
  const last = tags.at(-1);
  const begin = last === undefined ? 0 : last.position + last.length;
  if (asciiOf(await file.peek(begin, flacMark.length), 0, flacMark.length) === flacMark) {
    return openFlac(file, tags);
  }
  const window = createFileWindow(file);
  const found = await findFirstFrame(window, begin);
  if (found === null) {
    return fail(
      'damaged-file',
      'The file starts like an MP3 recording but no audio can be found in it. Copy it from the card again; if that does not help, the recording is lost.',
    );
  }
  const head = await window.at(found.position, Math.min(tagReachBytes, found.header.length));
  const tag = parseEncoderTag(head, found.header);
  const start = tag === null ? found.position : found.position + found.header.length;
  const index = await indexFrames(window, { position: start, header: found.header });
  const { frames, skip } = playedPart(index, tag);
  if (frames <= 0) {
    return fail(
      'no-audio-data',
      'The file has a header but no audio: the recorder stopped before it recorded anything.',
    );
  }
  const { layer, sampleRate, channels } = index.first;
  return succeed(
    readerOverBlocks({
      file,
      info: {
        format: layer === 3 ? 'MP3' : 'MPEG audio layer II',
        sampleRate,
        channels,
        bitsPerSample: null,
        frames,
        durationSeconds: frames / sampleRate,
        warning: warningOf(index, tag),
      },
      metadataBlocks: tags,
      openStream: () => openStream(window, index, skip),
    }),
  );
}

/** The tags in front of the audio; a tag that claims more than the file holds ends the walk. */
async function readId3Tags(file: AudioFile): Promise<MetadataBlock[]> {
  const tags: MetadataBlock[] = [];
  for (let position = 0; tags.length < mostTags;) {
    const head = await file.peek(position, id3HeaderBytes);
    if (asciiOf(head, 0, 3) !== 'ID3' || head.length < id3HeaderBytes) {
      break;
    }
    const [a = 0, b = 0, c = 0, d = 0] = head.subarray(6);
    const content = ((a & 127) << 21) | ((b & 127) << 14) | ((c & 127) << 7) | (d & 127);
    const footer = ((head[5] ?? 0) & 0x10) === 0 ? 0 : id3HeaderBytes;
    const length = id3HeaderBytes + content + footer;
    if (position + length > file.size) {
      break;
    }
    tags.push({ kind: 'ID3', position, length });
    position += length;
  }
  return tags;
}

/** The frames that are sound, and how many decoded ones come before them. */
function playedPart(index: MpegIndex, tag: EncoderTag | null): { frames: number; skip: number } {
  const decoded = index.count * index.first.frames;
  if (tag === null || tag.delay === null) {
    return { frames: decoded, skip: 0 };
  }
  const skip = tag.delay + decoderDelay;
  const padding = tag.frameCount === index.count ? Math.max(0, tag.padding - decoderDelay) : 0;
  return { frames: decoded - skip - padding, skip };
}

function warningOf(index: MpegIndex, tag: EncoderTag | null): string | null {
  if (tag !== null && tag.frameCount > index.count) {
    return 'The file ends before the recording does: the header promises more audio than there is. The whole part was recovered.';
  }
  return index.isDamaged ? 'Parts of this file are damaged. Everything whole was recovered.' : null;
}

async function openStream(window: FileWindow, index: MpegIndex, skip: number): Promise<BlockStream> {
  // Loaded when the first such file is read: most libraries hold WAV files only.
  const { MPEGDecoder } = await import('mpg123-decoder');
  const decoder = new MPEGDecoder({ enableGapless: false });
  await decoder.ready;
  const { first } = index;
  const end = index.count * first.frames;
  let isFresh = true;
  /** Of the next frame to be fed. */
  let position = 0;
  let fed = 0;
  /** Of the next sample to come out, counted from the first frame. */
  let produced = 0;
  /** Feeds one frame and returns what comes out, which is behind by a frame at first. */
  const feed = async (): Promise<Float32Array[] | null> => {
    const frame = fed < index.count ? await nextFrame(window, position, first) : null;
    if (frame === null) {
      return null;
    }
    position = frame.position + frame.header.length;
    fed += 1;
    isFresh = false;
    return decoder.decode(await window.at(frame.position, frame.header.length)).channelData;
  };
  return {
    async seek(frame) {
      if (!isFresh) {
        await decoder.reset();
        isFresh = true;
      }
      const wanted = Math.max(0, Math.floor((frame + skip) / first.frames) - prerollFrames);
      const entry = Math.min(Math.floor(wanted / indexStep), index.positions.length - 1);
      position = index.positions[entry] ?? index.firstPosition;
      fed = entry * indexStep;
      for (; fed < wanted; fed += 1) {
        const passed = await nextFrame(window, position, first);
        position = passed === null ? window.size : passed.position + passed.header.length;
      }
      produced = fed * first.frames;
    },
    async next() {
      for (let tries = 0; tries < batchFrames; tries += 1) {
        const channels = await feed();
        const count = channels?.[0]?.length ?? 0;
        if (channels === null) {
          return null;
        }
        if (count > 0) {
          const start = produced - skip;
          produced = Math.min(end, produced + count);
          return { start, channels: first.channels === 1 ? channels.slice(0, 1) : channels, frames: count };
        }
      }
      return null;
    },
    release: () => {
      decoder.free();
    },
  };
}
