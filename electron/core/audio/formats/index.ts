import type { AudioFormat } from './audio-format.ts';
import { flacFormat } from './flac.ts';
import { mp3Format } from './mp3.ts';
import { oggFormat } from './ogg.ts';
import { wavFormat } from './wav.ts';

/** Every format that is decoded, in the order in which they are tried. */
export const audioFormats: readonly AudioFormat[] = [wavFormat, flacFormat, mp3Format, oggFormat];
