import { nameRefusedMpeg } from './mpeg-refused.ts';
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
  { name: 'Ogg Speex', recognises: (head) => startsWith('OggS')(head) && startsWith('Speex', 28)(head) },
  { name: 'Ogg', recognises: startsWith('OggS') },
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
  return undecodedFormats.find((format) => format.recognises(head))?.name ?? nameRefusedMpeg(head);
}
