import { openAudioFile } from '../../electron/core/audio/audio-file.ts';
import type { HeaderFacts } from '../../electron/core/audio/audio-reader.ts';
import { openFormat } from '../../electron/core/audio/open-audio.ts';
import { readRecording } from '../../electron/core/intake/read-recording.ts';

const expectedFaults = ['empty-file', 'not-audio', 'unsupported-format', 'no-audio-data', 'damaged-file'];
const pieceFrames = 4096;
/** A byte of a compressed recording may be a second of silence, but not an hour. */
const mostSecondsPerByte = 60;

/** Reads a file the way the product does. Returns whether it could be read; throws where a promise is broken. */
export async function readMutated(path: string): Promise<boolean> {
  const facts = await readRecording(path);
  const file = await openAudioFile(path);
  if (!file.ok) {
    throw new Error(`the file could not be opened: ${file.fault.code}`);
  }
  const opened = await openFormat(file.value);
  if (!opened.ok) {
    must(expectedFaults.includes(opened.fault.code), `unexpected fault ${opened.fault.code}: ${opened.fault.detail}`);
    must(facts.fault?.code === opened.fault.code, 'the scan says something else than the reader');
    mustBePlausible(facts.header);
    return false;
  }
  const { info, metadataBlocks } = opened.value;
  try {
    must(info.frames > 0 && Number.isSafeInteger(info.frames), `${info.frames} frames`);
    must(info.sampleRate > 0 && info.channels > 0, `${info.sampleRate} Hz, ${info.channels} channels`);
    must(
      metadataBlocks.every(({ position, length }) => position + length <= file.value.size),
      'metadata outside the file',
    );
    must(info.durationSeconds <= (file.value.size + 1) * mostSecondsPerByte, `${info.durationSeconds} s`);
    const target = new Float32Array(pieceFrames);
    for (const from of [0, pieceFrames, Math.floor(info.frames / 2), Math.max(0, info.frames - 1000), 10]) {
      const read = await opened.value.readMono(from, target);
      if (!read.ok) {
        must(read.fault.code === 'damaged-file', `unexpected fault ${read.fault.code}: ${read.fault.detail}`);
        continue;
      }
      const expected = Math.max(0, Math.min(pieceFrames, info.frames - from));
      must(read.value === expected, `${read.value} frames read instead of ${expected}`);
      must(target.subarray(0, read.value).every(Number.isFinite), 'a sample is not a number');
    }
  } finally {
    await opened.value.close();
  }
  return true;
}

/** What a row of the library can hold. */
function mustBePlausible(header: HeaderFacts | null): void {
  for (const [name, value] of Object.entries({ ...header, format: null })) {
    const isTrue =
      value === null || (name === 'durationSeconds' ? value >= 0 && value < 1e9 : Number.isInteger(value) && value > 0);
    must(isTrue, `${name} ${value} in the header of a refused file`);
  }
}

function must(isTrue: boolean, message: string): void {
  if (!isTrue) {
    throw new Error(message);
  }
}
