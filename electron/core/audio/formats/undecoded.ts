import { asciiOf } from './riff-chunks.ts';

/** A format that Earmark knows by sight but does not decode. */
interface UndecodedFormat {
  readonly name: string;
  recognises(head: Uint8Array): boolean;
}

const startsWith =
  (magic: string, offset = 0) =>
  (head: Uint8Array): boolean =>
    asciiOf(head, offset, magic.length) === magic;

/** In the order in which they are tried. */
const undecodedFormats: readonly UndecodedFormat[] = [
  { name: 'FLAC', recognises: (head) => startsWith('fLaC')(head) || isFlacFrame(head) },
  { name: 'Ogg Opus', recognises: (head) => startsWith('OggS')(head) && startsWith('OpusHead', 28)(head) },
  { name: 'Ogg', recognises: startsWith('OggS') },
  { name: 'MP3', recognises: (head) => startsWith('ID3')(head) || isMpegFrame(head) },
  { name: 'big-endian WAV (RIFX)', recognises: startsWith('RIFX') },
  { name: 'Sony Wave64', recognises: startsWith('riff\x2e\x91\xcf\x11') },
  { name: 'Wildlife Acoustics WAC', recognises: startsWith('WAac') },
  { name: 'AIFF', recognises: (head) => startsWith('FORM')(head) && /^AIF[FC]$/.test(asciiOf(head, 8, 4)) },
  { name: 'MPEG-4 audio (M4A)', recognises: startsWith('ftyp', 4) },
  { name: 'Apple CAF', recognises: startsWith('caff') },
  { name: 'AU', recognises: startsWith('.snd') },
  { name: 'Windows Media', recognises: startsWith('\x30\x26\xb2\x75') },
  { name: 'AVI video', recognises: (head) => startsWith('RIFF')(head) && startsWith('AVI ', 8)(head) },
  { name: 'Matroska or WebM', recognises: startsWith('\x1a\x45\xdf\xa3') },
];

/** The name of the format where it is known by sight, null otherwise. */
export function nameUndecoded(head: Uint8Array): string | null {
  return undecodedFormats.find((format) => format.recognises(head))?.name ?? null;
}

/** An MPEG layer II or III frame header with valid version, bit rate and sample rate. */
function isMpegFrame(head: Uint8Array): boolean {
  const [first = 0, second = 0, third = 0] = head;
  const layer = (second >> 1) & 3;
  const isSynchronised = first === 0xff && (second & 0xe0) === 0xe0 && ((second >> 3) & 3) !== 1;
  return (
    isSynchronised && (layer === 1 || layer === 2) && third >> 4 !== 15 && third >> 4 !== 0 && ((third >> 2) & 3) !== 3
  );
}

/** The frame header of a FLAC stream whose beginning is missing. */
function isFlacFrame(head: Uint8Array): boolean {
  return (
    head[0] === 0xff && (head[1] === 0xf8 || head[1] === 0xf9) && (head[2] ?? 0) >> 4 !== 0 && (head[3] ?? 1) % 2 === 0
  );
}
