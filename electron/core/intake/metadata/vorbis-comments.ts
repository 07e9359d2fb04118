import { uint32At } from '../../audio/formats/riff-chunks.ts';

const mostComments = 512;

/** Comments of a FLAC, Ogg Vorbis or Opus header by their upper-case keys; the first of a key counts. */
export function vorbisComments(blocks: readonly Uint8Array[]): Map<string, string> {
  const comments = new Map<string, string>();
  for (const block of blocks) {
    let offset = 4 + uint32At(block, 0);
    const count = Math.min(mostComments, offset + 4 <= block.length ? uint32At(block, offset) : 0);
    offset += 4;
    for (let index = 0; index < count && offset + 4 <= block.length; index += 1) {
      const end = offset + 4 + uint32At(block, offset);
      if (end > block.length) {
        break;
      }
      const comment = new TextDecoder().decode(block.subarray(offset + 4, end));
      const equals = comment.indexOf('=');
      const key = comment.slice(0, Math.max(0, equals)).trim().toUpperCase();
      const value = comment
        .slice(equals + 1)
        .replaceAll('\0', '')
        .trim();
      if (key !== '' && value !== '' && !comments.has(key)) {
        comments.set(key, value);
      }
      offset = end;
    }
  }
  return comments;
}
