import type { AudioFile } from '../audio-file.ts';
import { fitsAsChunk, readChunk, type RiffChunk } from './riff-chunks.ts';

/** Where the audio really lies. */
export interface DataExtent {
  readonly position: number;
  readonly length: number;
  readonly isFollowedByChunks: boolean;
  readonly warning: string | null;
}

/** The size field of a recording that is written as a stream, and of RF64. */
const unknownLength = 0xffffffff;
/** A size field that the recorder never updated holds 0 or a few bytes (44 in some), far less than what follows. */
const mostForgottenBytes = 1024;
const forgottenSizeRatio = 100;

const recoveredWarning =
  'The header does not say how long the recording is (the recorder was probably cut off). Everything up to the end of the file was recovered.';
const shortWarning =
  'The file ends before the recording does: the header promises more audio than there is. The whole part was recovered.';

/**
 * Finds the audio behind a `data` chunk header. The size field is believed where it can be true; 0, 0xFFFFFFFF, or a
 * size that was never updated by the recorder mean "to the end of the file", and a size beyond the end is cut there.
 * `longLength` is the 64-bit size of RF64 and BW64.
 */
export async function locateData(file: AudioFile, data: RiffChunk, longLength: number | null): Promise<DataExtent> {
  const available = Math.max(0, file.size - data.position);
  const claimed = data.claimedLength === unknownLength && longLength !== null ? longLength : data.claimedLength;
  const extent = (length: number, warning: string | null): DataExtent => ({
    position: data.position,
    length,
    isFollowedByChunks: length < available && warning === null,
    warning,
  });
  if (claimed === unknownLength) {
    return extent(available, recoveredWarning);
  }
  if (claimed > available) {
    return extent(available, shortWarning);
  }
  const isForgotten = claimed < mostForgottenBytes && available > claimed * forgottenSizeRatio;
  if (isForgotten && !(await endsInChunks(file, data, claimed))) {
    return extent(available, recoveredWarning);
  }
  return extent(claimed, null);
}

/** True where a whole chunk follows the claimed end of the data, so that the size is to be believed. */
async function endsInChunks(file: AudioFile, data: RiffChunk, claimed: number): Promise<boolean> {
  const end = data.position + claimed;
  for (const start of claimed % 2 === 0 ? [end] : [end + 1, end]) {
    const next = await readChunk(file, start);
    if (next !== null && fitsAsChunk(file, next)) {
      return true;
    }
  }
  return false;
}
