import { describe, expect, test } from 'vitest';
import { createCostModel } from '../../../electron/engine/jobs/cost-model.ts';
import { probesFirst } from '../../../electron/engine/jobs/probe-order.ts';
import { createTimeLeft } from '../../../electron/engine/jobs/time-left.ts';
import { seededRandom } from '../../support/random.ts';

interface Machine {
  readonly scorers: number;
  /** True cost of a file: seconds besides its audio, and seconds for each second of audio. */
  readonly perFile: number;
  readonly perAudioSecond: number;
}

/**
 * Scores files of these lengths on a simulated clock; gives what was promised against what came true, from 60 s on. The
 * last half minute is left out: there a single long file in hand is most of what is left.
 */
function simulate(lengths: readonly number[], machine: Machine) {
  const order = probesFirst(
    lengths.map((length) => length),
    (length) => length,
  );
  const random = seededRandom(17);
  const costs = createCostModel(0.2);
  const timeLeft = createTimeLeft();
  const freeAt = Array.from({ length: machine.scorers }, () => 3);
  const finishes = order
    .map((length) => {
      const scorer = freeAt.indexOf(Math.min(...freeAt));
      const noise = 0.8 + 0.4 * random();
      const seconds = (machine.perFile + machine.perAudioSecond * length) * noise;
      freeAt[scorer] = (freeAt[scorer] ?? 0) + seconds;
      return { length, seconds, at: freeAt[scorer] ?? 0 };
    })
    .sort((left, right) => left.at - right.at);
  const end = Math.max(...freeAt);
  const workTotal = lengths.reduce((sum, length) => sum + length, 0);
  const promises: { at: number; promised: number; real: number }[] = [];
  let workDone = 0;
  timeLeft.record({ done: 0, total: lengths.length, failed: 0, workDone, workTotal }, 0);
  finishes.forEach(({ length, seconds, at }, index) => {
    workDone += length;
    costs.observe(length, seconds * 1000);
    const progress = { done: index + 1, total: lengths.length, failed: 0, workDone, workTotal };
    timeLeft.record({ ...progress, workPerFile: costs.workPerFile() }, at * 1000);
    const promised = timeLeft.seconds();
    if (at >= 60 && promised !== null && end - at > 30) {
      promises.push({ at, promised, real: end - at });
    }
  });
  return { promises, end };
}

function worstError(lengths: readonly number[], machine: Machine): number {
  const { promises, end } = simulate(lengths, machine);
  expect(end).toBeGreaterThan(120);
  expect(promises.length).toBeGreaterThan(10);
  return Math.max(...promises.map(({ promised, real }) => Math.abs(promised - real) / real));
}

const repeat = (count: number, length: number): number[] => Array.from({ length: count }, () => length);
const short = repeat(9000, 3);
const long = repeat(300, 600);
const random = seededRandom(4);
const between = Array.from({ length: 3000 }, () => Math.exp(Math.log(2) + random() * Math.log(300)));

const machines: readonly (readonly [string, Machine])[] = [
  ['a small model, where a file costs more than its audio', { scorers: 2, perFile: 0.05, perAudioSecond: 0.002 }],
  ['a large model, where only audio costs', { scorers: 2, perFile: 0.01, perAudioSecond: 0.03 }],
  ['eight scorers', { scorers: 8, perFile: 0.2, perAudioSecond: 0.02 }],
];

describe.each(machines)('time left is right within 20 %% after the first minute: %s', (_, machine) => {
  test('all short files first, then the long ones', () => {
    expect(worstError([...short, ...long], machine)).toBeLessThan(0.2);
  });
  test('all long files first, then the short ones', () => {
    expect(worstError([...long, ...short], machine)).toBeLessThan(0.2);
  });
  test('mixed, sorted by length', () => {
    expect(
      worstError(
        [...between].sort((left, right) => left - right),
        machine,
      ),
    ).toBeLessThan(0.2);
  });
  test('mixed, in no order', () => {
    expect(worstError(between, machine)).toBeLessThan(0.2);
  });
});

test('the cost model finds what a file costs besides its audio, and keeps its guess where lengths do not differ', () => {
  const costs = createCostModel(0.2);
  expect(costs.workPerFile()).toBe(0.2);
  for (let index = 0; index < 500; index += 1) {
    costs.observe(3, 40 + 3 * 10);
  }
  expect(costs.workPerFile()).toBeCloseTo(0.2, 6);
  costs.observe(60, 40 + 60 * 10);
  costs.observe(300, 40 + 300 * 10);
  expect(costs.workPerFile()).toBeCloseTo(4, 1);
});

test('nothing is promised before a second of work, nor without a total', () => {
  const timeLeft = createTimeLeft();
  timeLeft.record({ done: 0, total: 10, failed: 0 }, 0);
  timeLeft.record({ done: 1, total: 10, failed: 0 }, 5000);
  expect(timeLeft.seconds()).toBeNull();
  timeLeft.record({ done: 4, total: 10, failed: 0 }, 8000);
  expect(timeLeft.seconds()).toBeCloseTo(6, 6);
  timeLeft.record({ done: 5, total: 0, failed: 0 }, 9000);
  expect(timeLeft.seconds()).toBeNull();
});

test('probes come first, the longest begun first; nothing is lost and the rest keeps its order', () => {
  const items = Array.from({ length: 100 }, (_, index) => index + 1);
  const order = probesFirst(items, (item) => item);
  expect(order[0]).toBe(100);
  expect(order).toContain(1);
  expect(order.slice(0, 16)).toContain(1);
  expect([...order].sort((left, right) => left - right)).toEqual(items);
  const rest = order.slice(16);
  expect(rest).toEqual([...rest].sort((left, right) => left - right));
});
