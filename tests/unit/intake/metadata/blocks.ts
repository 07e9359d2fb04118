import type { MetadataReader, RecordingMetadata } from '../../../../electron/core/intake/metadata/metadata-reader.ts';

/** What a reader makes of blocks of one kind in a file whose name says nothing. */
export function readBlock(reader: MetadataReader, kind: string, content: string | Buffer): RecordingMetadata | null {
  return reader.read({ fileName: 'x.wav', blocks: (wanted) => (wanted === kind ? [Buffer.from(content)] : []) });
}

export function infoBlock(entries: Readonly<Record<string, string>>): Buffer {
  const parts = Object.entries(entries).flatMap(([id, text]) => {
    const header = Buffer.alloc(8);
    header.write(id, 'latin1');
    header.writeUInt32LE(Buffer.byteLength(text) + 1, 4);
    return [header, Buffer.from(`${text}\0${Buffer.byteLength(text) % 2 === 0 ? '\0' : ''}`)];
  });
  return Buffer.concat([Buffer.from('INFO'), ...parts]);
}

/** Entries of a `wamd` chunk: texts, or bytes as they are. */
export function wamdBlock(entries: readonly (readonly [number, string | Buffer])[]): Buffer {
  const parts = entries.flatMap(([id, content]) => {
    const bytes = Buffer.from(content);
    const header = Buffer.alloc(6);
    header.writeUInt16LE(id, 0);
    header.writeUInt32LE(bytes.length, 2);
    return [header, bytes];
  });
  return Buffer.concat(parts);
}

export interface BextFields {
  readonly description?: string;
  readonly originator?: string;
  readonly reference?: string;
  readonly date?: string;
  readonly time?: string;
  readonly samples?: number;
}

export function bextBlock(fields: BextFields): Buffer {
  const block = Buffer.alloc(602);
  block.write(fields.description ?? '', 0);
  block.write(fields.originator ?? '', 256);
  block.write(fields.reference ?? '', 288);
  block.write(fields.date ?? '', 320);
  block.write(fields.time ?? '', 330);
  block.writeBigUInt64LE(BigInt(fields.samples ?? 0), 338);
  return block;
}

export function vorbisBlock(comments: readonly string[]): Buffer {
  const withLength = (text: string): Buffer => {
    const length = Buffer.alloc(4);
    length.writeUInt32LE(Buffer.byteLength(text));
    return Buffer.concat([length, Buffer.from(text)]);
  };
  const count = Buffer.alloc(4);
  count.writeUInt32LE(comments.length);
  return Buffer.concat([withLength('Frontier Labs'), count, ...comments.map(withLength)]);
}

/** An ID3v2 tag; frames hold their encoding byte. */
export function id3Block(version: 2 | 3 | 4, frames: readonly (readonly [string, Buffer])[]): Buffer {
  const parts = frames.flatMap(([name, content]) => {
    const header = Buffer.alloc(version === 2 ? 6 : 10);
    header.write(name, 'latin1');
    if (version === 2) {
      header.writeUIntBE(content.length, 3, 3);
    } else {
      header.writeUInt32BE(version === 4 ? syncsafe(content.length) : content.length, 4);
    }
    return [header, content];
  });
  const body = Buffer.concat(parts);
  const header = Buffer.from([0x49, 0x44, 0x33, version, 0, 0, 0, 0, 0, 0]);
  header.writeUInt32BE(syncsafe(body.length), 6);
  return Buffer.concat([header, body]);
}

function syncsafe(length: number): number {
  return ((length >> 21) << 24) | (((length >> 14) & 0x7f) << 16) | (((length >> 7) & 0x7f) << 8) | (length & 0x7f);
}
