import { describe, expect, test } from 'vitest';
import type * as z from 'zod';
import { imageFrontEndSchema } from '../../../electron/contract/image-front-end.ts';
import { imageGraph, imageInput, imageOutput } from '../../../native-models/builder/image/image-graph.ts';
import { imageProblem, imageShape } from '../../../native-models/builder/image/image-shape.ts';
import { melFilters } from '../../../native-models/builder/image/mel-filters.ts';
import { encodeOnnxModel } from '../../../native-models/builder/onnx-model.ts';
import { openSession, runSession, type NumericTensor } from '../builder/run-graph.ts';

const sampleRate = 16_000;
const samples = 8000;

/** A 440 Hz tone and a slow sweep: the signal of the reference numbers. */
const signal = Float32Array.from(
  { length: samples },
  (_, n) =>
    0.3 * Math.sin((2 * Math.PI * 440 * n) / sampleRate) +
    0.1 * Math.sin((2 * Math.PI * (1000 + 0.05 * n) * n) / sampleRate),
);

type Draft = Partial<z.input<typeof imageFrontEndSchema>>;

async function picture(draft: Draft, windows = 1): Promise<NumericTensor> {
  const image = imageFrontEndSchema.parse({
    kind: 'spectrogram',
    fftSize: 512,
    windowLength: 512,
    hopLength: 160,
    ...draft,
  });
  const session = await openSession(encodeOnnxModel(imageGraph(image, sampleRate, samples)));
  expect(session.inputNames).toEqual([imageInput]);
  const input = new Float32Array(windows * samples);
  Array.from({ length: windows }, (_, window) => input.set(signal, window * samples));
  const result = (await runSession(session, input, [windows, samples]))[imageOutput];
  await session.release();
  if (result === undefined) {
    throw new Error('no picture');
  }
  expect(result.dims).toEqual([windows, ...imageShape(image, sampleRate, samples).dimensions]);
  return result;
}

const linear = { scale: 'linear', layout: 'frames-bands', channelAxis: 'none' } as const;

describe('the power spectrum equals numpy’s', () => {
  // numpy.fft.rfft of frames times scipy.signal.get_window (periodic), squared; numpy 2, scipy 1.17.
  test.each<[Draft, [number, number, number][]]>([
    [
      { window: 'hann', windowLength: 400 },
      [
        [0, 14, 895.472],
        [0, 32, 57.80965],
        [10, 14, 895.4562],
        [10, 33, 0.001301485],
        [46, 14, 895.4695],
        [46, 60, 0.01525587],
      ],
    ],
    [
      { window: 'hamming', hopLength: 200, padding: 'reflect' },
      [
        [0, 14, 23.12231],
        [0, 32, 4.09851],
        [10, 14, 1700.847],
        [10, 33, 0.01291563],
        [40, 14, 131.3682],
        [40, 60, 7.885359],
      ],
    ],
    [
      { window: 'rectangular', hopLength: 128, padding: 'zero' },
      [
        [0, 14, 1469.748],
        [0, 32, 134.4573],
        [10, 14, 5817.472],
        [10, 33, 1.389367],
        [62, 14, 2324.669],
        [62, 60, 3.343731],
      ],
    ],
  ])('%o', async (draft, expected) => {
    const { values, dims } = await picture({ ...linear, ...draft });
    const bins = dims[2] ?? 0;
    expect(bins).toBe(257);
    for (const [frame, bin, power] of expected) {
      // float32 transforms: 1e-5 of the value, or 1e-7 of the picture's largest (5,800) where it nearly vanishes.
      expect(Math.abs((values[frame * bins + bin] ?? 0) - power)).toBeLessThan(1e-5 * power + 6e-4);
    }
  });
});

test('log-mel as librosa reckons it: slaney scale and norm, top 80 dB, standardised', async () => {
  // numpy, by the formulas of librosa.filters.mel and librosa.power_to_db.
  const mel = { ...linear, kind: 'log-mel', melBands: 40, melScale: 'slaney', melNorm: 'slaney', lowHz: 50 } as const;
  const decibels = { ...mel, padding: 'reflect', scale: 'decibel', floor: 1e-10 } as const;
  const places = [0, 7, 25 * 40 + 7, 25 * 40 + 15, 50 * 40 + 39];
  const plain = await picture(decibels);
  [-2.15568, -6.00606, -49.1117, -36.511, -40.2257].forEach((value, index) =>
    expect(plain.values[places[index] ?? 0]).toBeCloseTo(value, 2),
  );
  const standard = await picture({ ...decibels, topDecibels: 80, normalisation: { kind: 'standard' } });
  [1.94829, 1.79526, 0.0820224, 0.582837, 0.435197].forEach((value, index) =>
    expect(standard.values[places[index] ?? 0]).toBeCloseTo(value, 3),
  );
});

