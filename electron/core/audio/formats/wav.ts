import { fail, succeed, type Outcome } from '../../../contract/outcome.ts';
import { faultOfFileError, type AudioFile } from '../audio-file.ts';
import type { ChannelChoice, FormatReader, MetadataBlock } from '../audio-reader.ts';
import type { AudioFormat } from './audio-format.ts';
import { asciiOf, uint64At, walkAfter, walkToData, type RiffChunk } from './riff-chunks.ts';
import { monoDecoder, type DecodeMono } from './sample-codecs.ts';
import { locateData, type DataExtent } from './wav-data-extent.ts';
import { parseFormatChunk, type WavLayout } from './wav-format-chunk.ts';

const riffHeaderBytes = 12;
const mostFormatBytes = 64;
/** Bytes decoded at a time: memory stays flat whatever the caller asks for. */
const pieceBytes = 1 << 18;

/** Kept from one file to the next: on a card of short recordings it would be most of what is allocated. */
let spareScratch: Uint8Array<ArrayBuffer> | null = null;

function takeScratch(length: number): Uint8Array<ArrayBuffer> {
  const spare = spareScratch;
  spareScratch = null;
  return spare !== null && spare.length >= length ? spare : new Uint8Array(length);
}

/** RIFF/WAVE, RF64 and BW64 with uncompressed samples or G.711. */
export const wavFormat: AudioFormat = {
  id: 'wav',
  recognises(head) {
    const id = asciiOf(head, 0, 4);
    return (id === 'RIFF' || id === 'RF64' || id === 'BW64') && (head.length < 12 || asciiOf(head, 8, 4) === 'WAVE');
  },
  open: openWav,
};

async function openWav(file: AudioFile): Promise<Outcome<FormatReader>> {
  const before = await walkToData(file, riffHeaderBytes);
  const formatChunk = before.find((chunk) => chunk.id === 'fmt ');
  const data = before.find((chunk) => chunk.id === 'data');
  if (data === undefined) {
    return withoutData(formatChunk !== undefined);
  }
  const extent = await locateData(file, data, await longDataLength(file, before));
  const after = extent.isFollowedByChunks ? await walkAfter(file, { ...data, claimedLength: extent.length }) : [];
  const format = formatChunk ?? after.find((chunk) => chunk.id === 'fmt ');
  if (format === undefined) {
    return withoutData(false);
  }
  const layout = parseFormatChunk(
    await file.peek(format.position, Math.min(format.claimedLength, mostFormatBytes)),
    extent.length,
  );
  if (!layout.ok) {
    return layout;
  }
  const frames = Math.floor(extent.length / layout.value.bytesPerFrame);
  if (frames === 0) {
    return fail(
      'no-audio-data',
      'The file has a header but no audio: the recorder stopped before it recorded anything.',
    );
  }
  return succeed(readerOver(file, layout.value, extent, metadataBlocks(file, [...before, ...after])));
}

function readerOver(
  file: AudioFile,
  layout: WavLayout,
  extent: DataExtent,
  blocks: readonly MetadataBlock[],
): FormatReader {
  const frames = Math.floor(extent.length / layout.bytesPerFrame);
  const decoders = new Map<ChannelChoice, DecodeMono>();
  const decoderOf = (channel: ChannelChoice): DecodeMono => {
    const decode = decoders.get(channel) ?? monoDecoder(layout.encoding, layout.channels, channel);
    decoders.set(channel, decode);
    return decode;
  };
  const pieceFrames = Math.max(1, Math.floor(pieceBytes / layout.bytesPerFrame));
  return {
    info: {
      format: layout.label,
      sampleRate: layout.sampleRate,
      channels: layout.channels,
      bitsPerSample: layout.bitsPerSample,
      frames,
      durationSeconds: frames / layout.sampleRate,
      warning: extent.warning,
    },
    metadataBlocks: blocks,
    async readMono(fromFrame, target, channel = 'mix') {
      const decode = decoderOf(channel);
      const wanted = Math.max(0, Math.min(target.length, frames - fromFrame));
      let done = 0;
      const scratch = takeScratch(Math.min(pieceFrames, wanted) * layout.bytesPerFrame);
      try {
        while (done < wanted) {
          const count = Math.min(pieceFrames, wanted - done);
          const length = count * layout.bytesPerFrame;
          const bytes = scratch.subarray(0, length);
          const read = await file.read(extent.position + (fromFrame + done) * layout.bytesPerFrame, bytes);
          if (read < length) {
            return fail('file-changed', 'The file became shorter while it was read. Scan the folder again.');
          }
          decode(bytes, count, target.subarray(done, done + count));
          done += count;
        }
        return succeed(done);
      } catch (error) {
        return { ok: false, fault: faultOfFileError(error) };
      } finally {
        spareScratch = scratch;
      }
    },
    close: () => file.close(),
  };
}

/** The 64-bit data length of the `ds64` chunk of an RF64 or BW64 file. */
async function longDataLength(file: AudioFile, chunks: readonly RiffChunk[]): Promise<number | null> {
  const chunk = chunks.find(({ id }) => id === 'ds64');
  if (chunk === undefined || chunk.claimedLength < 16) {
    return null;
  }
  const bytes = await file.peek(chunk.position, 16);
  return bytes.length < 16 ? null : uint64At(bytes, 8);
}

function metadataBlocks(file: AudioFile, chunks: readonly RiffChunk[]): MetadataBlock[] {
  return chunks
    .filter(({ id, position, claimedLength }) => !isStructural(id) && position + claimedLength <= file.size)
    .map(({ id, position, claimedLength }) => ({ kind: id, position, length: claimedLength }));
}

function isStructural(id: string): boolean {
  return ['fmt ', 'data', 'fact', 'ds64', 'JUNK', 'PAD ', 'FLLR', 'PEAK'].includes(id);
}

function withoutData(hasFormat: boolean): Outcome<never> {
  return fail(
    'damaged-file',
    'The file starts like a WAV recording but its header is incomplete. Copy it from the card again; if that does not help, the recording is lost.',
    hasFormat ? 'no data chunk' : 'no fmt chunk',
  );
}
