import type { IncomingMessage, ServerResponse } from 'node:http';
import { shellOperations } from '../contract/operations.ts';
import { fail, type Outcome } from '../contract/outcome.ts';
import { isolationHeaders } from '../host/request-handler-policy.ts';
import type { Dispatch } from '../rpc/dispatch.ts';
import type { EnginePort } from '../rpc/engine-port.ts';
import { unsendable } from '../rpc/port-server.ts';
import { rpcBodySchema } from '../rpc/wire.ts';
import { readBody, signalOf } from './node-http.ts';

const BODY_LIMIT_BYTES = 4 * 1024 * 1024;

export interface RpcRouteOptions {
  readonly engine: EnginePort;
  readonly shell: Dispatch;
}

/** POST /rpc: one operation in, its outcome out. Shell operations are answered here, the engine has the rest. */
export async function answerRpc(
  message: IncomingMessage,
  out: ServerResponse,
  options: RpcRouteOptions,
): Promise<void> {
  const signal = signalOf(out);
  if (!/^application\/json\b/i.test(message.headers['content-type'] ?? '')) {
    sendOutcome(out, 415, fail('invalid-input', 'This address takes JSON only.'));
    return;
  }
  const body = await readBody(message, BODY_LIMIT_BYTES);
  if (body === null) {
    out.setHeader('connection', 'close');
    out.once('finish', () => message.destroy());
    sendOutcome(out, 413, fail('invalid-input', 'This request is too large. Select fewer items at once.'));
    return;
  }
  const request = rpcBodySchema.safeParse(parseJson(body));
  if (!request.success) {
    sendOutcome(out, 400, fail('invalid-input', 'This request is not one of Earmark’s. Reload the page.'));
    return;
  }
  const { operation, input } = request.data;
  const outcome = await (Object.hasOwn(shellOperations, operation)
    ? options.shell(operation, input, signal)
    : options.engine.call(operation, input, signal));
  if (!signal.aborted) {
    sendOutcome(out, 200, outcome);
  }
}

function sendOutcome(out: ServerResponse, status: number, outcome: Outcome<unknown>): void {
  const text = serialise(outcome);
  out.writeHead(status, {
    ...isolationHeaders,
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
  });
  out.end(text);
}

function serialise(outcome: Outcome<unknown>): string {
  try {
    return JSON.stringify(outcome);
  } catch (error) {
    return JSON.stringify(unsendable(error));
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
