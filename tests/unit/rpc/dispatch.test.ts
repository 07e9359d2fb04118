import { describe, expect, it } from 'vitest';
import { fail, succeed } from '../../../electron/contract/outcome.ts';
import { createDispatcher, type Handlers } from '../../../electron/rpc/dispatch.ts';

type Some = 'source/remove' | 'recording/page' | 'shell/pick-file';

const signal = new AbortController().signal;
const pick = { kind: 'model', near: null };
const handlers: Handlers<Some> = {
  'source/remove': () => succeed({}),
  'recording/page': ({ offset, limit, failedOnly }) =>
    failedOnly ? fail('not-found', 'no') : succeed({ total: offset + limit, rows: [] }),
  'shell/pick-file': (_input, context) => {
    context.signal.throwIfAborted();
    throw 'a string' as unknown as Error;
  },
};

describe('createDispatcher', () => {
  const dispatch = createDispatcher(handlers, { log: () => undefined });

  it('fills in defaults and drops what the contract does not name', async () => {
    expect(await dispatch('recording/page', { offset: 1, limit: 2, more: 3 }, signal)).toStrictEqual({
      ok: true,
      value: { total: 3, rows: [] },
    });
  });

  it('names the first wrong parts of the input', async () => {
    const outcome = await dispatch('recording/page', { offset: -1, limit: 'x' }, signal);
    expect(outcome).toMatchObject({ ok: false, fault: { code: 'invalid-input' } });
    expect(outcome.ok || outcome.fault.message).toMatch(
      /^Earmark could not use this request: offset: .+; limit: .+\.$/,
    );
  });

  it('does not know an operation that is in the contract but not bound here', async () => {
    expect(await dispatch('source/list', {}, signal)).toMatchObject({ fault: { code: 'not-found' } });
  });

  it('reports a throw after the caller gave up as cancelled, and logs nothing', async () => {
    const logged: string[] = [];
    const logging = createDispatcher(handlers, { log: (_level, message) => logged.push(message) });
    expect(await logging('shell/pick-file', pick, AbortSignal.abort())).toMatchObject({ fault: { code: 'cancelled' } });
    expect(logged).toStrictEqual([]);
    expect(await logging('shell/pick-file', pick, signal)).toMatchObject({
      fault: { code: 'unexpected', detail: 'a string' },
    });
    expect(logged).toStrictEqual(['shell/pick-file failed unexpectedly']);
  });

  it('answers what is foreseen wherever it comes from with its fault, and logs nothing', async () => {
    const logged: string[] = [];
    const full = { code: 'disk-full', message: 'Full.' } as const;
    const known = createDispatcher(handlers, {
      log: (_level, message) => logged.push(message),
      knownFault: (error) => (error === 'a string' ? full : null),
    });
    expect(await known('shell/pick-file', pick, signal)).toStrictEqual({ ok: false, fault: full });
    expect(logged).toStrictEqual([]);
  });

  it('checks answers only where it is asked to', async () => {
    const wrong = { ...handlers, 'source/remove': () => succeed(7) } as unknown as Handlers<Some>;
    expect(
      await createDispatcher(wrong, { log: () => undefined })('source/remove', { sourceId: 1 }, signal),
    ).toStrictEqual(succeed(7));
    const strict = createDispatcher(wrong, { log: () => undefined, validateOutput: true });
    expect(await strict('source/remove', { sourceId: 1 }, signal)).toMatchObject({
      fault: { message: expect.stringContaining('breaks the contract') },
    });
  });
});
