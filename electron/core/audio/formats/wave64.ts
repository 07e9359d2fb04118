import type { AudioFormat } from './audio-format.ts';
import { uintAt } from './byte-order.ts';
import type { ChunkGrammar } from './chunk-walk.ts';
import { asciiOf } from './riff-chunks.ts';
import { structuralChunks } from './wav.ts';
import { openWave, type WaveFlavour } from './wave-file.ts';

const headerBytes = 24;
const riffGuid = 'riff\x2e\x91\xcf\x11\xa5\xd6\x28\xdb\x04\xc1\x00\x00';
/** What follows the four letters of the chunks that RIFF has too. */
const waveTail = '\xf3\xac\xd3\x11\x8c\xd1\x00\xc0\x4f\x8e\xdb\x8a';
const listTail = '\x2f\x91\xcf\x11\xa5\xd6\x28\xdb\x04\xc1\x00\x00';
/** Writers that could not go back leave the largest number there is. */
const openLength = 2 ** 62;

const grammar: ChunkGrammar = {
  headerBytes,
  alignment: 8,
  soundId: 'data',
  parse: (header) => {
    // The size counts the header too; one of less is that of a recording that was cut off.
    const length = uintAt(header, 16, 8, 'little');
    return {
      id: nameOf(header),
      claimedLength: length >= openLength ? Infinity : Math.max(0, length - headerBytes),
    };
  },
};

/** Names as RIFF writes them; a GUID that RIFF has no name for gets one that no reader asks for. */
function nameOf(header: Uint8Array): string {
  const letters = asciiOf(header, 0, 4);
  switch (asciiOf(header, 4, 12)) {
    case waveTail:
      return letters;
    case listTail:
      return letters.toUpperCase();
    default:
      return header.every((byte) => byte === 0) ? '' : 'GUID';
  }
}

const flavour: WaveFlavour = {
  name: 'Wave64',
  byteOrder: 'little',
  grammar,
  firstChunk: 40,
  structural: [...structuralChunks, 'junk', 'GUID'],
};

/** Sony Wave64: WAV with chunks of 64-bit sizes. */
export const wave64Format: AudioFormat = {
  id: 'w64',
  recognises: (head) =>
    asciiOf(head, 0, Math.min(head.length, riffGuid.length)) === riffGuid.slice(0, head.length) && head.length >= 8,
  open: (file) => openWave(file, flavour),
};
