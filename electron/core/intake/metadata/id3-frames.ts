import { asciiOf } from '../../audio/formats/riff-chunks.ts';

const headerBytes = 10;
const mostFrames = 128;

/**
 * Text frames of ID3v2.2 to 2.4 tags by their names of version 2.3 and later (`TDRC`, `COMM`); the first of a name
 * counts. Whatever a damaged tag claims, nothing beyond its bytes is read.
 */
export function id3Frames(blocks: readonly Uint8Array[]): Map<string, string> {
  const frames = new Map<string, string>();
  for (const block of blocks) {
    if (asciiOf(block, 0, 3) === 'ID3' && block.length > headerBytes) {
      readTag(block, frames);
    }
  }
  return frames;
}

function readTag(block: Uint8Array, frames: Map<string, string>): void {
  const version = block[3] ?? 0;
  const isShort = version === 2;
  const end = Math.min(block.length, headerBytes + syncsafeAt(block, 6));
  let offset = headerBytes + extendedHeaderBytes(block, version);
  const nameBytes = isShort ? 3 : 4;
  const frameHeader = isShort ? 6 : 10;
  for (let count = 0; count < mostFrames && offset + frameHeader <= end; count += 1) {
    const name = asciiOf(block, offset, nameBytes);
    if (!/^[A-Z0-9]+$/.test(name)) {
      break;
    }
    const length = frameLength(block, offset + nameBytes, version);
    const content = block.subarray(offset + frameHeader, Math.min(end, offset + frameHeader + length));
    const text = frameText(name, content);
    const longName = longNames[name] ?? name;
    if (text !== '' && !frames.has(longName)) {
      frames.set(longName, text);
    }
    offset += frameHeader + length;
  }
}

const longNames: Readonly<Record<string, string>> = {
  COM: 'COMM',
  TYE: 'TYER',
  TDA: 'TDAT',
  TIM: 'TIME',
  TP1: 'TPE1',
  TT2: 'TIT2',
  TEN: 'TENC',
};

function extendedHeaderBytes(block: Uint8Array, version: number): number {
  if (((block[5] ?? 0) & 0x40) === 0 || version < 3) {
    return 0;
  }
  return version === 4 ? syncsafeAt(block, headerBytes) : 4 + uint32BigEndian(block, headerBytes);
}

function frameLength(block: Uint8Array, offset: number, version: number): number {
  if (version === 2) {
    return ((block[offset] ?? 0) << 16) | ((block[offset + 1] ?? 0) << 8) | (block[offset + 2] ?? 0);
  }
  return version === 4 ? syncsafeAt(block, offset) : uint32BigEndian(block, offset);
}

function syncsafeAt(block: Uint8Array, offset: number): number {
  return [0, 1, 2, 3].reduce((sum, index) => sum * 128 + ((block[offset + index] ?? 0) & 0x7f), 0);
}

function uint32BigEndian(block: Uint8Array, offset: number): number {
  return [0, 1, 2, 3].reduce((sum, index) => sum * 256 + (block[offset + index] ?? 0), 0);
}

/** Comments begin with a language and a title, which nobody fills in. */
function frameText(name: string, content: Uint8Array): string {
  const encoding = content[0] ?? 0;
  if (name === 'COMM' || name === 'COM') {
    const parts = decode(encoding, content.subarray(4)).split('\0');
    return (parts.slice(1).find((part) => part.trim() !== '') ?? parts[0] ?? '').replace(/^\uFEFF/, '').trim();
  }
  return name.startsWith('T') && !name.startsWith('TXX')
    ? (decode(encoding, content.subarray(1)).split('\0')[0] ?? '').trim()
    : '';
}

const encodings = ['windows-1252', 'utf-16', 'utf-16be', 'utf-8'] as const;

function decode(encoding: number, bytes: Uint8Array): string {
  const isBigEndian = encoding === 1 && bytes[0] === 0xfe && bytes[1] === 0xff;
  return new TextDecoder(isBigEndian ? 'utf-16be' : (encodings[encoding] ?? 'utf-8')).decode(bytes);
}
