import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fail, succeed, type Outcome } from '../../../electron/contract/outcome.ts';
import { QueryStore, type CallOperation } from '../../../renderer/api/query-store.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function createStore(answer: (count: number) => Outcome<unknown>) {
  const asked: string[] = [];
  const call = ((operation: string) => {
    asked.push(operation);
    return Promise.resolve(answer(asked.length));
  }) as unknown as CallOperation;
  return { store: new QueryStore(call, 400), asked };
}

test('an answer is asked for once and shared by everyone who watches', async () => {
  const { store, asked } = createStore(() => succeed([]));
  let told = 0;
  const listener = (): void => {
    told += 1;
  };
  store.watch('run/list', {}, listener);
  store.watch('run/list', {}, listener);
  expect(store.read('run/list', {}).loading).toBe(true);
  await vi.advanceTimersByTimeAsync(0);
  expect(store.read('run/list', {})).toEqual({ data: [], fault: null, loading: false });
  expect(asked).toHaveLength(1);
  expect(told).toBeGreaterThanOrEqual(2);
});

test('many announcements in a row lead to one question, and the old answer stays in view', async () => {
  const { store, asked } = createStore((count) => succeed([count]));
  store.watch('run/list', {}, () => undefined);
  await vi.advanceTimersByTimeAsync(0);
  for (let times = 0; times < 50; times += 1) {
    store.invalidate((operation) => operation === 'run/list');
    await vi.advanceTimersByTimeAsync(2);
    expect(store.read('run/list', {}).data).toEqual([1]);
  }
  await vi.advanceTimersByTimeAsync(400);
  expect(asked).toHaveLength(2);
  expect(store.read('run/list', {}).data).toEqual([2]);
});

test('what nobody watches is asked again only when somebody looks', async () => {
  const { store, asked } = createStore((count) => succeed([count]));
  const stop = store.watch('run/list', {}, () => undefined);
  await vi.advanceTimersByTimeAsync(0);
  stop();
  store.invalidate(() => true);
  await vi.advanceTimersByTimeAsync(2000);
  expect(asked).toHaveLength(1);
  store.watch('run/list', {}, () => undefined);
  await vi.advanceTimersByTimeAsync(0);
  expect(asked).toHaveLength(2);
});

test('a fault is kept beside the last good answer', async () => {
  const { store } = createStore((count) => (count === 1 ? succeed([1]) : fail('unavailable', 'away')));
  store.watch('run/list', {}, () => undefined);
  await vi.advanceTimersByTimeAsync(0);
  store.invalidate(() => true);
  await vi.advanceTimersByTimeAsync(500);
  expect(store.read('run/list', {})).toMatchObject({ data: [1], fault: { code: 'unavailable' }, loading: false });
});

test('a patch shows at once, and only in answers that it changes', async () => {
  const { store } = createStore(() => succeed({ total: 1, rows: [{ recordingId: 5, verdict: null }] }));
  const input = { runId: 1, label: 'frog', offset: 0, limit: 200 };
  const told: string[] = [];
  store.watch('ranking/page', input, () => told.push('told'));
  await vi.advanceTimersByTimeAsync(0);
  told.length = 0;
  store.patch('ranking/page', (page) => page);
  expect(told).toEqual([]);
  store.patch('ranking/page', (page) => ({
    ...page,
    rows: page.rows.map((row) => ({ ...row, verdict: 'present' as const })),
  }));
  expect(told).toEqual(['told']);
  expect(store.read('ranking/page', input).data?.rows[0]?.verdict).toBe('present');
});

test('what a folder holds is looked at anew by whoever comes to see it, and nothing old is shown meanwhile', async () => {
  const { store, asked } = createStore((count) => succeed([count]));
  const stop = store.watch('source/inspect', { path: '/card' }, () => undefined);
  await vi.advanceTimersByTimeAsync(0);
  stop();
  store.watch('source/inspect', { path: '/card' }, () => undefined);
  expect(store.read('source/inspect', { path: '/card' }).data).toBeUndefined();
  await vi.advanceTimersByTimeAsync(0);
  expect(store.read('source/inspect', { path: '/card' }).data).toEqual([2]);
  expect(asked).toHaveLength(2);
});
