import { audioMothCommentReader } from './audiomoth-comment.ts';
import { broadcastWaveReader } from './broadcast-wave.ts';
import { fileNameReader } from './file-name.ts';
import { flacCommentsReader } from './flac-comments.ts';
import { guanoReader } from './guano.ts';
import { id3Reader } from './id3.ts';
import { infoListReader } from './info-list.ts';
import { ixmlReader } from './ixml.ts';
import type { MetadataReader } from './metadata-reader.ts';
import { opensoundscapeReader } from './opensoundscape.ts';
import { wildlifeAcousticsReader } from './wildlife-acoustics.ts';

/**
 * Every place where facts about a recording are looked for. The first that knows a fact wins; of the times, the one that
 * its reader trusts most (`timeTrust`).
 */
export const metadataReaders: readonly MetadataReader[] = [
  guanoReader,
  wildlifeAcousticsReader,
  audioMothCommentReader,
  opensoundscapeReader,
  flacCommentsReader,
  ixmlReader,
  broadcastWaveReader,
  infoListReader,
  id3Reader,
  fileNameReader,
];
