import { setTimeout as sleep } from 'node:timers/promises';
import { FaultError } from '../../../electron/contract/outcome.ts';
import type { ProgramName } from '../../../electron/host/process-factory.ts';
import { createHttpTransport } from '../../../electron/rpc/http-client.ts';
import { signIn } from '../../contract/transports.ts';
import { spawnWebHost, type StartingWebHost } from '../../e2e/support/web-host-process.ts';
import { callThrough, type EarmarkCall } from '../../support/earmark-call.ts';
import { aliveOf, descendantsOf, type ProcessEntry } from '../../support/process-tree.ts';

/** The whole app as `npm start` opens it in a browser, to be killed and started again. */
export interface SoakApp {
  /** Over HTTP; rejects where the app dies under it. */
  readonly call: EarmarkCall;
  /** The same, asked again until the app answers, as a window does. Faults are still thrown. */
  readonly ask: EarmarkCall;
  hostPid(): number;
  pidsOf(program: ProgramName): number[];
  /** kill -9 of the host, and a new one at once. */
  killHost(): void;
  /** Why the host did not open, in its own words; null where it did. */
  refusal(): Promise<string | null>;
  /** Opens it again after a refusal. */
  openAgain(): void;
  /** Processes behind hosts that were killed which have not ended of their own accord. */
  leftBehind(): ProcessEntry[];
  close(): Promise<void>;
}

const programFiles: Readonly<Record<ProgramName, string>> = {
  engine: 'electron/engine/program.ts',
  scorer: 'electron/scorer/program.ts',
};

export function openSoakApp(library: string, env: NodeJS.ProcessEnv = process.env): SoakApp {
  let host = spawnWebHost(library, [], env);
  let line = connect(host);
  const orphans = new Set<number>();
  const call: EarmarkCall = async (operation, input) => (await line)(operation, input);
  const open = (): void => {
    host = spawnWebHost(library, [], env);
    line = connect(host);
  };
  return {
    call,
    ask: (operation, input) => untilAnswered(() => call(operation, input)),
    hostPid: () => host.pid,
    pidsOf: (program) =>
      descendantsOf(host.pid).flatMap(({ pid, command }) => (command.includes(programFiles[program]) ? [pid] : [])),
    killHost: () => {
      descendantsOf(host.pid).forEach(({ pid }) => orphans.add(pid));
      process.kill(host.pid, 'SIGKILL');
      open();
    },
    refusal: () =>
      host.url.then(
        () => null,
        () => host.log().trim().split('\n').at(-1) ?? '',
      ),
    openAgain: open,
    leftBehind: () => aliveOf([...orphans]),
    close: () => host.stop(),
  };
}

/** Signs in and calls with the window's own client; nobody listens to its events here. */
function connect(host: StartingWebHost): Promise<EarmarkCall> {
  const line = host.url.then(async (url) => {
    const { origin } = new URL(url);
    const cookie = await signIn(url);
    const transport = createHttpTransport({
      baseUrl: origin,
      fetch: (address, init) =>
        fetch(address, { ...init, headers: { ...(init?.headers as Record<string, string>), cookie, origin } }),
    });
    const call = callThrough(transport);
    transport.close();
    return call;
  });
  line.catch(() => undefined);
  return line;
}

/** A dead line is no answer, and neither is an engine that is being started again. */
async function untilAnswered<Value>(ask: () => Promise<Value>): Promise<Value> {
  const limit = performance.now() + 60_000;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      const isAnswer = error instanceof FaultError && error.fault.code !== 'unavailable';
      if (isAnswer || performance.now() > limit) {
        throw error;
      }
      await sleep(50);
    }
  }
}
