import { createFlacDecoder, type FlacDecoder } from './flac-decoder.ts';
import { parseFrameHeader } from './flac-frame.ts';
import { parseStreamInfo } from './flac-metadata.ts';
import { granuleBefore, type OggCodec } from './ogg-codec.ts';
import type { OggDecoder } from './ogg-stream.ts';
import { asciiOf } from './riff-chunks.ts';
import { isPossibleSound } from './sample-layout.ts';

const mark = '\x7fFLAC';
/** The mark, the version, the number of headers, `fLaC`, and the header of the block. */
const streamInfoOffset = 17;
const streamInfoBytes = 34;

/** FLAC in Ogg (RFC 9639, section 10.1): every packet is a frame. */
export const oggFlac: OggCodec = {
  recognises: (packet) => asciiOf(packet, 0, mark.length) === mark,
  headerPackets: (packet) => 1 + Math.max(1, (packet[7] ?? 0) * 256 + (packet[8] ?? 0)),
  commentOffset: 4,
  async readContent(head, window) {
    const [identification = new Uint8Array(0)] = head.packets;
    if (identification.length < streamInfoOffset + streamInfoBytes) {
      return null;
    }
    const { sampleRate, bitsPerSample, channels } = parseStreamInfo(identification.subarray(streamInfoOffset));
    return !isPossibleSound(sampleRate, channels)
      ? null
      : {
          label: `FLAC ${bitsPerSample}-bit in Ogg`,
          sampleRate,
          channels,
          bitsPerSample,
          granuleBefore: await granuleBefore(window, head, samplesOf),
          skip: 0,
          preroll: 0,
          createDecoder: () => Promise.resolve(createDecoder(channels, bitsPerSample)),
        };
  },
};

function samplesOf(packets: readonly Uint8Array[]): number {
  return packets.reduce((sum, packet) => sum + (parseFrameHeader(packet, 0)?.blockSize ?? 0), 0);
}

function createDecoder(channels: number, width: number): OggDecoder {
  let decoder: FlacDecoder | null = null;
  return {
    async decode(packets) {
      const target = Array.from({ length: channels }, () => new Float32Array(samplesOf(packets)));
      let at = 0;
      for (const packet of packets) {
        const header = parseFrameHeader(packet, 0);
        if (header === null) {
          continue;
        }
        decoder ??= await createFlacDecoder(header, width);
        // A damaged packet is silence of the length that it claims.
        for (const [channel, samples] of ((await decoder.decode(packet, header)) ?? []).entries()) {
          target[channel]?.set(samples, at);
        }
        at += header.blockSize;
      }
      return target;
    },
    reset: async () => decoder?.restart(),
    release: () => {
      decoder?.release();
    },
  };
}
