import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';

/** Aborts when the browser goes away before its answer is complete. */
export function signalOf(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) {
      controller.abort();
    }
  });
  return controller.signal;
}

/** A GET or HEAD of node:http as the `Request` that the shared handler takes. */
export function toRequest(message: IncomingMessage, signal: AbortSignal): Request {
  return new Request(new URL(message.url ?? '/', 'http://127.0.0.1'), { method: message.method ?? 'GET', signal });
}

/** Writes a `Response` out. A browser that went away meanwhile is not a failure. */
export async function sendResponse(response: Response, out: ServerResponse): Promise<void> {
  out.writeHead(response.status, Object.fromEntries(response.headers));
  if (response.body === null) {
    out.end();
    return;
  }
  try {
    await pipeline(Readable.fromWeb(response.body as ReadableStream<Uint8Array>), out);
  } catch {
    out.destroy();
  }
}

/** The body as text, or null where it is longer than the limit; the caller then closes the connection. */
export function readBody(message: IncomingMessage, limitBytes: number): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    message.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > limitBytes) {
        message.pause();
        resolve(null);
      } else {
        chunks.push(chunk);
      }
    });
    message.once('end', () => {
      resolve(Buffer.concat(chunks).toString('utf8'));
    });
    message.once('error', reject);
  });
}
