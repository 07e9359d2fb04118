import { describe, expect, it } from 'vitest';
import { renderScene, type Scene } from '../../../build/sample/scene.ts';
import { backgroundSounds, type BackgroundName } from '../../../build/sample/sounds/catalogue.ts';
import { callBandRms } from '../../../build/sample/sounds/filters.ts';

const names = Object.keys(backgroundSounds) as BackgroundName[];

function scene(overrides: Partial<Scene> = {}): Scene {
  return { name: 'test/scene', seconds: 3, peakDbfs: -20, layers: [], ...overrides };
}

function peakDbfs(samples: Float32Array): number {
  return 20 * Math.log10(samples.reduce((peak, value) => Math.max(peak, Math.abs(value)), 0));
}

describe('renderScene', () => {
  it.each(names)('renders %s at two rates: finite, at the level asked for, the same each time', (sound) => {
    for (const rate of [12000, 24000]) {
      const plan = scene({ name: `test/${sound}`, layers: [{ sound, level: 10 }] });
      const { samples } = renderScene(plan, rate);
      expect(samples).toHaveLength(3 * rate);
      expect(samples.every(Number.isFinite)).toBe(true);
      expect(peakDbfs(samples)).toBeCloseTo(-20, 3);
      expect(renderScene(plan, rate).samples).toEqual(samples);
    }
  });

  it('reports where the call lies, inside the recording', () => {
    for (const place of [0, 0.5, 1]) {
      const { call } = renderScene(scene({ call: { type: 'both', snrDb: 10, place } }), 12000);
      expect(call?.from).toBeGreaterThanOrEqual(0);
      expect(call?.to).toBeLessThanOrEqual(3);
      expect((call?.to ?? 0) - (call?.from ?? 0)).toBeGreaterThan(0.5);
    }
  });

  it('sets the call above the background by the decibels asked for', () => {
    const plan = scene({ call: { type: 'grunt', snrDb: 20, place: 0.5 } });
    const rate = 24000;
    const { samples, call } = renderScene(plan, rate);
    const [from, to] = [Math.round((call?.from ?? 0) * rate), Math.round((call?.to ?? 0) * rate)];
    const during = callBandRms(samples, rate, from, to);
    const before = callBandRms(samples, rate, 0, from);
    expect(20 * Math.log10(during / before)).toBeGreaterThan(18);
    expect(20 * Math.log10(during / before)).toBeLessThan(22);
  });

  it('puts the energy of a call between 200 and 1000 Hz', () => {
    const rate = 12000;
    const { samples, call } = renderScene(scene({ call: { type: 'both', snrDb: 40, place: 0 } }), rate);
    const part = samples.subarray(0, Math.round((call?.to ?? 0) * rate));
    const energy = (hertz: number): number => {
      let real = 0;
      let imaginary = 0;
      part.forEach((value, index) => {
        real += value * Math.cos((2 * Math.PI * hertz * index) / rate);
        imaginary += value * Math.sin((2 * Math.PI * hertz * index) / rate);
      });
      return real * real + imaginary * imaginary;
    };
    const band = (from: number, to: number): number => {
      let sum = 0;
      for (let hertz = from; hertz < to; hertz += 5) {
        sum += energy(hertz);
      }
      return sum;
    };
    expect(band(200, 1000)).toBeGreaterThan(10 * (band(20, 200) + band(1000, 5000)));
  });
});
