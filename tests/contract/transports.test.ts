import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  engineOperations,
  operations,
  shellOperations,
  type EngineOperationName,
  type OperationName,
} from '../../electron/contract/operations.ts';
import type { TopicEvent } from '../../electron/contract/topics.ts';
import { finding, job } from './example-values.ts';
import { examples } from './examples.ts';
import { clip, createScriptedEngine, type ScriptedEngine } from './scripted-engine.ts';
import { openHttpRig, openPortRig, type Rig } from './transports.ts';

const engineNames = Object.keys(engineOperations) as EngineOperationName[];
const never = new AbortController().signal;

describe.each([
  ['MessagePort', openPortRig],
  ['HTTP and SSE', openHttpRig],
])('the contract over %s', (_name, open) => {
  let engine: ScriptedEngine;
  let rig: Rig;

  beforeEach(async () => {
    engine = createScriptedEngine();
    rig = await open(engine);
    await new Promise<void>((resolve) => {
      rig.client.onConnection((state) => {
        if (state === 'connected') {
          resolve();
        }
      });
    });
  });
  afterEach(async () => {
    await rig.close();
  });

  describe.each(engineNames)('%s', (name) => {
    it('brings input to its handler, with defaults filled in, and the answer back', async () => {
      const outcome = await rig.client.call(name, examples[name].input);
      expect(outcome).toStrictEqual({ ok: true, value: examples[name].output });
      expect(engine.lastInput).toStrictEqual(operations[name].input.parse(examples[name].input));
    });

    it('refuses input that the contract does not know', async () => {
      const outcome = await rig.transport.call(name, 42, never);
      expect(outcome).toMatchObject({ ok: false, fault: { code: 'invalid-input', detail: name } });
      expect(engine.lastInput).toBeUndefined();
    });

    it('carries a fault, returned or thrown', async () => {
      engine.behaviour = 'fault';
      expect(await rig.client.call(name, examples[name].input)).toStrictEqual({
        ok: false,
        fault: { code: 'label-unknown', message: 'The model has no such label.', detail: name },
      });
      engine.behaviour = 'throw-fault';
      expect(await rig.client.call(name, examples[name].input)).toMatchObject({ fault: { code: 'disk-full' } });
    });

    it('turns a thrown error into one log line and a fault with its number', async () => {
      engine.behaviour = 'throw';
      const outcome = await rig.client.call(name, examples[name].input);
      expect(engine.logged).toHaveLength(1);
      expect(engine.logged[0]).toMatchObject({
        operation: name,
        error: expect.stringContaining('index 5 out of bounds'),
      });
      expect(outcome).toMatchObject({
        ok: false,
        fault: { code: 'unexpected', message: expect.stringContaining(String(engine.logged[0]?.['id'])) },
      });
    });

    it('cancels the handler when the caller gives up', async () => {
      engine.behaviour = 'wait';
      const controller = new AbortController();
      const pending = rig.client.call(name, examples[name].input, { signal: controller.signal });
      await vi.waitFor(() => {
        expect(engine.waiting).toHaveLength(1);
      });
      controller.abort();
      expect(await pending).toMatchObject({ ok: false, fault: { code: 'cancelled' } });
      await vi.waitFor(() => {
        expect(engine.waiting[0]?.aborted).toBe(true);
      });
    });

    it('answers with a fault where the answer cannot be sent', async () => {
      engine.behaviour = 'unsendable';
      const outcome = await rig.client.call(name, examples[name].input);
      expect(outcome).toMatchObject({ ok: false, fault: { message: expect.stringContaining('could not send') } });
    });

    it('catches an answer that breaks the contract', async () => {
      engine.behaviour = 'break-contract';
      const outcome = await rig.client.call(name, examples[name].input);
      const acceptsAnything = operations[name].output.safeParse({}).success;
      expect(outcome).toMatchObject(acceptsAnything ? { ok: true } : { ok: false, fault: { code: 'unexpected' } });
    });
  });

  it.each(Object.keys(shellOperations) as OperationName[])('answers %s within the contract', async (name) => {
    const outcome = await rig.client.call(name, name === 'shell/reveal' ? { path: '/' } : examples[name].input);
    if (outcome.ok) {
      expect(operations[name].output.safeParse(outcome.value).error).toBeUndefined();
    } else {
      expect(outcome.fault.code).toBe('unavailable');
    }
    expect(await rig.transport.call(name, 42, never)).toMatchObject({ fault: { code: 'invalid-input' } });
  });

  it.each(['library/nothing', 'shell/nothing', 'constructor', '__proto__', ''])('has no operation %o', async (name) => {
    expect(await rig.transport.call(name, {}, never)).toMatchObject({ ok: false, fault: { code: 'not-found' } });
  });

  it('does not start what was cancelled before', async () => {
    const outcome = await rig.client.call('source/list', {}, { signal: AbortSignal.abort() });
    expect(outcome).toMatchObject({ fault: { code: 'cancelled' } });
    expect(engine.lastInput).toBeUndefined();
  });

  it('keeps many calls apart', async () => {
    const names = [...engineNames, ...engineNames.toReversed()];
    const outcomes = await Promise.all(names.map((name) => rig.client.call(name, examples[name].input)));
    expect(outcomes).toStrictEqual(names.map((name) => ({ ok: true, value: examples[name].output })));
  });

  it('brings a clip bit for bit, and its faults', async () => {
    const outcome = await rig.client.clip(7, 0.5, 1.25);
    expect(outcome).toStrictEqual({ ok: true, value: clip });
    expect(await rig.client.clip(8, 0.5, 1.25)).toMatchObject({ fault: { code: 'not-found' } });
    expect(await rig.client.clip(7, 2, 1)).toMatchObject({ fault: { code: 'invalid-input' } });
  });

  it('cancels the reading of a clip', async () => {
    engine.behaviour = 'wait';
    const controller = new AbortController();
    const pending = rig.client.clip(7, 0, 1, controller.signal);
    await vi.waitFor(() => {
      expect(engine.waiting).toHaveLength(1);
    });
    controller.abort();
    expect(await pending).toMatchObject({ ok: false, fault: { code: 'cancelled' } });
    await vi.waitFor(() => {
      expect(engine.waiting[0]?.aborted).toBe(true);
    });
  });

  it('delivers announcements in order to those who listen to their topic', async () => {
    const heard: unknown[] = [];
    const stop = rig.client.on('job/changed', (payload) => heard.push(payload.done));
    rig.client.on('finding/changed', (payload) => heard.push(payload));
    for (const done of [1, 2, 3]) {
      engine.announce({ topic: 'job/changed', payload: { ...job, done } });
    }
    engine.announce({ topic: 'finding/changed', payload: finding });
    await vi.waitFor(() => {
      expect(heard).toStrictEqual([1, 2, 3, finding]);
    });
    stop();
    engine.announce({ topic: 'job/changed', payload: job });
    engine.announce({ topic: 'finding/changed', payload: finding });
    await vi.waitFor(() => {
      expect(heard).toStrictEqual([1, 2, 3, finding, finding]);
    });
  });

  it('lets no announcement through that is not of the contract', async () => {
    const heard: TopicEvent[] = [];
    rig.transport.onEvent((event) => heard.push(event));
    engine.announce({ topic: 'job/changed', payload: { id: 'five' } } as unknown as TopicEvent);
    engine.announce({ topic: 'job/nothing', payload: {} } as unknown as TopicEvent);
    engine.announce({ topic: 'subset/changed', payload: {} });
    await vi.waitFor(() => {
      expect(heard).toStrictEqual([{ topic: 'subset/changed', payload: {} }]);
    });
  });

  it('says that the line is lost, and comes back by itself', async () => {
    const states: string[] = [];
    const heard: number[] = [];
    rig.client.onConnection((state) => states.push(state));
    rig.client.on('job/changed', (payload) => heard.push(payload.done));
    rig.breakConnection();
    await vi.waitFor(
      () => {
        expect(states).toStrictEqual(['connected', 'lost', 'connected']);
      },
      { timeout: 5_000 },
    );
    expect(await rig.client.call('source/list', {})).toMatchObject({ ok: true });
    engine.announce({ topic: 'job/changed', payload: { ...job, done: 9 } });
    await vi.waitFor(() => {
      expect(heard).toStrictEqual([9]);
    });
  });
});
