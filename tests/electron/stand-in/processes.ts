import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { MessageChannel, type MessagePort } from 'node:worker_threads';

/** Electron's MessagePortMain over a real port of Node: what it carries is really cloned. */
export class StandInPort extends EventEmitter {
  readonly inner: MessagePort;

  constructor(inner: MessagePort) {
    super();
    this.inner = inner;
    inner.on('close', () => this.emit('close'));
  }

  postMessage(message: unknown): void {
    this.inner.postMessage(message);
  }

  start(): void {
    this.inner.on('message', (data: unknown) => this.emit('message', { data, ports: [] }));
  }

  close(): void {
    this.inner.close();
  }
}

export class StandInChannel {
  readonly port1: StandInPort;
  readonly port2: StandInPort;

  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.port1 = new StandInPort(port1);
    this.port2 = new StandInPort(port2);
  }
}

export interface ForkOptions {
  readonly serviceName?: string;
  readonly stdio?: readonly string[];
}

/** A utility process as its parent sees it; `script` is what runs in it. */
export class StandInUtilityProcess extends EventEmitter {
  readonly path: string;
  readonly programArguments: readonly string[];
  readonly options: ForkOptions;
  readonly stderr = new PassThrough();
  pid: number | undefined = undefined;
  killed = false;
  /** What the parent has sent, each with the ports that came along. */
  readonly received: { readonly message: unknown; readonly ports: readonly StandInPort[] }[] = [];
  onParentMessage: (message: unknown, ports: readonly StandInPort[]) => void = () => undefined;

  constructor(path: string, programArguments: readonly string[], options: ForkOptions) {
    super();
    this.path = path;
    this.programArguments = programArguments;
    this.options = options;
  }

  postMessage(message: unknown, ports: readonly StandInPort[] = []): void {
    const copy: unknown = structuredClone(message);
    this.received.push({ message: copy, ports });
    setImmediate(() => {
      this.onParentMessage(copy, ports);
    });
  }

  /** From the script to the parent. */
  say(message: unknown): void {
    this.emit('message', structuredClone(message));
  }

  kill(): boolean {
    this.killed = true;
    this.end(0);
    return true;
  }

  end(code: number): void {
    this.pid = undefined;
    this.emit('exit', code);
  }
}
