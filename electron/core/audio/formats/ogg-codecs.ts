import type { OggCodec } from './ogg-codec.ts';
import { oggFlac } from './ogg-flac.ts';
import { oggOpus } from './ogg-opus.ts';
import { oggVorbis } from './ogg-vorbis.ts';

/** Every codec that is decoded in Ogg. */
export const oggCodecs: readonly OggCodec[] = [oggVorbis, oggOpus, oggFlac];
