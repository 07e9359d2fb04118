import type { AudioFile } from '../audio-file.ts';
import { endsEarlyRemark } from './remarks.ts';
import { zeroTailBytes } from './zero-tail.ts';

/** What a header says of where the sound lies. */
export interface SoundClaim {
  readonly position: number;
  /** Infinity where the header leaves it open. */
  readonly claimedLength: number;
}

/** Where the sound really lies. */
export interface SoundExtent {
  readonly position: number;
  readonly length: number;
  readonly isFollowedByChunks: boolean;
  /** In words; null where the header was right. */
  readonly remark: string | null;
  /** Bytes at the end that nothing was ever recorded into; looked for only where the header does not say the length. */
  readonly zeroTail: number;
}

/** A size field that the recorder never updated holds 0 or a few bytes (44 in some), far less than what follows. */
const mostForgottenBytes = 1024;
const forgottenSizeRatio = 100;

/** Recorders leave headers with some hundred zeros behind them; more is a silent recording, as other readers have it. */
const mostStubBytes = 256;

const recoveredRemark =
  'The header does not say how long the recording is (the recorder was probably cut off). Everything up to the end of the file was recovered.';

/**
 * Finds the sound that a header announces. Its size is believed where it can be true; an open one, 0, or one that was
 * never updated by the recorder mean "to the end of the file", and a size beyond the end is cut there. `isTrueEnd` says
 * of a suspiciously small size whether what follows it shows that it is right.
 */
export async function locateSound(
  file: AudioFile,
  { position, claimedLength }: SoundClaim,
  isTrueEnd: () => Promise<boolean>,
): Promise<SoundExtent> {
  const available = Math.max(0, file.size - position);
  const whole = { position, length: available, isFollowedByChunks: false, zeroTail: 0 };
  if (claimedLength !== Infinity && claimedLength > available) {
    return { ...whole, remark: endsEarlyRemark };
  }
  const isForgotten = claimedLength < mostForgottenBytes && available > claimedLength * forgottenSizeRatio;
  if (claimedLength === Infinity || (isForgotten && !(await isTrueEnd()))) {
    if (available <= mostStubBytes && (await isSilent(file, position))) {
      return { ...whole, length: 0, remark: null };
    }
    return { ...whole, remark: recoveredRemark, zeroTail: await zeroTailBytes(file, position) };
  }
  const isFollowedByChunks = claimedLength < available;
  return { position, length: claimedLength, isFollowedByChunks, remark: null, zeroTail: 0 };
}

async function isSilent(file: AudioFile, position: number): Promise<boolean> {
  const bytes = await file.peek(position, file.size - position);
  return bytes.every((byte) => byte === 0);
}

/** The warning of a recording of which `bytesPerSecond` are known; null where nothing is wrong with it. */
export function warningOf({ remark, length, zeroTail }: SoundExtent, bytesPerSecond: number): string | null {
  if (remark === null || zeroTail === 0) {
    return remark;
  }
  const from = ((length - zeroTail) / bytesPerSecond).toFixed(1);
  const seconds = (zeroTail / bytesPerSecond).toFixed(1);
  return `${remark} From ${from} s on it holds only zeros (${seconds} s): nothing was recorded there.`;
}
