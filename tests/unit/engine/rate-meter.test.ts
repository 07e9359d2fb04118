import { expect, test } from 'vitest';
import { createRateMeter } from '../../../electron/engine/jobs/rate-meter.ts';

test('a rate is told once there is a quarter of a second to tell it from', () => {
  const meter = createRateMeter();
  meter.record(0, 0);
  meter.record(5, 100);
  expect(meter.perSecond()).toBeNull();
  meter.record(20, 1000);
  expect(meter.perSecond()).toBe(20);
});

test('what is older than the horizon no longer counts', () => {
  const meter = createRateMeter();
  for (let second = 0; second <= 60; second += 1) {
    meter.record(second < 30 ? second * 100 : 3000 + (second - 30), second * 1000);
  }
  expect(meter.perSecond()).toBeCloseTo(1, 5);
});
