import { fail } from '../../../contract/outcome.ts';
import type { HeaderFacts, MetadataBlock, Refusal } from '../audio-reader.ts';
import { describeSound } from './describe-sound.ts';
import type { SampleLayout } from './sample-layout.ts';

/** What a refused file still tells: the facts of its header, and where metadata lies. */
export interface Remains {
  readonly header?: HeaderFacts | undefined;
  readonly metadataBlocks?: readonly MetadataBlock[] | undefined;
}

/** A refusal with what the file still tells. */
export function refuse(failure: ReturnType<typeof fail>, { header, metadataBlocks }: Remains = {}): Refusal {
  return {
    ...failure,
    ...(header === undefined ? {} : { header: plausible(header) }),
    ...(metadataBlocks === undefined ? {} : { metadataBlocks }),
  };
}

const mostBits = 64;
/** A year: no header of a recording means more. */
const mostSeconds = 366 * 86_400;

/** Headers are damaged too. */
function plausible(header: HeaderFacts): HeaderFacts {
  const { bitsPerSample: bits, durationSeconds: seconds } = header;
  return {
    ...header,
    bitsPerSample: bits !== null && bits > 0 && bits <= mostBits ? bits : null,
    durationSeconds: seconds !== null && seconds >= 0 && seconds <= mostSeconds ? seconds : null,
  };
}

/** Refuses a kind of sound that is not decoded. `holder` begins the sentence: `This WAV file is compressed (MP3`. */
export function refuseCodec(holder: string, header: HeaderFacts, detail: string): Refusal {
  return refuse(
    fail(
      'unsupported-format',
      `${holder}${soundOf(header)}), which Earmark does not decode. Convert it to WAV PCM 16-bit, for example with Audacity or ffmpeg.`,
      detail,
    ),
    { header },
  );
}

/** `; 44.1 kHz, 2 channels, about 3.0 s`, as far as the header says so. */
export function soundOf(header: HeaderFacts, before = '; '): string {
  const { sampleRate, channels, durationSeconds } = plausible(header);
  return sampleRate === null || channels === null
    ? ''
    : `${before}${describeSound(sampleRate, channels, durationSeconds)}`;
}

/** A header without sound. */
export function refuseSilent(sound: LabelledSound, metadataBlocks?: readonly MetadataBlock[]): Refusal {
  return refuse(
    fail('no-audio-data', 'The file has a header but no audio: the recorder stopped before it recorded anything.'),
    { header: headerOf(sound, 0), metadataBlocks },
  );
}

/** A file whose header does not say how the audio is stored. `name` is what people call the container. */
export function refuseDamaged(name: string, detail: string): Refusal {
  return refuse(
    fail(
      'damaged-file',
      `The header of this ${name} file is damaged: it does not say how the audio is stored. Copy the file from the card again.`,
      detail,
    ),
  );
}

/** A file that ends, or stops making sense, before the audio begins. */
export function refuseIncomplete(name: string, detail: string): Refusal {
  return refuse(
    fail(
      'damaged-file',
      `The file starts like a ${name} recording but its header is incomplete. Copy it from the card again; if that does not help, the recording is lost.`,
      detail,
    ),
  );
}

type LabelledSound = Pick<SampleLayout, 'label' | 'sampleRate' | 'channels'> & Pick<HeaderFacts, 'bitsPerSample'>;

/** What a header says of sound that could be decoded, were it there. */
export function headerOf(sound: LabelledSound, durationSeconds: number | null): HeaderFacts {
  const { label, sampleRate, channels, bitsPerSample } = sound;
  return { format: label, sampleRate, channels, bitsPerSample, durationSeconds };
}