test('mel bands peak where librosa.mel_frequencies(40) says', () => {
  // Of librosa's documentation: fmin 0, fmax 11025; slaney scale.
  const documented = [
    85.317, 170.635, 255.952, 341.269, 426.586, 511.904, 597.221, 682.538, 767.855, 853.173, 938.49, 1024.856,
  ];
  const fftSize = 16_384;
  const melBands = 38;
  const filters = melFilters({
    sampleRate: 22_050,
    fftSize,
    melBands,
    lowHz: 0,
    highHz: 11_025,
    scale: 'slaney',
    hasSlaneyNorm: false,
  });
  documented.forEach((hertz, band) => {
    const column = Array.from({ length: fftSize / 2 + 1 }, (_, bin) => filters[bin * melBands + band] ?? 0);
    const peak = (column.indexOf(Math.max(...column)) * 22_050) / fftSize;
    expect(Math.abs(peak - hertz)).toBeLessThan(22_050 / fftSize);
  });
});

test('orientation: bands as rows, the highest on top, three channels, resized', async () => {
  const plain = await picture({ ...linear, lowHz: 400, highHz: 480 });
  const [, frames = 0, bands = 0] = plain.dims;
  expect(bands).toBe(3);
  const flipped = await picture({ ...linear, lowHz: 400, highHz: 480, layout: 'bands-frames', flipBands: true });
  expect(flipped.values[2 * frames + 5]).toBe(plain.values[5 * bands]);
  expect(flipped.values[5]).toBe(plain.values[5 * bands + 2]);

  const rgb = await picture({ channels: 3, size: { height: 64, width: 48 }, normalisation: { kind: 'min-max' } }, 2);
  expect(rgb.dims).toEqual([2, 3, 64, 48]);
  const channel = 64 * 48;
  expect(rgb.values.slice(0, channel)).toEqual(rgb.values.slice(2 * channel, 3 * channel));
  // The same window twice is the same picture; at two places of a batch its last digits have been seen to differ.
  const second = rgb.values.slice(3 * channel, 4 * channel);
  second.forEach((value, index) => expect(Math.abs(value - (rgb.values[index] ?? 0))).toBeLessThan(1e-6));
  expect(Math.min(...rgb.values)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...rgb.values)).toBeLessThanOrEqual(1);
});

test('scales and normalisations are what they are called', async () => {
  const power = await picture(linear);
  const at = 10 * 257 + 14;
  const value = power.values[at] ?? 0;
  const read = async (draft: Draft): Promise<number> =>
    (await picture({ ...linear, ...draft })).values[at] ?? Number.NaN;
  expect(await read({ power: 1 })).toBeCloseTo(Math.sqrt(value), 3);
  expect(await read({ scale: 'natural-log' })).toBeCloseTo(Math.log(value), 4);
  expect(await read({ scale: 'log10', floorMode: 'add', floor: 1 })).toBeCloseTo(Math.log10(value + 1), 4);
  expect(await read({ scale: 'decibel', power: 1 })).toBeCloseTo(10 * Math.log10(value), 3);
  expect(await read({ normalisation: { kind: 'fixed', mean: 100, deviation: 50 } })).toBeCloseTo((value - 100) / 50, 3);
  expect(await read({ normalisation: { kind: 'range', low: 0, high: 2 * value } })).toBeCloseTo(0.5, 4);
  expect(await read({ normalisation: { kind: 'range', low: 0, high: value / 2 } })).toBe(1);
});

test.each<[Draft, RegExp]>([
  [{ windowLength: 1024 }, /longer than its transform/u],
  [{ fftSize: 16_384, windowLength: 512 }, /shorter than one frame/u],
  [{ lowHz: 9000 }, /no frequency/u],
  [{ channels: 3, channelAxis: 'none' }, /channel axis/u],
  [{ normalisation: { kind: 'range', low: -20, high: -100 } }, /holds nothing/u],
])('a picture that cannot be made is explained: %o', (draft, words) => {
  const image = imageFrontEndSchema.parse({
    kind: 'log-mel',
    fftSize: 512,
    windowLength: 512,
    hopLength: 160,
    ...draft,
  });
  expect(imageProblem(image, sampleRate, samples)?.message).toMatch(words);
});
