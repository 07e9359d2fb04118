import type { OggVorbisDecoder } from '@wasm-audio-decoders/ogg-vorbis';
import type { FileWindow } from './file-window.ts';
import { granuleBefore, type OggCodec, type OggContent } from './ogg-codec.ts';
import type { OggDecoder, OggHead } from './ogg-stream.ts';
import { asciiOf, uint32At } from './riff-chunks.ts';
import { isPossibleSound } from './sample-layout.ts';
import { readVorbisModes, vorbisSamples } from './vorbis-packets.ts';

/** Two of the longest blocks: the first decoded one only prepares the next. */
const prerollSamples = 2 * 8192;
/** The room that the decoder has for one packet. */
const mostPacketBytes = 128 * 1024;

/** Vorbis in Ogg. */
export const oggVorbis: OggCodec = {
  recognises: (packet) => asciiOf(packet, 0, 7) === '\x01vorbis',
  headerPackets: () => 3,
  commentOffset: 7,
  readContent,
};

async function readContent(head: OggHead, window: FileWindow): Promise<OggContent | null> {
  const [identification = new Uint8Array(0), , setup = new Uint8Array(0)] = head.packets;
  const channels = identification[11] ?? 0;
  const sampleRate = uint32At(identification, 12);
  const isSound =
    identification.length >= 30 &&
    isPossibleSound(sampleRate, channels) &&
    asciiOf(setup, 0, 7) === '\x05vorbis' &&
    setup.length <= mostPacketBytes;
  if (!isSound) {
    return null;
  }
  const modes = readVorbisModes(identification, setup);
  return {
    label: 'Ogg Vorbis',
    sampleRate,
    channels,
    bitsPerSample: null,
    granuleBefore: modes === null ? 0 : await granuleBefore(window, head, (packets) => vorbisSamples(packets, modes)),
    skip: 0,
    preroll: prerollSamples,
    createDecoder: () => createDecoder(identification, setup),
  };
}

type Pages = Parameters<OggVorbisDecoder['decodeOggPages']>[0];

/** A page as the decoder wants it: of all that its type lists it reads these. */
function pageOf(data: Uint8Array, packets: readonly Uint8Array[], setup: Uint8Array | null): Pages {
  const codecFrames = packets.map((packet) => ({ data: packet, header: { vorbisSetup: setup } }));
  return [{ data, codecFrames, isLastPage: false }] as unknown as Pages;
}

async function createDecoder(identification: Uint8Array, setup: Uint8Array): Promise<OggDecoder> {
  // Loaded when the first such file is read: most libraries hold WAV files only.
  const decoders = await import('@wasm-audio-decoders/ogg-vorbis');
  const decoder = new decoders.OggVorbisDecoder();
  await decoder.ready;
  let isReady = false;
  return {
    async decode(packets) {
      const whole = packets.filter(({ length }) => length > 0 && length <= mostPacketBytes);
      if (whole.length === 0) {
        return [];
      }
      if (!isReady) {
        await decoder.decodeOggPages(pageOf(identification, [], null));
      }
      const { channelData } = await decoder.decodeOggPages(pageOf(new Uint8Array(1), whole, isReady ? null : setup));
      isReady = true;
      return channelData;
    },
    async reset() {
      await decoder.reset();
      isReady = false;
    },
    release: () => {
      decoder.free();
    },
  };
}
