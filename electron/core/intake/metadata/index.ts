import { audioMothCommentReader } from './audiomoth-comment.ts';
import { fileNameReader } from './file-name.ts';
import { guanoReader } from './guano.ts';
import type { MetadataReader } from './metadata-reader.ts';

/** Every place where facts about a recording are looked for; the first that knows a fact wins. */
export const metadataReaders: readonly MetadataReader[] = [guanoReader, audioMothCommentReader, fileNameReader];
