import { asciiOf, uint32At } from '../../audio/formats/riff-chunks.ts';
import { textOfBytes } from './fact-text.ts';

const mostEntries = 64;

/** Text entries of LIST INFO chunks by their four-character names; the first of a name counts. */
export function infoEntries(blocks: readonly Uint8Array[]): Map<string, string> {
  const entries = new Map<string, string>();
  for (const block of blocks.filter((candidate) => asciiOf(candidate, 0, 4) === 'INFO')) {
    let offset = 4;
    for (let count = 0; count < mostEntries && offset + 8 <= block.length; count += 1) {
      const id = asciiOf(block, offset, 4);
      const length = uint32At(block, offset + 4);
      const text = textOf(block.subarray(offset + 8, Math.min(offset + 8 + length, block.length)));
      if (text !== '' && !entries.has(id)) {
        entries.set(id, text);
      }
      offset += 8 + length + (length % 2);
    }
  }
  return entries;
}

/** Text up to the first NUL. */
function textOf(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return textOfBytes(end === -1 ? bytes : bytes.subarray(0, end)).trim();
}
