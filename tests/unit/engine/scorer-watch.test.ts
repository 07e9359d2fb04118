import { expect, test } from 'vitest';
import { createScorerWatch } from '../../../electron/engine/jobs/scorer-watch.ts';
import { createHandClock } from './hand-clock.ts';

function watchSlots() {
  const clock = createHandClock();
  const silent: { slot: number; seconds: number }[] = [];
  const watch = createScorerWatch({ clock, onSilent: (slot, seconds) => silent.push({ slot, seconds }) });
  return { clock, silent, watch };
}

test('a minute of silence is too long once the model has shown that it is quick', () => {
  const { clock, silent, watch } = watchSlots();
  watch.hear(1);
  watch.hear(2);
  clock.pass(1);
  watch.hear(1, true);
  clock.pass(40);
  watch.hear(2);
  clock.pass(20);
  expect(silent).toEqual([]);
  clock.pass(1);
  expect(silent).toEqual([{ slot: 1, seconds: 61 }]);
  clock.pass(30);
  expect(silent).toHaveLength(1);
});

test('a model that takes eight seconds for its windows has four minutes', () => {
  const { clock, silent, watch } = watchSlots();
  watch.hear(1);
  clock.pass(8);
  watch.hear(1, true);
  clock.pass(240);
  expect(silent).toEqual([]);
  clock.pass(1);
  expect(silent).toEqual([{ slot: 1, seconds: 241 }]);
});

test('before the first result there is a quarter of an hour: loading a model, or a damaged file, tells nothing of its pace', () => {
  const { clock, silent, watch } = watchSlots();
  watch.hear(1);
  clock.pass(2);
  watch.hear(1);
  clock.pass(900);
  expect(silent).toEqual([]);
  clock.pass(1);
  expect(silent).toHaveLength(1);
});

test('one very long answer does not let the others hang for hours', () => {
  const { clock, silent, watch } = watchSlots();
  watch.hear(1);
  clock.pass(300);
  watch.hear(1, true);
  clock.pass(901);
  expect(silent).toEqual([{ slot: 1, seconds: 901 }]);
});

test('who has nothing to do may be silent', () => {
  const { clock, silent, watch } = watchSlots();
  watch.hear(1);
  watch.hear(1, true);
  watch.rest(1);
  clock.pass(1000);
  expect(silent).toEqual([]);
});

test('a laptop that was closed for an hour blames nobody', () => {
  const { clock, silent, watch } = watchSlots();
  watch.hear(1);
  watch.hear(1, true);
  clock.pass(30);
  clock.sleep(3600);
  clock.pass(20);
  expect(silent).toEqual([]);
  clock.pass(20);
  expect(silent).toHaveLength(1);
});

test('nobody is watched after the end', () => {
  const { clock, silent, watch } = watchSlots();
  watch.hear(1);
  watch.hear(1, true);
  watch.stop();
  clock.pass(100);
  expect(silent).toEqual([]);
});
