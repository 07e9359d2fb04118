import { describe, expect, it } from 'vitest';
import { monoDecoder, type SampleEncoding } from '../../../electron/core/audio/formats/sample-codecs.ts';

function decode(encoding: SampleEncoding, bytes: number[]): number[] {
  const target = new Float32Array(bytes.length);
  monoDecoder({ encoding, byteOrder: 'little', channels: 1 })(Uint8Array.from(bytes), bytes.length, target);
  return [...target].map((sample) => sample * 32768);
}

describe('ITU-T G.711', () => {
  it('decodes A-law code points of the standard', () => {
    expect(decode('a-law', [0xd5, 0x55, 0xaa, 0x2a, 0x80, 0x00, 0xd4])).toEqual([
      8, -8, 32256, -32256, 5504, -5504, 24,
    ]);
  });

  it('decodes mu-law code points of the standard', () => {
    expect(decode('mu-law', [0xff, 0x7f, 0x80, 0x00, 0xfe, 0x8f])).toEqual([0, 0, 32124, -32124, 8, 16764]);
  });
});

describe('16-bit mono', () => {
  it('decodes at an odd offset in memory too', () => {
    const bytes = Uint8Array.of(0, 0x00, 0x80, 0xff, 0x7f, 0x01, 0x00).subarray(1);
    const target = new Float32Array(3);
    monoDecoder({ encoding: 'pcm-16', byteOrder: 'little', channels: 1 })(bytes, 3, target);
    expect([...target]).toEqual([-1, 32767 / 32768, 1 / 32768]);
  });
});
