import { fail } from '../../../contract/outcome.ts';
import type { AudioFile } from '../audio-file.ts';
import type { HeaderFacts, MetadataBlock, Refusal } from '../audio-reader.ts';
import { nameRefusedMpeg } from './mpeg-refused.ts';
import { refuse, soundOf } from './refusals.ts';
import { asciiOf } from './riff-chunks.ts';
import { readAdts } from './undecoded-adts.ts';
import { readAsf } from './undecoded-asf.ts';
import { readMatroska } from './undecoded-matroska.ts';
import { readMpeg4 } from './undecoded-mpeg4.ts';
import { readSpeex } from './undecoded-ogg.ts';
import { readWac } from './undecoded-wac.ts';

/** What the header of a file says that is not decoded; what it does not say is left out. */
export interface UndecodedHeader extends Partial<HeaderFacts> {
  /** The codec, where the container may hold several. */
  readonly codec?: string;
}

/** A format that Earmark knows by sight but does not decode. To add one: one line below. */
interface UndecodedFormat {
  readonly name: string;
  recognises(head: Uint8Array): boolean;
  /** May read some kB; what it cannot make sense of it leaves out. */
  readonly readHeader?: (file: AudioFile) => Promise<UndecodedHeader>;
  /** What converts it, where that is not any sound editor. */
  readonly converter?: string;
}

const startsWith =
  (magic: string, offset = 0) =>
  (head: Uint8Array): boolean =>
    asciiOf(head, offset, magic.length) === magic;

const oggWith =
  (codec: string) =>
  (head: Uint8Array): boolean =>
    startsWith('OggS')(head) && startsWith(codec, 28)(head);

const mpegOf =
  (name: string) =>
  (head: Uint8Array): boolean =>
    nameRefusedMpeg(head) === name;

/** Of Ogg, where the first page has one segment, as every codec's first page has. */
const firstPacketAt = 28;

/** In the order in which they are tried. */
const undecodedFormats: readonly UndecodedFormat[] = [
  { name: 'Ogg Speex', recognises: oggWith('Speex   '), readHeader: readSpeex },
  { name: 'Ogg', recognises: (head) => startsWith('OggS')(head) && (head[firstPacketAt] ?? 0) !== 0 },
  {
    name: 'Wildlife Acoustics WAC',
    recognises: startsWith('WAac'),
    readHeader: readWac,
    converter: 'Kaleidoscope of Wildlife Acoustics',
  },
  { name: 'MPEG-4 (M4A)', recognises: startsWith('ftyp', 4), readHeader: readMpeg4 },
  { name: 'Windows Media', recognises: startsWith('\x30\x26\xb2\x75\x8e\x66\xcf\x11'), readHeader: readAsf },
  { name: 'AVI video', recognises: (head) => startsWith('RIFF')(head) && startsWith('AVI ', 8)(head) },
  { name: 'Matroska or WebM', recognises: startsWith('\x1a\x45\xdf\xa3'), readHeader: readMatroska },
  { name: 'AMR', recognises: startsWith('#!AMR') },
  { name: 'Monkey’s Audio', recognises: startsWith('MAC ') },
  { name: 'WavPack', recognises: startsWith('wvpk') },
  { name: 'Creative Voice', recognises: startsWith('Creative Voice File') },
  { name: 'AAC', recognises: mpegOf('AAC'), readHeader: readAdts },
  { name: 'MPEG audio layer I', recognises: mpegOf('MPEG audio layer I') },
  { name: 'MP3 (free bit rate)', recognises: mpegOf('MP3 (free bit rate)') },
];

/** Refuses a file of a format that is known by sight, with what its header and its tags say; null where it is none. */
export async function refuseUndecoded(
  file: AudioFile,
  metadataBlocks?: readonly MetadataBlock[],
): Promise<Refusal | null> {
  const format = undecodedFormats.find(({ recognises }) => recognises(file.head));
  if (format === undefined) {
    return null;
  }
  const { codec, ...known } = (await format.readHeader?.(file)) ?? {};
  const header: HeaderFacts = {
    format: codec === undefined ? format.name : `${format.name} ${codec}`,
    sampleRate: null,
    channels: null,
    bitsPerSample: null,
    durationSeconds: null,
    ...known,
  };
  const converter = format.converter ?? 'Audacity or ffmpeg';
  const sound = [codec ?? '', soundOf(header, '')].filter((part) => part !== '').join('; ');
  const facts = sound === '' ? '' : ` This one holds ${sound}.`;
  return refuse(
    fail(
      'unsupported-format',
      `Earmark does not decode ${format.name} files.${facts} Convert the file to WAV, for example with ${converter}.`,
    ),
    { header, metadataBlocks },
  );
}
