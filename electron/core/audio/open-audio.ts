import { fail, type Outcome } from '../../contract/outcome.ts';
import { faultOfFileError, openAudioFile, type AudioFile, type FileAccess } from './audio-file.ts';
import type { AudioReader, FormatReader } from './audio-reader.ts';
import { audioFormats } from './formats/index.ts';
import { asciiOf } from './formats/riff-chunks.ts';
import { nameUndecoded } from './formats/undecoded.ts';

const gitLfsPointer = 'version https://git-lfs';

/**
 * Opens a recording for reading, whatever its name says: the format is recognised by content. Only the header is read.
 * Faults: empty-file, not-audio, unsupported-format, no-audio-data, damaged-file, file-missing, file-unreadable.
 */
export async function openAudio(path: string, access: FileAccess = 'waiting'): Promise<Outcome<AudioReader>> {
  const file = await openAudioFile(path, access);
  return file.ok ? openFormat(file.value) : file;
}

/** The same for a file that is open already; closes it where it is not audio that can be read. */
export async function openFormat(file: AudioFile): Promise<Outcome<FormatReader>> {
  const reader = await recognise(file).catch((error: unknown) => ({
    ok: false as const,
    fault: faultOfFileError(error),
  }));
  if (!reader.ok) {
    await file.close();
  }
  return reader;
}

async function recognise(file: AudioFile): Promise<Outcome<FormatReader>> {
  if (file.size === 0) {
    return fail('empty-file', 'The file is empty (0 bytes): the recorder created it but never wrote to it.');
  }
  const format = audioFormats.find((candidate) => candidate.recognises(file.head));
  if (format !== undefined) {
    return format.open(file);
  }
  const name = nameUndecoded(file.head);
  if (name !== null) {
    return fail(
      'unsupported-format',
      `Earmark does not decode ${name} files. Convert the file to WAV, for example with Audacity or ffmpeg.`,
    );
  }
  return notAudio(file.head);
}

function notAudio(head: Uint8Array): Outcome<never> {
  if (head.every((byte) => byte === 0)) {
    return fail(
      'not-audio',
      'The file holds only zeros and no recording: the recorder reserved the space but never wrote to it.',
    );
  }
  if (asciiOf(head, 0, gitLfsPointer.length) === gitLfsPointer) {
    return fail(
      'not-audio',
      'This is a Git LFS placeholder, not the recording itself. Fetch the real file with "git lfs pull".',
    );
  }
  return fail('not-audio', 'This is not an audio file, whatever its name says: it has no header that Earmark knows.');
}
