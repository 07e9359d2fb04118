import { succeed } from '../../../contract/outcome.ts';
import { faultOfFileError, type AudioFile } from '../audio-file.ts';
import type { ChannelChoice, FormatReader, MetadataBlock } from '../audio-reader.ts';
import { refuseShrunk } from './file-window.ts';
import { monoDecoder, type DecodeMono } from './sample-codecs.ts';
import type { SampleLayout } from './sample-layout.ts';
import { warningOf, type SoundExtent } from './sound-extent.ts';

/** Bytes decoded at a time: memory stays flat whatever the caller asks for. */
const pieceBytes = 1 << 18;

/** Kept from one file to the next: on a card of short recordings it would be most of what is allocated. */
let spareScratch: Uint8Array<ArrayBuffer> | null = null;

function takeScratch(length: number): Uint8Array<ArrayBuffer> {
  const spare = spareScratch;
  spareScratch = null;
  return spare !== null && spare.length >= length ? spare : new Uint8Array(length);
}

/** The reader of samples of fixed size: every frame lies where it can be computed. The extent holds a frame at least. */
export function pcmReader(
  file: AudioFile,
  layout: SampleLayout,
  extent: SoundExtent,
  metadataBlocks: readonly MetadataBlock[],
): FormatReader {
  const { label, sampleRate, channels, bitsPerSample, bytesPerFrame } = layout;
  const frames = Math.floor(extent.length / bytesPerFrame);
  const decoders = new Map<ChannelChoice, DecodeMono>();
  const decoderOf = (channel: ChannelChoice): DecodeMono => {
    const decode = decoders.get(channel) ?? monoDecoder(layout, channel);
    decoders.set(channel, decode);
    return decode;
  };
  const pieceFrames = Math.max(1, Math.floor(pieceBytes / bytesPerFrame));
  return {
    info: {
      format: label,
      sampleRate,
      channels,
      bitsPerSample,
      frames,
      durationSeconds: frames / sampleRate,
      warning: warningOf(extent, bytesPerFrame * sampleRate),
    },
    metadataBlocks,
    async readMono(fromFrame, target, channel = 'mix') {
      const decode = decoderOf(channel);
      const wanted = Math.max(0, Math.min(target.length, frames - fromFrame));
      let done = 0;
      const scratch = takeScratch(Math.min(pieceFrames, wanted) * bytesPerFrame);
      try {
        while (done < wanted) {
          const count = Math.min(pieceFrames, wanted - done);
          const length = count * bytesPerFrame;
          const bytes = scratch.subarray(0, length);
          const read = await file.read(extent.position + (fromFrame + done) * bytesPerFrame, bytes);
          if (read < length) {
            return refuseShrunk();
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
