import { fail, succeed, type Outcome } from '../../../contract/outcome.ts';
import type { AudioFile } from '../audio-file.ts';
import type { FormatReader } from '../audio-reader.ts';
import { readerOverBlocks } from './block-reader.ts';
import { createFileWindow, type FileWindow } from './file-window.ts';
import {
  lastGranule,
  oggBlocks,
  readOggHead,
  type OggDecoder,
  type OggHead,
  type OggMarks,
  type OggTiming,
} from './ogg-stream.ts';

/** What its header packets say of a stream. */
export interface OggContent extends OggTiming {
  readonly label: string;
  readonly sampleRate: number;
  readonly channels: number;
  createDecoder(): Promise<OggDecoder>;
}

/** Where a codec reads its header: null where it is damaged. */
export type ReadOggContent = (head: OggHead, window: FileWindow) => Promise<OggContent | null>;

/** Opens an Ogg file of one codec. */
export async function openOgg(
  file: AudioFile,
  marks: OggMarks,
  readContent: ReadOggContent,
): Promise<Outcome<FormatReader>> {
  const window = createFileWindow(file);
  const head = await readOggHead(file, window, marks);
  const content = head === null ? null : await readContent(head, window);
  if (head === null || content === null) {
    return fail(
      'damaged-file',
      'The beginning of this Ogg file is damaged, and without it the audio cannot be decoded. Copy it from the card again.',
    );
  }
  const last = await lastGranule(window, head);
  const frames = (last?.granule ?? 0) - content.firstGranule;
  if (last === null || frames <= 0) {
    return fail(
      'no-audio-data',
      'The file has a header but no audio: the recorder stopped before it recorded anything.',
    );
  }
  const { label, sampleRate, channels } = content;
  return succeed(
    readerOverBlocks({
      file,
      info: {
        format: label,
        sampleRate,
        channels,
        bitsPerSample: null,
        frames,
        durationSeconds: frames / sampleRate,
        warning: last.isLast ? null : 'The end of this recording is missing. The whole part was recovered.',
      },
      metadataBlocks: head.comment === null ? [] : [head.comment],
      openStream: async () => oggBlocks(window, head, content, await content.createDecoder()),
    }),
  );
}
