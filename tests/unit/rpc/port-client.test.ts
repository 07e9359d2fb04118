import { MessageChannel } from 'node:worker_threads';
import { describe, expect, it, vi } from 'vitest';
import { succeed } from '../../../electron/contract/outcome.ts';
import type { EnginePort } from '../../../electron/rpc/engine-port.ts';
import { channelOfEmitter, channelOfEventTarget, type EmitterPort } from '../../../electron/rpc/message-port.ts';
import { connectEngine } from '../../../electron/rpc/port-client.ts';
import { serveEngine } from '../../../electron/rpc/port-server.ts';

const signal = new AbortController().signal;

function createEngine(call: EnginePort['call']): EnginePort {
  return {
    call,
    clip: () => Promise.resolve(succeed('not bytes' as unknown as Uint8Array)),
    onEvent: () => () => undefined,
  };
}

function connect(engine: EnginePort) {
  const { port1, port2 } = new MessageChannel();
  const stop = serveEngine(channelOfEventTarget(port1), engine);
  return { transport: connectEngine(channelOfEventTarget(port2)), stop, port: port2 };
}

describe('connectEngine', () => {
  it('answers what is open, and what comes later, when the engine is gone', async () => {
    let aborted = false;
    const { transport, stop } = connect(
      createEngine(
        (_operation, _input, callSignal) =>
          new Promise(() => {
            callSignal.addEventListener('abort', () => (aborted = true));
          }),
      ),
    );
    const states: string[] = [];
    transport.onConnection((state) => states.push(state));
    const pending = transport.call('source/list', {}, signal);
    await new Promise((resolve) => setTimeout(resolve, 20));
    stop();
    expect(await pending).toMatchObject({ fault: { code: 'unavailable' } });
    expect(await transport.call('source/list', {}, signal)).toMatchObject({ fault: { code: 'unavailable' } });
    expect(states).toStrictEqual(['connected', 'lost']);
    expect(aborted).toBe(true);
    transport.close();
  });

  it('aborts what runs when the window is gone', async () => {
    const signals: AbortSignal[] = [];
    const { transport } = connect(
      createEngine((_operation, _input, callSignal) => {
        signals.push(callSignal);
        return new Promise(() => undefined);
      }),
    );
    const pending = transport.call('source/list', {}, signal);
    await vi.waitFor(() => {
      expect(signals).toHaveLength(1);
    });
    transport.close();
    expect(await pending).toMatchObject({ fault: { code: 'unavailable' } });
    await vi.waitFor(() => {
      expect(signals[0]?.aborted).toBe(true);
    });
  });

  it('refuses input that cannot be sent, a clip that is not one, and ignores strange messages', async () => {
    const { transport, port } = connect(createEngine(() => Promise.reject(new Error('broken engine'))));
    expect(await transport.call('source/list', { call: () => 0 }, signal)).toMatchObject({
      fault: { code: 'invalid-input' },
    });
    port.postMessage('nonsense');
    port.postMessage({ kind: 'call', id: -1 });
    expect(await transport.clip(1, 0, 1, signal)).toMatchObject({ fault: { code: 'unexpected' } });
    expect(await transport.call('source/list', {}, signal)).toMatchObject({
      fault: { code: 'unexpected', detail: 'Error: broken engine' },
    });
    transport.close();
  });
});

describe('channelOfEmitter', () => {
  it('speaks to a port of Electron’s kind, which wraps messages in an event', async () => {
    const { port1, port2 } = new MessageChannel();
    const emitter: EmitterPort = {
      postMessage: (message) => {
        port1.postMessage(message);
      },
      on: (type: 'message' | 'close', listener: (event: { readonly data: unknown }) => void) =>
        port1.on(type, (data?: unknown) => {
          listener({ data });
        }),
      start: () => {
        port1.start();
      },
      close: () => {
        port1.close();
      },
    };
    const stop = serveEngine(
      channelOfEmitter(emitter),
      createEngine((operation) => Promise.resolve(succeed(operation))),
    );
    const transport = connectEngine(channelOfEventTarget(port2));
    expect(await transport.call('any/name', {}, signal)).toStrictEqual(succeed('any/name'));
    const lost = new Promise((resolve) => {
      transport.onConnection((state) => state === 'lost' && resolve(state));
    });
    stop();
    expect(await lost).toBe('lost');
  });
});
