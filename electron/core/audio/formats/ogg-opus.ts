import type { FileWindow } from './file-window.ts';
import { granuleBefore, type OggCodec, type OggContent } from './ogg-codec.ts';
import type { OggDecoder, OggHead } from './ogg-stream.ts';
import { asciiOf, uint16At } from './riff-chunks.ts';
import { withoutConsole } from './without-console.ts';

/** Opus always decodes at this rate, whatever the sound was recorded at. */
const opusRate = 48_000;
/** The format asks for 80 ms before a place; a second makes a jump sound the same as reading through. */
const prerollSamples = opusRate;
const mostPacketBytes = 3840;

/** Opus in Ogg (RFC 7845). The pre-skip is left out and the header's gain applied, as ffmpeg does. */
export const oggOpus: OggCodec = {
  recognises: (packet) => asciiOf(packet, 0, 8) === 'OpusHead',
  headerPackets: () => 2,
  commentOffset: 8,
  readContent,
};

interface OpusLayout {
  readonly channels: number;
  readonly gain: number;
  readonly streamCount: number;
  readonly coupledStreamCount: number;
  readonly channelMappingTable: number[];
}

async function readContent(head: OggHead, window: FileWindow): Promise<OggContent | null> {
  const [identification = new Uint8Array(0)] = head.packets;
  const layout = parseLayout(identification);
  if (layout === null) {
    return null;
  }
  return {
    label: 'Ogg Opus',
    sampleRate: opusRate,
    channels: layout.channels,
    bitsPerSample: null,
    granuleBefore: await granuleBefore(window, head, samplesOf),
    skip: uint16At(identification, 10),
    preroll: prerollSamples,
    createDecoder: () => createDecoder(layout),
  };
}

function parseLayout(bytes: Uint8Array): OpusLayout | null {
  const channels = bytes[9] ?? 0;
  if (bytes.length < 19 || channels === 0 || ((bytes[8] ?? 255) & 0xf0) !== 0) {
    return null;
  }
  // A signed number of 1/256 dB.
  const gain = 10 ** (((uint16At(bytes, 16) << 16) >> 16) / (20 * 256));
  const isSimple = bytes[18] === 0;
  const layout: OpusLayout = {
    channels,
    gain,
    streamCount: isSimple ? 1 : (bytes[19] ?? 0),
    coupledStreamCount: isSimple ? channels - 1 : (bytes[20] ?? 0),
    channelMappingTable: isSimple ? [0, 1].slice(0, channels) : [...bytes.subarray(21, 21 + channels)],
  };
  return isSound(layout) ? layout : null;
}

function isSound({ channels, streamCount, coupledStreamCount, channelMappingTable }: OpusLayout): boolean {
  const decodedChannels = streamCount + coupledStreamCount;
  return (
    streamCount > 0 &&
    coupledStreamCount <= streamCount &&
    decodedChannels <= 255 &&
    channelMappingTable.length === channels &&
    channelMappingTable.every((index) => index === 255 || index < decodedChannels)
  );
}

function samplesOf(packets: readonly Uint8Array[]): number {
  return packets.reduce((sum, packet) => sum + packetSamples(packet), 0);
}

/** Samples a channel of one packet at 48 kHz (RFC 6716, section 3.1). */
function packetSamples(packet: Uint8Array): number {
  const [first = 0, second = 0] = packet;
  const configuration = first >> 3;
  const frame =
    configuration < 12
      ? ([480, 960, 1920, 2880][configuration & 3] ?? 0)
      : configuration < 16
        ? ([480, 960][configuration & 1] ?? 0)
        : ([120, 240, 480, 960][configuration & 3] ?? 0);
  const count = ([1, 2, 2, second & 63] as const)[first & 3] ?? 0;
  return packet.length === 0 ? 0 : Math.min(5760, frame * count);
}

async function createDecoder(layout: OpusLayout): Promise<OggDecoder> {
  const { channels, gain, streamCount, coupledStreamCount, channelMappingTable } = layout;
  // Loaded when the first such file is read: most libraries hold WAV files only.
  const { OpusDecoder } = await import('opus-decoder');
  const decoder = new OpusDecoder({ channels, streamCount, coupledStreamCount, channelMappingTable, preSkip: 0 });
  await decoder.ready;
  return {
    decode: (packets) => {
      const target = Array.from({ length: channels }, () => new Float32Array(samplesOf(packets)));
      let at = 0;
      for (const packet of packets) {
        // A damaged packet is silence of the length that it claims.
        const isSound = packet.length > 0 && packet.length <= mostPacketBytes * channels;
        const decoded = isSound ? withoutConsole(() => decoder.decodeFrame(packet)) : null;
        const samples = packetSamples(packet);
        for (const [channel, data] of (decoded?.channelData ?? []).entries()) {
          target[channel]?.set(data.subarray(0, samples), at);
        }
        at += samples;
      }
      return Promise.resolve(gain === 1 ? target : target.map((samples) => samples.map((sample) => sample * gain)));
    },
    reset: () => decoder.reset(),
    release: () => {
      decoder.free();
    },
  };
}
