import { expect, test } from 'vitest';
import { createTopLabelKeeper, decodeTopLabels, encodeTopLabels } from '../../../electron/core/scoring/top-labels.ts';
import { seededRandom } from '../../support/random.ts';

test('the highest maxima over all windows, best first, ties in label order', () => {
  const keeper = createTopLabelKeeper(4, 3);
  keeper.hear(Float32Array.of(0, 5, 1, -1, 2, -3, 1, -1));
  keeper.hear(Float32Array.of(-9, -9, 2, 0.5));
  const { indexes, raw } = keeper.best();
  expect([...indexes]).toEqual([1, 0, 2]);
  expect([...raw]).toEqual([5, 2, 2]);
});

test('fewer labels than places, and labels that never got a number', () => {
  const keeper = createTopLabelKeeper(3, 5);
  keeper.hear(Float32Array.of(1, Number.NaN, 3));
  expect([...keeper.best().indexes]).toEqual([2, 0]);
  expect([...createTopLabelKeeper(3, 5).best().indexes]).toEqual([]);
});

test('it agrees with sorting everything, and survives being stored', () => {
  const random = seededRandom(11);
  const labels = 6522;
  const output = Float32Array.from({ length: labels * 20 }, () => 30 * random() - 20);
  const keeper = createTopLabelKeeper(labels, 5);
  for (let first = 0; first < 20; first += 4) {
    keeper.hear(output.subarray(first * labels, (first + 4) * labels));
  }
  const maxima = Array.from({ length: labels }, (_, label) =>
    Math.max(...Array.from({ length: 20 }, (_unused, window) => output[window * labels + label] ?? 0)),
  );
  const expected = maxima
    .map((raw, label) => ({ raw, label }))
    .sort((left, right) => right.raw - left.raw)
    .slice(0, 5);
  const best = decodeTopLabels(encodeTopLabels(keeper.best()));
  expect([...best.indexes]).toEqual(expected.map((each) => each.label));
  expect([...best.raw]).toEqual(expected.map((each) => each.raw));
});
