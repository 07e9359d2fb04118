import { flushCompileCache } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { EmitterPort } from '../rpc/message-port.ts';
import type { Outcome } from '../contract/outcome.ts';
import { hostToEngineSchema, type EngineToHost, type HostToEngine } from '../contract/processes.ts';
import { connectToParent } from '../rpc/parent-channel.ts';
import { createLineLog } from '../rpc/line-log.ts';
import type { ChannelEnd } from '../rpc/message-port.ts';
import { serveEngine } from '../rpc/port-server.ts';
import { applicationVersion } from './application-version.ts';
import { createEngine, type Engine, type EngineOptions } from './engine.ts';
import { createRelayedScorerPort } from './relayed-scorer-port.ts';
import { serveWindowPorts } from './window-ports.ts';

/** The engine as a program: one library, one parent, until the parent says stop or is gone. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { library: { type: 'string' }, scorers: { type: 'string' } } });
  if (values.library === undefined) {
    throw new Error('The engine needs --library FOLDER');
  }
  // Ctrl-C reaches every process of a terminal; the host then asks for an orderly end.
  process.on('SIGINT', () => undefined);
  const log = createLineLog('engine', (line) => process.stderr.write(line));
  const parent = connectToParent();
  const send = (message: EngineToHost): void => {
    parent.send(message);
  };
  const scorers = createRelayedScorerPort(send);
  const rpc = createParentRpc(send);
  const windowPorts = serveWindowPorts();
  let engine: Engine | null = null;

  parent.onMessage((raw, ports) => {
    handle(hostToEngineSchema.parse(raw), ports);
  });
  const handle = (message: HostToEngine, ports: readonly EmitterPort[]): void => {
    if (message.kind === 'rpc') {
      rpc.receive(message.message);
    } else if (message.kind === 'scorer-message' || message.kind === 'scorer-exit') {
      scorers.receive(message);
    } else if (message.kind === 'window-port') {
      windowPorts.add(ports);
    } else {
      void (engine?.close() ?? Promise.resolve()).finally(() => process.exit(0));
    }
  };
  const created = await openPatiently({
    libraryFolder: values.library,
    scorers,
    scorerCount: values.scorers === undefined ? null : Number(values.scorers),
    log,
    applicationVersion,
    takeUpJobs: true,
  });
  if (!created.ok) {
    log('error', created.fault.message, { ...created.fault });
    send({ kind: 'open-failed', fault: created.fault });
    return;
  }
  engine = created.value;
  serveEngine(rpc.end, engine);
  windowPorts.serve(engine);
  send({ kind: 'ready' });
  flushCompileCache();
}

/** Of a host that was killed a moment ago: its engine ends once it comes to hear of it, in the middle of its work. */
const patienceWithPredecessor = 3_000;

async function openPatiently(options: EngineOptions): Promise<Outcome<Engine>> {
  const limit = performance.now() + patienceWithPredecessor;
  for (;;) {
    const created = await createEngine(options);
    if (created.ok || created.fault.code !== 'library-locked' || performance.now() > limit) {
      return created;
    }
    await sleep(100);
  }
}

/** rpc over the parent's line, which it shares with the scorers' messages. */
function createParentRpc(send: (message: EngineToHost) => void) {
  const waiting: unknown[] = [];
  let listener: ((message: unknown) => void) | null = null;
  const end: ChannelEnd = {
    post: (message) => {
      send({ kind: 'rpc', message });
    },
    onMessage: (next) => {
      listener = next;
      waiting.splice(0).forEach(next);
    },
    onClose: () => undefined,
    close: () => undefined,
  };
  return {
    end,
    receive: (message: unknown): void => {
      if (listener === null) {
        waiting.push(message);
      } else {
        listener(message);
      }
    },
  };
}

void main();
