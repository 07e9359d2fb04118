import { MessageChannel } from 'node:worker_threads';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { succeed } from '../../../electron/contract/outcome.ts';
import { createBridgeTransport } from '../../../electron/rpc/bridge-client.ts';
import { channelOfEventTarget, type ChannelEnd } from '../../../electron/rpc/message-port.ts';
import { serveEngine } from '../../../electron/rpc/port-server.ts';

const signal = new AbortController().signal;
afterEach(() => {
  vi.useRealTimers();
});

function createRig(shell: (operation: string, input: unknown) => Promise<unknown> = () => Promise.resolve(null)) {
  let give: (end: ChannelEnd) => void = () => undefined;
  const connect = vi.fn();
  const transport = createBridgeTransport({
    bridge: { shell, connect },
    onPort: (listener) => {
      give = listener;
      return () => undefined;
    },
  });
  const offerPort = (name: string): (() => void) => {
    const { port1, port2 } = new MessageChannel();
    give(channelOfEventTarget(port2));
    return serveEngine(channelOfEventTarget(port1), {
      call: () => Promise.resolve(succeed(name)),
      clip: () => Promise.resolve(succeed(new Uint8Array())),
      onEvent: () => () => undefined,
    });
  };
  return { transport, connect, offerPort };
}

describe('createBridgeTransport', () => {
  it('asks for a port once, and lets calls wait for it', async () => {
    const { transport, connect, offerPort } = createRig();
    expect(connect).toHaveBeenCalledTimes(1);
    const early = transport.call('source/list', {}, signal);
    offerPort('first');
    expect(await early).toStrictEqual(succeed('first'));
    transport.close();
  });

  it('moves to a fresh port, even before the old one is known to be dead', async () => {
    const { transport, offerPort } = createRig();
    const states: string[] = [];
    transport.onConnection((state) => states.push(state));
    offerPort('first');
    offerPort('second');
    expect(await transport.call('source/list', {}, signal)).toStrictEqual(succeed('second'));
    expect(states).toStrictEqual(['connected', 'lost', 'connected']);
    transport.close();
  });

  it('does not wait for an engine for ever', async () => {
    vi.useFakeTimers();
    const { transport } = createRig();
    const pending = transport.call('source/list', {}, signal);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(await pending).toMatchObject({ fault: { code: 'unavailable' } });
    const controller = new AbortController();
    const cancelled = transport.call('source/list', {}, controller.signal);
    controller.abort();
    expect(await cancelled).toMatchObject({ fault: { code: 'cancelled' } });
    expect(vi.getTimerCount()).toBe(0);
    transport.close();
  });

  it('asks the shell over the bridge, and trusts neither its answer nor its presence', async () => {
    const answers: (() => Promise<unknown>)[] = [
      () => Promise.resolve({ ok: true, value: '/media' }),
      () => Promise.resolve('nonsense'),
      () => Promise.reject(new Error('window closed')),
    ];
    const { transport } = createRig(() => (answers.shift() ?? (() => Promise.resolve(null)))());
    const ask = () => transport.call('shell/pick-file', { kind: 'model', near: null }, signal);
    expect(await ask()).toStrictEqual(succeed('/media'));
    expect(await ask()).toMatchObject({ fault: { code: 'unexpected' } });
    expect(await ask()).toMatchObject({ fault: { code: 'unavailable' } });
    transport.close();
  });
});
