import { expect, test } from 'vitest';
import type { Job } from '../../../electron/contract/runs.ts';
import { succeed } from '../../../electron/contract/outcome.ts';
import type { ConnectionState, EarmarkClient } from '../../../electron/rpc/client.ts';
import { followTopics } from '../../../renderer/api/invalidation.ts';
import { QueryStore, type CallOperation } from '../../../renderer/api/query-store.ts';

/** A client whose announcements the test makes. */
function createTalkingClient() {
  const listeners = new Map<string, Set<(payload: unknown) => void>>();
  let tellConnection: (state: ConnectionState) => void = () => undefined;
  const client = {
    on: (topic: string, listener: (payload: unknown) => void) => {
      const known = listeners.get(topic) ?? new Set();
      listeners.set(topic, known.add(listener));
      return () => known.delete(listener);
    },
    onConnection: (listener: (state: ConnectionState) => void) => {
      tellConnection = listener;
      return () => undefined;
    },
  } as unknown as EarmarkClient;
  return {
    client,
    announce: (topic: string, payload: unknown) => {
      listeners.get(topic)?.forEach((listener) => {
        listener(payload);
      });
    },
    connection: (state: ConnectionState) => {
      tellConnection(state);
    },
  };
}

function createCountingStore() {
  const asked: string[] = [];
  const call = ((operation: string) => {
    asked.push(operation);
    return Promise.resolve(succeed(operation === 'job/list' ? [] : null));
  }) as unknown as CallOperation;
  return { store: new QueryStore(call, 0), asked };
}

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));
const job = { id: 4, kind: 'score', state: 'running', done: 10, total: 20, finishedAt: null } as Job;

test('an announcement asks again only for what it concerns', async () => {
  const { client, announce } = createTalkingClient();
  const { store, asked } = createCountingStore();
  followTopics(client, store);
  store.watch('source/list', {}, () => undefined);
  store.watch('model/list', {}, () => undefined);
  await settle();
  announce('source/changed', {});
  await settle();
  expect(asked).toEqual(['source/list', 'model/list', 'source/list']);
});

test('progress is written into the list of jobs without asking; the end of a job asks', async () => {
  const { client, announce } = createTalkingClient();
  const { store, asked } = createCountingStore();
  followTopics(client, store);
  store.watch('job/list', {}, () => undefined);
  await settle();
  announce('job/changed', job);
  expect(store.read('job/list', {}).data).toEqual([job]);
  await settle();
  const before = asked.length;
  store.patch('job/list', () => [job]);
  announce('job/changed', { ...job, done: 15 });
  await settle();
  expect(store.read('job/list', {}).data?.[0]?.done).toBe(15);
  expect(asked).toHaveLength(before);
  announce('job/changed', { ...job, state: 'done', finishedAt: 'now' });
  await settle();
  expect(asked).toHaveLength(before + 1);
});

test('a connection that comes back reads everything again, the first one does not', async () => {
  const { client, connection } = createTalkingClient();
  const { store, asked } = createCountingStore();
  followTopics(client, store);
  store.watch('source/list', {}, () => undefined);
  await settle();
  connection('connected');
  await settle();
  expect(asked).toHaveLength(1);
  connection('lost');
  connection('connected');
  await settle();
  expect(asked).toHaveLength(2);
});
