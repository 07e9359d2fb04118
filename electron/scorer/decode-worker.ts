import { parentPort } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { openWindowStream, type WindowStream } from '../core/audio/window-stream.ts';
import { decodeAhead, type DecodeReply, type DecodeRequest } from './decode-messages.ts';

/**
 * The scorer's second thread: reads, decodes, resamples and cuts windows while the first is inside the model,
 * never more than `decodeAhead` batches in front.
 */
function serve(port: MessagePort): void {
  const queue: Extract<DecodeRequest, { kind: 'decode' }>[] = [];
  let credits = decodeAhead;
  let wake: (() => void) | null = null;
  let working = false;

  const waitForCredit = async (): Promise<void> => {
    while (credits === 0) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    credits -= 1;
  };
  const reply = (message: DecodeReply, transfer: ArrayBuffer[] = []): void => port.postMessage(message, transfer);

  const pump = async (ticket: number, stream: WindowStream): Promise<void> => {
    for (;;) {
      const batch = await stream.next();
      if (!batch.ok) {
        reply({ kind: 'fault', ticket, fault: batch.fault });
        return;
      }
      if (batch.value === null) {
        reply({ kind: 'end', ticket });
        return;
      }
      await waitForCredit();
      const { samples, starts } = batch.value;
      reply({ kind: 'batch', ticket, samples, starts }, [samples.buffer]);
    }
  };
  const decode = async ({ ticket, path, options }: (typeof queue)[number]): Promise<void> => {
    const opened = await openWindowStream(path, options);
    if (!opened.ok) {
      reply({ kind: 'fault', ticket, fault: opened.fault });
      return;
    }
    try {
      await pump(ticket, opened.value);
    } finally {
      await opened.value.close();
    }
  };
  const work = async (): Promise<void> => {
    if (working) {
      return;
    }
    working = true;
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const { ticket } = next;
      await decode(next).catch((error: unknown) => {
        const message = 'This recording could not be decoded. Open it in another program to see whether it is damaged.';
        reply({ kind: 'fault', ticket, fault: { code: 'damaged-file', message, detail: String(error) } });
      });
    }
    working = false;
  };

  port.on('message', (request: DecodeRequest) => {
    if (request.kind === 'credit') {
      credits += 1;
      wake?.();
      wake = null;
      return;
    }
    queue.push(request);
    void work();
  });
}

if (parentPort !== null) {
  serve(parentPort);
}
