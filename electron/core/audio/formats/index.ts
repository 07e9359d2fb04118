import { aiffFormat } from './aiff.ts';
import { auFormat } from './au.ts';
import type { AudioFormat } from './audio-format.ts';
import { cafFormat } from './caf.ts';
import { flacFormat } from './flac.ts';
import { mp3Format } from './mp3.ts';
import { oggFormat } from './ogg.ts';
import { rifxFormat } from './rifx.ts';
import { wavFormat } from './wav.ts';
import { wave64Format } from './wave64.ts';

/** Every format that is decoded, in the order in which they are tried. */
export const audioFormats: readonly AudioFormat[] = [
  wavFormat,
  flacFormat,
  mp3Format,
  oggFormat,
  wave64Format,
  rifxFormat,
  aiffFormat,
  auFormat,
  cafFormat,
];
