import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import { faultOfFileError, openAudioFile, type AudioFile, type FileAccess } from './audio-file.ts';
import type { AudioReader, ChannelChoice, FormatReader, OpenedFormat } from './audio-reader.ts';
import { channelFault } from './channel-fault.ts';
import { audioFormats } from './formats/index.ts';
import { asciiOf } from './formats/riff-chunks.ts';
import { refuseUndecoded } from './formats/undecoded.ts';
import { isAllZeros } from './formats/zero-tail.ts';

const gitLfsPointer = 'version https://git-lfs';

export interface OpenOptions {
  /** `waiting` unless said otherwise. */
  readonly access?: FileAccess | undefined;
  /** What `readMono` takes where it is not told otherwise; the mean of all channels where absent. */
  readonly channel?: ChannelChoice | undefined;
}

/**
 * Opens a recording for reading, whatever its name says: the format is recognised by content. Only the header is read.
 * Faults: empty-file, not-audio, unsupported-format, no-audio-data, damaged-file, file-missing, file-unreadable,
 * channel-missing.
 */
export async function openAudio(path: string, options: OpenOptions = {}): Promise<Outcome<AudioReader>> {
  const { access = 'waiting', channel = 'mix' } = options;
  const file = await openAudioFile(path, access);
  const opened = file.ok ? await openFormat(file.value) : file;
  if (!opened.ok || channel === 'mix') {
    return opened;
  }
  return choose(opened.value, channel);
}

async function choose(reader: AudioReader, channel: number): Promise<Outcome<AudioReader>> {
  const fault = channelFault(channel, reader.info.channels);
  if (fault !== null) {
    await reader.close();
    return { ok: false, fault };
  }
  return succeed({
    info: reader.info,
    readMono: (fromFrame, target, other = channel) => reader.readMono(fromFrame, target, other),
    close: () => reader.close(),
  });
}

/** The same for a file that is open already; closes it where it is not audio that can be read. */
export async function openFormat(file: AudioFile): Promise<Outcome<FormatReader>> {
  const reader = await recogniseAudio(file);
  if (!reader.ok) {
    await file.close();
  }
  return reader;
}

/** The same, but a refusal tells what the header says all the same, and the file stays open: whoever opened it closes it. */
export function recogniseAudio(file: AudioFile): Promise<OpenedFormat> {
  return recognise(file).catch((error: unknown) => ({ ok: false as const, fault: faultOfFileError(error) }));
}

async function recognise(file: AudioFile): Promise<OpenedFormat> {
  if (file.size === 0) {
    return fail('empty-file', 'The file is empty (0 bytes): the recorder created it but never wrote to it.');
  }
  const format = audioFormats.find((candidate) => candidate.recognises(file.head));
  if (format !== undefined) {
    return format.open(file);
  }
  const refused = await refuseUndecoded(file);
  if (refused !== null) {
    return refused;
  }
  for (const { openHeadless } of audioFormats) {
    const headless = (await openHeadless?.(file)) ?? null;
    if (headless !== null) {
      return headless;
    }
  }
  return notAudio(file);
}

async function notAudio(file: AudioFile): Promise<Outcome<never>> {
  const { head } = file;
  if (head.every((byte) => byte === 0)) {
    return (await isAllZeros(file))
      ? fail(
          'not-audio',
          'The file holds only zeros and no recording: the recorder reserved the space but never wrote to it.',
        )
      : fail(
          'not-audio',
          'The file starts with zeros where a header should be, so it cannot be told how its sound is stored. Copy it from the card again; if that does not help, the recording is lost.',
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
