import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ProcessExit } from '../../electron/contract/processes.ts';
import { useStandIn } from './rig.ts';
import type { StandIn } from './stand-in/electron.ts';

let electron: StandIn;
beforeEach(() => {
  electron = useStandIn();
});
afterEach(() => {
  vi.doUnmock('electron');
});

async function start() {
  const { createUtilityProcessFactory } = await import('../../electron/main/utility-processes.ts');
  const logged: string[] = [];
  const managed = createUtilityProcessFactory((_level, message) => logged.push(message)).start('scorer', ['--x']);
  const [child] = electron.standIn.processes;
  if (child === undefined) {
    throw new Error('nothing was forked');
  }
  return { managed, child, logged };
}

describe('createUtilityProcessFactory', () => {
  it('forks the bundled program with its own name, and knows its pid once it runs', async () => {
    const { managed, child } = await start();
    expect(child.path).toMatch(/scorer\.js$/);
    expect(child.programArguments).toStrictEqual(['--x']);
    expect(managed.pid).toBeUndefined();
    await vi.waitFor(() => {
      expect(managed.pid).toBe(4001);
    });
  });

  it('carries messages both ways, and none to the dead', async () => {
    const { managed, child } = await start();
    const heard: unknown[] = [];
    managed.onMessage((message) => heard.push(message));
    managed.send({ a: Float32Array.of(0.5) });
    child.say({ b: 1 });
    managed.kill();
    managed.send('too late');
    expect(heard).toStrictEqual([{ b: 1 }]);
    expect(child.received.map(({ message }) => message)).toStrictEqual([{ a: Float32Array.of(0.5) }]);
    expect(child.killed).toBe(true);
  });

  it.each<[number, ProcessExit['reason']]>([
    [0, 'normal'],
    [9, 'killed'],
    [15, 'killed'],
    [137, 'killed'],
    [1, 'crashed'],
    [11, 'crashed'],
    [134, 'crashed'],
    [3221225477, 'crashed'],
  ])('takes exit code %i for %s', async (code, reason) => {
    const { managed, child } = await start();
    const exits: ProcessExit[] = [];
    managed.onExit((exit) => exits.push(exit));
    child.end(code);
    expect(exits).toStrictEqual([{ reason, detail: `exit code ${code}` }]);
  });

  it('logs a fatal error of V8', async () => {
    const { child, logged } = await start();
    child.emit('error', 'FatalError', 'heap', '{}');
    expect(logged).toStrictEqual(['A program ended by a fatal error']);
  });
});
