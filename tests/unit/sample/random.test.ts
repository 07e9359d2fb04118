import { describe, expect, it } from 'vitest';
import { createRandom, hashName } from '../../../build/sample/random.ts';

describe('createRandom', () => {
  it('gives the same numbers for the same name and others for another', () => {
    const draw = (name: string) => {
      const random = createRandom(name);
      return Array.from({ length: 8 }, () => random.next());
    };
    expect(draw('samples/1')).toEqual(draw('samples/1'));
    expect(draw('samples/1')).not.toEqual(draw('samples/2'));
  });

  it('hashes names as FNV-1a does', () => {
    // Published test vectors of FNV-1a, 32 bits.
    expect(hashName('')).toBe(0x811c9dc5);
    expect(hashName('a')).toBe(0xe40c292c);
    expect(hashName('foobar')).toBe(0xbf9cf968);
  });

  it('is uniform and normal within sampling error', () => {
    const random = createRandom('moments');
    const count = 20000;
    let sum = 0;
    let squares = 0;
    for (let index = 0; index < count; index += 1) {
      sum += random.between(-1, 3);
      squares += random.gaussian() ** 2;
    }
    expect(sum / count).toBeCloseTo(1, 1);
    expect(Math.abs(squares / count - 1)).toBeLessThan(0.05);
  });

  it('keeps whole numbers within both ends', () => {
    const random = createRandom('integers');
    const drawn = new Set(Array.from({ length: 200 }, () => random.integer(2, 4)));
    expect([...drawn].sort()).toEqual([2, 3, 4]);
    expect(() => random.pick([])).toThrow(RangeError);
  });
});
