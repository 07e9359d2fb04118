import { parentPort, type MessagePort } from 'node:worker_threads';
import { openWindowStream, type WindowStream } from '../core/audio/window-stream.ts';
import { decodeAhead, type DecodeReply, type DecodeRequest } from './decode-messages.ts';

type Decoding = Extract<DecodeRequest, { kind: 'decode' }>;

/**
 * The scorer's second thread: reads, decodes, resamples and cuts windows while the first is inside the model,
 * never more than `decodeAhead` batches in front.
 */
class Decoder {
  readonly #port: MessagePort;
  readonly #queue: Decoding[] = [];
  /** The file in hand; null between two. */
  #ticket: number | null = null;
  #isStopped = false;
  #credits = decodeAhead;
  #wake: (() => void) | null = null;
  #isWorking = false;

  constructor(port: MessagePort) {
    this.#port = port;
  }

  receive(request: DecodeRequest): void {
    if (request.kind === 'credit') {
      this.#credits += 1;
      this.#wake?.();
      this.#wake = null;
      return;
    }
    if (request.kind === 'stop') {
      this.#isStopped ||= request.ticket === this.#ticket;
      return;
    }
    this.#queue.push(request);
    if (!this.#isWorking) {
      this.#isWorking = true;
      void this.#workOff();
    }
  }

  async #workOff(): Promise<void> {
    for (let next = this.#queue.shift(); next !== undefined; next = this.#queue.shift()) {
      const { ticket } = next;
      this.#ticket = ticket;
      this.#isStopped = false;
      await this.#decode(next).catch((error: unknown) => {
        const message = 'This recording could not be decoded. Open it in another program to see whether it is damaged.';
        this.#reply({ kind: 'fault', ticket, fault: { code: 'damaged-file', message, detail: String(error) } });
      });
      this.#ticket = null;
    }
    this.#isWorking = false;
  }

  async #decode({ ticket, path, options }: Decoding): Promise<void> {
    const opened = await openWindowStream(path, options);
    if (!opened.ok) {
      this.#reply({ kind: 'fault', ticket, fault: opened.fault });
      return;
    }
    try {
      await this.#pump(ticket, opened.value);
    } finally {
      await opened.value.close();
    }
  }

  async #pump(ticket: number, stream: WindowStream): Promise<void> {
    for (;;) {
      const batch = await stream.next();
      if (!batch.ok) {
        this.#reply({ kind: 'fault', ticket, fault: batch.fault });
        return;
      }
      if (batch.value === null || this.#isStopped) {
        this.#reply({ kind: 'end', ticket });
        return;
      }
      await this.#takeCredit();
      const { samples, starts } = batch.value;
      this.#reply({ kind: 'batch', ticket, samples, starts }, [samples.buffer]);
    }
  }

  async #takeCredit(): Promise<void> {
    while (this.#credits === 0) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    this.#credits -= 1;
  }

  #reply(message: DecodeReply, transfer: ArrayBuffer[] = []): void {
    this.#port.postMessage(message, transfer);
  }
}

if (parentPort !== null) {
  const decoder = new Decoder(parentPort);
  parentPort.on('message', (request: DecodeRequest) => {
    decoder.receive(request);
  });
}
