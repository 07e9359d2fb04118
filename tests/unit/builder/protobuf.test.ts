import { describe, expect, it } from 'vitest';
import { encodeVarint, ProtobufMessage } from '../../../native-models/builder/protobuf.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

describe('ProtobufMessage', () => {
  // The examples of protobuf.dev/programming-guides/encoding.
  it('encodes the published examples', () => {
    expect(hex(new ProtobufMessage().integer(1, 150).finish())).toBe('089601');
    expect(hex(new ProtobufMessage().string(2, 'testing').finish())).toBe('120774657374696e67');
    const inner = new ProtobufMessage().integer(1, 150);
    expect(hex(new ProtobufMessage().message(3, inner).finish())).toBe('1a03089601');
  });

  it('encodes negative numbers in ten bytes and floats in four, little endian', () => {
    expect(hex(new ProtobufMessage().integer(1, -1).finish())).toBe('08ffffffffffffffffff01');
    expect(hex(new ProtobufMessage().float(2, 1).finish())).toBe('150000803f');
  });

  it('counts lengths in bytes, not characters, over one-byte limits', () => {
    const message = new ProtobufMessage().string(1, 'ä'.repeat(100));
    expect(hex(message.finish()).slice(0, 6)).toBe('0ac801');
    expect(message.length).toBe(203);
  });

  it('encodes varints at the edges of their groups', () => {
    expect(hex(encodeVarint(0n))).toBe('00');
    expect(hex(encodeVarint(127n))).toBe('7f');
    expect(hex(encodeVarint(128n))).toBe('8001');
    expect(hex(encodeVarint(2n ** 64n - 1n))).toBe('ffffffffffffffffff01');
  });
});
