import type { AudioFile } from '../audio-file.ts';

const blockBytes = 4096;
/** Blocks that are looked at between the beginning of the zeros and the end, to be sure of what lies between. */
const confirmingBlocks = 16;
/** A second search where the first was led astray by a silent moment. */
const mostSearches = 2;

/**
 * How many bytes at the end of the file, after `from`, are zeros: some recorders reserve the space before they record,
 * and lose power. Found by looking at some blocks (at most 300 kB), whatever the size of the file. 0 where it is less
 * than a block.
 */
export async function zeroTailBytes(file: AudioFile, from: number): Promise<number> {
  const blocks = Math.floor((file.size - from) / blockBytes);
  const block = new Uint8Array(blockBytes);
  /** Counted from the end of the file: block 0 is the last. */
  const nonZeroIn = async (index: number): Promise<number> => {
    await file.read(file.size - (index + 1) * blockBytes, block);
    return block.findLastIndex((byte) => byte !== 0);
  };
  let sound = blocks;
  for (let search = 0; search < mostSearches; search += 1) {
    sound = await firstSoundBefore(sound, nonZeroIn);
    const nearer = await soundBetween(sound, nonZeroIn);
    if (nearer === null) {
      break;
    }
    sound = nearer;
  }
  if (sound === 0 || blocks === 0) {
    return 0;
  }
  const rest = sound === blocks ? blockBytes - 1 : await nonZeroIn(sound);
  return sound * blockBytes + (blockBytes - 1 - rest);
}

/** The nearest block to the end that holds sound, by halving; `most`, which is taken to hold some, where there is none. */
async function firstSoundBefore(most: number, nonZeroIn: (index: number) => Promise<number>): Promise<number> {
  let zero = -1;
  let sound = most;
  if (most > 0 && (await nonZeroIn(0)) >= 0) {
    return 0;
  }
  while (sound - zero > 1) {
    const middle = Math.floor((zero + sound) / 2);
    if ((await nonZeroIn(middle)) >= 0) {
      sound = middle;
    } else {
      zero = middle;
    }
  }
  return sound;
}

/** A block with sound among those that should be zeros, the nearest to the end that is found; null where there is none. */
async function soundBetween(end: number, nonZeroIn: (index: number) => Promise<number>): Promise<number | null> {
  for (let step = 1; step <= confirmingBlocks; step += 1) {
    const index = Math.floor((end * step) / (confirmingBlocks + 1));
    if (index < end && (await nonZeroIn(index)) >= 0) {
      return index;
    }
  }
  return null;
}

/** Whether the file holds nothing but zeros, as far as some blocks spread over it tell. */
export async function isAllZeros(file: AudioFile): Promise<boolean> {
  const block = new Uint8Array(blockBytes);
  for (let step = 0; step <= confirmingBlocks; step += 1) {
    const position = Math.floor((Math.max(0, file.size - blockBytes) * step) / confirmingBlocks);
    const read = await file.read(position, block);
    if (block.subarray(0, read).some((byte) => byte !== 0)) {
      return false;
    }
  }
  return true;
}
