import { succeed } from '../../../contract/outcome.ts';
import type { AudioFile } from '../audio-file.ts';
import type { OpenedFormat } from '../audio-reader.ts';
import type { AudioFormat } from './audio-format.ts';
import { uintAt, type ByteOrder } from './byte-order.ts';
import { pcmReader } from './pcm-reader.ts';
import { refuseCodec, refuseDamaged, refuseIncomplete, refuseSilent } from './refusals.ts';
import { asciiOf } from './riff-chunks.ts';
import type { SampleEncoding } from './sample-codecs.ts';
import { isPossibleSound, layoutOf } from './sample-layout.ts';
import { locateSound } from './sound-extent.ts';

const headerBytes = 24;
const openLength = 0xffffffff;

const encodings: Record<number, SampleEncoding> = {
  1: 'mu-law',
  2: 'pcm-8',
  3: 'pcm-16',
  4: 'pcm-24',
  5: 'pcm-32',
  6: 'float-32',
  7: 'float-64',
  27: 'a-law',
};
const codecNames: Record<number, string> = {
  23: 'G.721 ADPCM',
  24: 'G.722 ADPCM',
  25: 'G.723 ADPCM',
  26: 'G.723 ADPCM',
};

/** Of Sun and NeXT, and of DEC; little-endian machines wrote both backwards. */
const magics: Record<string, ByteOrder> = { '.snd': 'big', '.sd\0': 'big', 'dns.': 'little', '\0ds.': 'little' };

/** AU, also called SND. */
export const auFormat: AudioFormat = {
  id: 'au',
  recognises: (head) => magics[asciiOf(head, 0, 4)] !== undefined,
  open: openAu,
};

async function openAu(file: AudioFile): Promise<OpenedFormat> {
  const bytes = await file.peek(0, headerBytes);
  const header = bytes.length < headerBytes ? null : headerFields(bytes);
  if (header === null) {
    return refuseIncomplete('AU', `${bytes.length} bytes`);
  }
  const { byteOrder, position, length, code, sampleRate, channels } = header;
  if (position < headerBytes || !isPossibleSound(sampleRate, channels)) {
    return refuseDamaged('AU', `sound at ${position}, ${channels} channels, sample rate ${sampleRate} Hz`);
  }
  const encoding = encodings[code];
  if (encoding === undefined) {
    const codec = codecNames[code] ?? `codec ${code}`;
    const facts = { format: `AU ${codec}`, sampleRate, channels, bitsPerSample: null, durationSeconds: null };
    return refuseCodec(`This AU file is compressed (${codec}`, facts, `encoding ${code}`);
  }
  const layout = layoutOf('AU', { encoding, byteOrder, channels, sampleRate, bitsPerSample: 0 });
  const claim = { position, claimedLength: length === openLength ? Infinity : length };
  const extent = await locateSound(file, claim, () => Promise.resolve(false));
  return extent.length < layout.bytesPerFrame ? refuseSilent(layout) : succeed(pcmReader(file, layout, extent, []));
}

function headerFields(bytes: Uint8Array) {
  const byteOrder = magics[asciiOf(bytes, 0, 4)] ?? 'big';
  const field = (offset: number): number => uintAt(bytes, offset, 4, byteOrder);
  return {
    byteOrder,
    position: field(4),
    length: field(8),
    code: field(12),
    sampleRate: field(16),
    channels: field(20),
  };
}
