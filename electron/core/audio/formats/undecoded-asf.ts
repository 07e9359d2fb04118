import type { AudioFile } from '../audio-file.ts';
import { uint16At, uint32At, uint64At } from './riff-chunks.ts';
import { isPossibleSound } from './sample-layout.ts';
import type { UndecodedHeader } from './undecoded.ts';

const filePropertiesId = 'a1dcab8c47a9cf118ee400c00c205365';
const streamPropertiesId = '9107dcb7b7a9cf118ee600c00c205365';
const audioStreamId = '409e69f84d5bcf11a8fd00805f5c442b';
const firstObject = 30;
const objectHeaderBytes = 24;
const mostObjects = 32;
const codecNames: Record<number, string> = {
  0x0160: 'WMA 1',
  0x0161: 'WMA 2',
  0x0162: 'WMA Professional',
  0x0163: 'WMA Lossless',
  0x000a: 'WMA Voice',
};

/** Windows Media: length and the format of the audio stream, from the objects at the beginning. */
export async function readAsf(file: AudioFile): Promise<UndecodedHeader> {
  let header: UndecodedHeader = {};
  let position = firstObject;
  for (let count = 0; count < mostObjects; count += 1) {
    const bytes = await file.peek(position, objectHeaderBytes + 96);
    const length = uint64At(bytes, 16);
    if (bytes.length < objectHeaderBytes || length < objectHeaderBytes) {
      break;
    }
    const id = hexOf(bytes, 0);
    if (id === filePropertiesId) {
      // Play time in 100 ns, from which what is buffered first (in ms) is taken off.
      const seconds = uint64At(bytes, 64) / 1e7 - uint64At(bytes, 80) / 1e3;
      header = { ...header, durationSeconds: seconds > 0 ? seconds : null };
    } else if (id === streamPropertiesId && hexOf(bytes, objectHeaderBytes) === audioStreamId) {
      header = { ...header, ...streamOf(bytes.subarray(objectHeaderBytes + 54)) };
    }
    position += length;
  }
  return header;
}

/** A WAVEFORMATEX, as in the `fmt ` chunk of WAV files. */
function streamOf(bytes: Uint8Array): UndecodedHeader {
  const [channels, sampleRate] = [uint16At(bytes, 2), uint32At(bytes, 4)];
  const codec = codecNames[uint16At(bytes, 0)];
  return isPossibleSound(sampleRate, channels)
    ? { sampleRate, channels, ...(codec === undefined ? {} : { codec }) }
    : {};
}

function hexOf(bytes: Uint8Array, offset: number): string {
  return Buffer.from(bytes.subarray(offset, offset + 16)).toString('hex');
}
