import { describe, expect, it } from 'vitest';
import { encodeWav } from '../../../build/sample/wav-file.ts';

/** Reads chunks by the RIFF rules, independently of the writer. */
function chunks(file: Buffer): Map<string, Buffer> {
  const found = new Map<string, Buffer>();
  let position = 12;
  while (position < file.length) {
    const size = file.readUInt32LE(position + 4);
    found.set(file.toString('latin1', position, position + 4), file.subarray(position + 8, position + 8 + size));
    position += 8 + size + (size % 2);
  }
  return found;
}

const tone = Float32Array.from({ length: 480 }, (_, index) => 0.5 * Math.sin(index / 5));

describe('encodeWav', () => {
  it('writes sizes, format and samples', () => {
    const file = encodeWav(tone, { rate: 48000, channels: 1 });
    expect(file.toString('latin1', 0, 4)).toBe('RIFF');
    expect(file.readUInt32LE(4)).toBe(file.length - 8);
    const format = chunks(file).get('fmt ');
    expect([0, 2, 12, 14].map((at) => format?.readUInt16LE(at))).toEqual([1, 1, 2, 16]);
    expect([4, 8].map((at) => format?.readUInt32LE(at))).toEqual([48000, 96000]);
    const data = chunks(file).get('data');
    expect(data).toHaveLength(960);
    expect(data?.readInt16LE(20)).toBe(Math.round(32767 * (tone[10] ?? 0)));
    expect(file).toHaveLength(44 + 960);
  });

  it("writes AudioMoth's comment where the reader of the recorder expects it", () => {
    const file = encodeWav(tone, { rate: 48000, channels: 1, comment: 'Recorded at noon', artist: 'AudioMoth 24A1' });
    const list = chunks(file).get('LIST');
    expect(list?.toString('latin1', 0, 8)).toBe('INFOICMT');
    expect(list?.readUInt32LE(8)).toBe(384);
    expect(list?.toString('latin1', 12, 28)).toBe('Recorded at noon');
    expect(list?.toString('latin1', 396, 400)).toBe('IART');
    expect(file).toHaveLength(488 + 960);
  });

  it('interleaves two channels that differ', () => {
    const data = chunks(encodeWav(tone, { rate: 48000, channels: 2 })).get('data');
    expect(data).toHaveLength(1920);
    expect(data?.readInt16LE(400)).not.toBe(data?.readInt16LE(402));
  });

  it('clips instead of wrapping', () => {
    const data = chunks(encodeWav(Float32Array.of(2, -2), { rate: 8000, channels: 1 })).get('data');
    expect([data?.readInt16LE(0), data?.readInt16LE(2)]).toEqual([32767, -32767]);
  });
});
